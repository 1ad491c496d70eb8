//! Checks of the sandbox: every position of every switch passes and is observed, and
//! faults are found.

#![expect(clippy::unwrap_used, reason = "a test fails where something is unexpected")]

use chrono::{DateTime, TimeDelta, Utc};
use dintero_cards_conformance::{Credentials, Error, Outcome, Report, Target, check};
use dintero_cards_openapi::{CARDS, Document, Location, OpenApi, Schema};
use dintero_cards_sandbox::{
    Action, Bounds, CountHeaders, Faults, LastPage, NewCard, Order, OverLimit, Precision, Rule,
    Sandbox, SandboxBuilder, UnknownParameters,
};

const MOST: usize = 80;

fn target(sandbox: &Sandbox) -> Target {
    Target {
        base_url: sandbox.base_url().to_owned(),
        auth_url: sandbox.auth_url().to_owned(),
        account_id: sandbox.account_id().to_owned(),
        credentials: Credentials::client(sandbox.client_id(), sandbox.client_secret()),
    }
}

async fn report(builder: SandboxBuilder) -> Report {
    let sandbox = builder.start().await.unwrap();
    let report = check(&target(&sandbox), MOST).await.unwrap();
    assert_eq!(report.requests, sandbox.log().total());
    assert!(
        sandbox.log().requests().iter().all(|request| {
            request.method() == "GET" || request.path().ends_with("/auth/token")
        })
    );
    report
}

/// Cards of a seed and as many again whose times have fractions of a second.
fn cards(count: usize) -> SandboxBuilder {
    let mut builder = Sandbox::builder().cards(count);
    let time: DateTime<Utc> = "2026-01-01T00:00:00.123456789Z".parse().unwrap();
    for number in 0..i64::try_from(count).unwrap() {
        let created_at = time + TimeDelta::seconds(number * 100_000);
        let card = NewCard::new().amount(number * 7 + 1).created_at(created_at);
        builder = builder.card(card.card_id(format!("fine-{number:04}")));
    }
    builder.anchor("2025-12-01T00:00:00Z".parse().unwrap())
}

#[tokio::test]
async fn the_sandbox_passes_and_every_switch_is_seen_in_every_position() {
    for count in [15, 60] {
        let size = || cards(count);
        let seen = async |builder: SandboxBuilder, what: &str, expected: &str| {
            let report = report(builder).await;
            assert!(report.passed(), "{what} {expected}: {report}");
            assert_eq!(report.observed(what), Some(expected), "{report}");
        };
        for order in Order::ALL {
            seen(size().order(*order), "order", order.as_str()).await;
        }
        for last_page in LastPage::ALL {
            seen(size().last_page(*last_page), "last page", last_page.as_str()).await;
        }
        for bounds in Bounds::ALL {
            seen(size().bounds(*bounds), "bounds of amounts", bounds.as_str()).await;
            seen(size().bounds(*bounds), "bounds of times", bounds.as_str()).await;
        }
        for precision in Precision::ALL {
            let what = "fractions of a second";
            seen(size().precision(*precision), what, precision.as_str()).await;
        }
        for headers in CountHeaders::ALL {
            seen(size().count_headers(*headers), "count headers", headers.as_str()).await;
        }
        for unknown in UnknownParameters::ALL {
            let builder = size().unknown_parameters(*unknown);
            seen(builder, "unknown parameters", unknown.as_str()).await;
        }
    }
    for over in OverLimit::ALL {
        let report = report(cards(60).over_limit(*over)).await;
        assert!(report.passed(), "{report}");
        assert_eq!(report.observed("limit above the maximum"), Some(over.as_str()), "{report}");
    }
}

#[tokio::test]
async fn switches_are_seen_together() {
    let builder = cards(60)
        .order(Order::OldestFirst)
        .last_page(LastPage::EmptyPage)
        .bounds(Bounds::Exclusive)
        .precision(Precision::Hidden)
        .over_limit(OverLimit::Capped)
        .unknown_parameters(UnknownParameters::Ignored)
        .count_headers(CountHeaders::Present);
    let report = report(builder).await;
    assert!(report.passed(), "{report}");
    for (what, expected) in [
        ("order", "oldest-first"),
        ("last page", "empty-page"),
        ("bounds of amounts", "exclusive"),
        ("fractions of a second", "hidden"),
        ("limit above the maximum", "capped"),
        ("unknown parameters", "ignored"),
        ("count headers", "present"),
        ("a cursor that is used again gives", "the same page"),
        ("a cursor with another limit", "continues at the same place"),
        ("an unknown cursor gives", "status 404"),
        ("life of a token", "86400 s"),
    ] {
        assert_eq!(report.observed(what), Some(expected), "{report}");
    }
}

#[tokio::test]
async fn every_documented_filter_and_listed_value_is_sent() {
    let sandbox = Sandbox::builder().cards(60).start().await.unwrap();
    let report = check(&target(&sandbox), MOST).await.unwrap();
    let undecided = |outcome: &Outcome| matches!(outcome, Outcome::Inconclusive(_));
    assert!(!report.checks.iter().any(|check| undecided(&check.outcome)), "{report}");
    let log = sandbox.log().requests();
    let document = Document::parse(CARDS).unwrap();
    let operation = OpenApi::new(&document).operations().remove(0).unwrap();
    for parameter in operation.parameters().into_iter().flatten() {
        let sent = |value: Option<&str>| {
            let is_sent =
                |given: Option<&str>| given.is_some() && (value.is_none() || given == value);
            log.iter().any(|request| is_sent(request.parameter(parameter.name)))
        };
        if parameter.location == Location::Query {
            assert!(sent(None), "{}", parameter.name);
        }
        let schema = Schema::of(&parameter.node).unwrap().unwrap();
        let listed = schema.get("enum").map(|list| list.texts().unwrap()).unwrap_or_default();
        assert!(listed.into_iter().all(|value| sent(Some(value))), "{}", parameter.name);
    }
}

#[tokio::test]
async fn an_account_without_cards_passes() {
    let report = report(Sandbox::builder().cards(0)).await;
    assert!(report.passed(), "{report}");
    assert_eq!(report.observed("order"), Some("unknown"));
}

#[tokio::test]
async fn deviations_from_the_documentation_are_found() {
    for (action, expected) in [
        (Action::MalformedCard(0), "fields of cards have their documented types"),
        (Action::DuplicateCard, "no card is on two pages"),
        (Action::InvalidJson, "a page has a list `cards`"),
        (Action::Status(503), "pages are given, each with the cursor of the one before"),
        (Action::Html(404), "a limit below 1 is refused"),
    ] {
        let faults = Faults::new().on(Rule::always(), action.clone());
        let report = report(Sandbox::builder().cards(60).faults(faults)).await;
        assert!(!report.passed());
        assert!(report.failures().any(|check| check.what == expected), "{action:?}: {report}");
    }
}

#[tokio::test]
async fn undocumented_values_are_observed_and_are_not_failures() {
    let faults = Faults::new().on(
        Rule::always(),
        [
            Action::UnknownStatus("created".into()),
            Action::UnknownFields,
            Action::NullFields(vec!["name".into()]),
        ],
    );
    let sandbox = Sandbox::builder().cards(60).faults(faults).start().await.unwrap();
    let report = check(&target(&sandbox), MOST).await.unwrap();
    assert_eq!(report.observed("values not in the document"), Some("status created"));
    let fields = report.observed("fields not in the document");
    assert_eq!(fields, Some("links, loyalty_points"));
    assert_eq!(report.observed("fields that are null"), Some("name"));
    let failed: Vec<_> = report.failures().map(|check| check.what.as_str()).collect();
    assert!(failed.iter().all(|what| what.starts_with("status=")), "{failed:?}");
}

#[tokio::test]
async fn no_more_requests_are_sent_than_the_limit() {
    for most in [0, 1, 7, 30] {
        let sandbox = Sandbox::builder().start().await.unwrap();
        let report = check(&target(&sandbox), most).await.unwrap();
        assert_eq!((report.requests, sandbox.log().total()), (most, most));
        assert!(!report.passed());
        let why = format!("the limit of {most} requests was reached");
        assert_eq!(report.incomplete.as_deref(), Some(why.as_str()));
    }
}

#[tokio::test]
async fn a_token_can_be_given_instead_of_credentials() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let credentials = Credentials::token(sandbox.access_token());
    let report = check(&Target { credentials, ..target(&sandbox) }, MOST).await.unwrap();
    assert!(report.passed(), "{report}");
    let log = sandbox.log();
    assert_eq!(log.count(dintero_cards_sandbox::OperationId::GetToken), 0);
}

#[tokio::test]
async fn reports_and_debug_hold_no_data() {
    let sandbox = Sandbox::builder().cards(30).start().await.unwrap();
    let target = target(&sandbox);
    let report = check(&target, MOST).await.unwrap();
    let text = format!("{report}{report:?}{}{target:?}", report.to_json());
    assert!(!text.contains(sandbox.client_secret()));
    for card in sandbox.cards() {
        let ids = [Some(card.id().to_string()), card.card_id().map(str::to_owned)];
        let ids = ids.into_iter().chain([card.customer_id().map(str::to_owned)]).flatten();
        assert!(ids.into_iter().all(|id| !text.contains(&id)));
    }
}

#[tokio::test]
async fn credentials_are_not_sent_in_the_clear() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    for (url, why) in [
        ("http://api.dintero.com/v1", "http would expose the token"),
        ("ftp://127.0.0.1/v1", "the scheme is neither https nor http"),
        ("http://127.0.0.1.example.com/v1", "http would expose the token"),
        ("http://me:secret@127.0.0.1/v1", "a URL must not hold credentials"),
        ("http://127.0.0.1/v1?token=secret", "neither query nor fragment"),
        ("nonsense", "not a URL"),
    ] {
        let target = Target { auth_url: url.to_owned(), ..target(&sandbox) };
        let error = check(&target, MOST).await.unwrap_err();
        // The cause says why; the error does not repeat it.
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(matches!(error, Error::Url(_)) && cause.contains(why), "{error}: {cause}");
        assert!(!error.to_string().contains(&cause), "{error}: {cause}");
        assert!(!error.to_string().contains(url) && !cause.contains(url));
    }
    assert_eq!(sandbox.log().total(), 0);
}

#[tokio::test]
async fn wrong_credentials_are_an_error() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let credentials = Credentials::client("somebody", "something");
    let target = Target { credentials, ..target(&sandbox) };
    let error = check(&target, MOST).await.unwrap_err();
    assert_eq!(error.to_string(), "no access token: status 401");
}

//! Listings from a server with faults: either all cards arrive exactly once, or a
//! typed error has the cursor at which the listing continues with exactly the rest.

use std::collections::BTreeSet;
use std::time::Duration;

use dintero_cards::{
    CardFilter, CardsClient, ClientCredentials, Cursor, Error, ErrorKind, PageSize, RetryPolicy,
    Timeouts,
};
use dintero_cards_sandbox::{Action, Faults, OperationId, Rule, Sandbox};
use futures_util::StreamExt as _;

const CARDS: usize = 95;
const PER_PAGE: u64 = 10;
const PATIENT: Duration = Duration::from_secs(30);

/// A scenario: its faults, and the expected outcome.
struct Scenario {
    name: &'static str,
    faults: Faults,
    /// Kinds of the errors that the listing ends with, run by run.
    ends: &'static [ErrorKind],
    /// Number of malformed cards.
    malformed: u64,
    /// Time for an attempt.
    attempt: Duration,
}

fn scenario(name: &'static str, faults: Faults) -> Scenario {
    Scenario { name, faults, ends: &[], malformed: 0, attempt: PATIENT }
}

fn on(rule: Rule, actions: impl IntoIterator<Item = Action>) -> Faults {
    Faults::new().on(rule, actions)
}

/// Scenarios that the client handles by itself.
fn quiet_scenarios() -> Vec<Scenario> {
    vec![
        scenario(
            "429 with seconds",
            on(Rule::every(4), [Action::Status(429), Action::RetryAfterSeconds(0)]),
        ),
        scenario(
            "429 with a date in the past",
            on(Rule::every(4), [Action::Status(429), Action::RetryAfterDate(-9)]),
        ),
        scenario(
            "429 with nonsense",
            on(Rule::every(4), [Action::Status(429), Action::RetryAfter("soon".into())]),
        ),
        scenario("a storm of 503", on(Rule::first(3), [Action::Status(503)])),
        scenario("HTML 502", on(Rule::every(3), [Action::Html(502)])),
        scenario("resets before the response", on(Rule::every(3), [Action::Reset])),
        scenario("resets in the body", on(Rule::every(3), [Action::ResetInBody(200)])),
        scenario("truncated bodies", on(Rule::every(3), [Action::TruncateBody(100)])),
        scenario("too long a content-length", on(Rule::every(3), [Action::WrongContentLength(10)])),
        scenario(
            "a slow drip",
            on(Rule::page(2), [Action::Drip { bytes: 700, pause: Duration::from_millis(1) }]),
        ),
        scenario(
            "the token revoked in mid-walk",
            on(Rule::page(3).at_most(1), [Action::RevokeToken]),
        ),
        scenario(
            "a token endpoint that stumbles",
            on(Rule::first(2).of(OperationId::GetToken), [Action::Status(503)]),
        ),
        scenario(
            "tokens that expire early",
            on(
                Rule::always().of(OperationId::GetToken),
                [Action::TokenExpiresEarly(Duration::from_secs(86_400))],
            )
            .on(Rule::page(4).at_most(1), [Action::RevokeToken]),
        ),
        scenario(
            "a clock that is an hour off",
            on(
                Rule::every(5),
                [Action::Status(503), Action::ClockSkew(-3600), Action::RetryAfterSeconds(0)],
            ),
        ),
        scenario(
            "an unlisted status",
            on(Rule::page(2), [Action::UnknownStatus("created".into())]),
        ),
        scenario(
            "null fields",
            on(
                Rule::page(2),
                [Action::NullFields(vec![
                    "metadata".into(),
                    "status".into(),
                    "amount".into(),
                    "pin".into(),
                ])],
            ),
        ),
        scenario("unknown fields", on(Rule::always(), [Action::UnknownFields])),
        scenario("an empty page in the middle", on(Rule::page(3).at_most(1), [Action::EmptyPage])),
        Scenario {
            malformed: 1,
            ..scenario("a malformed card", on(Rule::page(2), [Action::MalformedCard(4)]))
        },
    ]
}

/// Scenarios that end in an error, after which the listing continues.
fn broken_scenarios() -> Vec<Scenario> {
    let page = |number| Rule::page(number).at_most(1);
    vec![
        Scenario {
            ends: &[ErrorKind::Status],
            ..scenario("403 in mid-walk", on(page(4), [Action::Status(403)]))
        },
        Scenario {
            ends: &[ErrorKind::Decode],
            ..scenario("invalid JSON", on(page(4), [Action::InvalidJson]))
        },
        Scenario {
            ends: &[ErrorKind::TooLarge],
            ..scenario("an oversized body", on(page(4), [Action::OversizedBody(3_000_000)]))
        },
        Scenario {
            ends: &[ErrorKind::TooLarge],
            ..scenario(
                "an oversized body without a length",
                on(page(4), [Action::UnannouncedBody(3_000_000)]),
            )
        },
        Scenario {
            ends: &[ErrorKind::RepeatedCursor],
            ..scenario("a repeated cursor", on(page(4), [Action::RepeatCursor]))
        },
        Scenario {
            ends: &[ErrorKind::RepeatedCursor],
            ..scenario("a cycle of cursors", on(page(5), [Action::CycleCursors(3)]))
        },
        Scenario {
            ends: &[ErrorKind::Status],
            ..scenario(
                "a wait that is too long",
                on(page(2), [Action::Status(429), Action::RetryAfterSeconds(3600)]),
            )
        },
        Scenario {
            ends: &[ErrorKind::Status],
            ..scenario("a longer storm of 503", on(Rule::page(6).at_most(4), [Action::Status(503)]))
        },
        Scenario {
            ends: &[ErrorKind::Timeout],
            attempt: Duration::from_millis(300),
            ..scenario(
                "a drip that never ends",
                on(
                    Rule::page(3).at_most(4),
                    [Action::Drip { bytes: 1, pause: Duration::from_millis(50) }],
                ),
            )
        },
    ]
}

fn client(sandbox: &Sandbox, attempt: Duration) -> CardsClient {
    CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .max_body(1_000_000)
        .retry(RetryPolicy::default().with_base(Duration::from_millis(1)))
        .timeouts(Timeouts::default().with_attempt(attempt))
        .build()
        .unwrap()
}

/// Lists to the end or to an error, and adds the ids of what arrived.
async fn list(
    client: &CardsClient,
    from: Option<Cursor>,
    arrived: &mut Vec<String>,
) -> (Option<Error>, u64) {
    let size = PageSize::try_from(PER_PAGE).unwrap();
    let listing = client.list_cards(CardFilter::new()).page_size(size);
    let listing = match from {
        Some(cursor) => listing.starting_after(cursor),
        None => listing,
    };
    let mut items = listing.items();
    let mut end = None;
    while let Some(item) = items.next().await {
        match item {
            Ok(card) => arrived.push(card.id.unwrap().to_string()),
            Err(error) => end = Some(error),
        }
    }
    for malformed in items.take_malformed_cards() {
        let card: serde_json::Value = serde_json::from_str(malformed.json()).unwrap();
        arrived.push(card["id"].as_str().unwrap().to_owned());
    }
    (end, items.report().malformed_cards)
}

async fn live_through(scenario: Scenario) {
    let name = scenario.name;
    let sandbox = Sandbox::builder().cards(CARDS).faults(scenario.faults).start().await.unwrap();
    let client = client(&sandbox, scenario.attempt);
    let (mut arrived, mut ends, mut malformed) = (Vec::new(), Vec::new(), 0);
    let mut from = None;
    loop {
        let (end, found) = list(&client, from.take(), &mut arrived).await;
        malformed += found;
        let Some(error) = end else { break };
        ends.push(error.kind());
        assert!(ends.len() < 5, "{name}: no end: {ends:?}");
        // Stored and read again, as another process would.
        let cursor = serde_json::to_string(&error.cursor()).unwrap();
        from = serde_json::from_str(&cursor).unwrap();
    }
    assert_eq!(ends, scenario.ends, "{name}");
    assert_eq!(malformed, scenario.malformed, "{name}");
    let all: BTreeSet<String> = sandbox.cards().iter().map(|card| card.id().to_string()).collect();
    let distinct: BTreeSet<String> = arrived.iter().cloned().collect();
    assert_eq!(arrived.len(), CARDS, "{name}: some cards arrived twice, or not at all");
    assert_eq!(distinct, all, "{name}");
    sandbox.shutdown().await;
}

#[tokio::test]
async fn days_that_the_client_gets_through_by_itself() {
    for scenario in quiet_scenarios() {
        live_through(scenario).await;
    }
}

#[tokio::test]
async fn days_after_which_the_listing_goes_on() {
    for scenario in broken_scenarios() {
        live_through(scenario).await;
    }
}

#[tokio::test]
async fn a_card_that_stands_on_two_pages_is_counted() {
    let faults = on(Rule::page(3).at_most(1), [Action::DuplicateCard]);
    let sandbox = Sandbox::builder().cards(CARDS).faults(faults).start().await.unwrap();
    let size = PageSize::try_from(PER_PAGE).unwrap();
    let mut items = client(&sandbox, PATIENT).list_cards(CardFilter::new()).page_size(size).items();
    while let Some(item) = items.next().await {
        item.unwrap();
    }
    assert_eq!(items.report().duplicates, 1);
    sandbox.shutdown().await;
}

#[tokio::test]
async fn a_run_that_fails_at_random_ends_well_with_any_seed() {
    for seed in 0..8 {
        let faults = Faults::new()
            .seed(seed)
            .on(Rule::probability(0.1), [Action::Status(503)])
            .on(Rule::probability(0.05), [Action::Reset])
            .on(Rule::probability(0.05), [Action::TruncateBody(50)])
            .on(Rule::probability(0.02), [Action::RevokeToken]);
        let sandbox = Sandbox::builder().cards(CARDS).faults(faults).start().await.unwrap();
        let client = client(&sandbox, PATIENT);
        let (mut arrived, mut from) = (Vec::new(), None);
        for _ in 0..50 {
            let (end, _) = list(&client, from.take(), &mut arrived).await;
            match end {
                None => break,
                Some(error) => from = error.cursor().cloned(),
            }
        }
        let distinct: BTreeSet<&String> = arrived.iter().collect();
        assert_eq!((arrived.len(), distinct.len()), (CARDS, CARDS), "seed {seed}");
        sandbox.shutdown().await;
    }
}

//! Accepting findings: what holds, for how long, and what is never accepted by accident.

use chrono::{Days, NaiveDate};
use dintero_docs_drift::baseline::{self, Baseline};
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::rules::{self, Severity};
use dintero_docs_drift::{ExitStatus, Page, Published, Report, Source, assess};
use serde_json::{Value, json};

use crate::world::{CARDS_AT, cards, check, page, published, today};

fn changed(edit: impl FnOnce(&mut Value)) -> Report {
    let ours = cards();
    let mut published = published(&ours);
    edit(&mut published);
    check(&ours, &page(&published, Form::Markdown))
}

fn maximum(limit: u32) -> Report {
    changed(|document| {
        document.pointer_mut(CARDS_AT).unwrap()["parameters"][1]["schema"]["maximum"] =
            json!(limit);
    })
}

fn accepted(report: &Report, until: Option<NaiveDate>) -> Baseline {
    let mut all = Baseline::default();
    for (comparison, finding) in report.findings() {
        let mut entry = baseline::accept(comparison, finding, "we know", today(), true).unwrap();
        entry.until = until;
        all.insert(entry);
    }
    all
}

fn applied(mut report: Report, baseline: &Baseline, day: NaiveDate) -> (ExitStatus, usize) {
    baseline::apply(baseline, &mut report, day);
    (report.exit_status(Some(Severity::Warning), true), report.accepted())
}

#[test]
fn an_accepted_finding_is_shown_and_does_not_count() {
    let baseline = accepted(&maximum(50), None);
    assert_eq!(applied(maximum(50), &baseline, today()), (ExitStatus::Clean, 1));
}

#[test]
fn a_further_change_of_the_same_fact_alarms_again() {
    let baseline = accepted(&maximum(50), None);
    assert_eq!(applied(maximum(40), &baseline, today()), (ExitStatus::Drift, 0));
}

#[test]
fn a_further_change_at_the_end_of_a_long_value_alarms_again() {
    let pattern = |end: &str| {
        changed(|document| {
            document.pointer_mut(CARDS_AT).unwrap()["parameters"][3]["schema"]["pattern"] =
                json!(format!("{}{end}", "a".repeat(1_000)));
        })
    };
    let options = |last: &str| {
        changed(|document| {
            let mut all: Vec<String> = (0..300).map(|n| format!("a{n:03}")).collect();
            all.push(last.to_owned());
            document.pointer_mut(CARDS_AT).unwrap()["parameters"][3]["schema"]["enum"] = json!(all);
        })
    };
    let baseline = accepted(&pattern("x"), None);
    assert_eq!(applied(pattern("x"), &baseline, today()), (ExitStatus::Clean, 1));
    assert_eq!(applied(pattern("y"), &baseline, today()), (ExitStatus::Drift, 0));
    let baseline = accepted(&options("x"), None);
    assert_eq!(applied(options("x"), &baseline, today()), (ExitStatus::Clean, 1));
    assert_eq!(applied(options("y"), &baseline, today()), (ExitStatus::Drift, 0));
    assert!(Baseline::parse(&baseline.to_text()).is_ok());
}

#[test]
fn an_entry_that_nothing_needs_is_a_fault_of_the_baseline() {
    let baseline = accepted(&maximum(50), None);
    assert_eq!(applied(changed(|_| {}), &baseline, today()), (ExitStatus::Baseline, 0));
}

#[test]
fn an_entry_of_an_operation_that_is_gone_is_a_fault_of_the_baseline() {
    let baseline = accepted(&maximum(50), None);
    let mut elsewhere = maximum(50);
    for comparison in &mut elsewhere.comparisons {
        comparison.operation = "GET /elsewhere".to_owned();
        comparison.findings.clear();
    }
    assert_eq!(applied(elsewhere, &baseline, today()), (ExitStatus::Baseline, 0));
}

#[test]
fn forms_that_disagree_about_the_host_are_not_accepted_by_accident() {
    let ours = cards();
    let same = published(&ours);
    let mut other = same.clone();
    other["servers"][0]["url"] = json!("https://api.example.com/v1");
    let source = Source::default();
    let mut pages = Vec::new();
    for (document, form) in [(&same, Form::Raw), (&other, Form::Markdown)] {
        let text = page(document, form);
        let read = Page::read("page", text.as_bytes(), None).unwrap();
        pages.extend(Published::of_page(read, &source, &text));
    }
    let report = assess(&crate::world::ours(&ours, "openapi/cards.yaml"), &pages, 85);
    let (comparison, finding) = report.findings().next().unwrap();
    assert_eq!(finding.rule.id, "docs-forms-disagree");
    assert!(baseline::accept(comparison, finding, "we know", today(), false).is_none());
    let entry = baseline::accept(comparison, finding, "we know", today(), true).unwrap();
    assert!(entry.host_checked);
}

#[test]
fn an_entry_of_another_form_is_not_asked_for() {
    let baseline = accepted(&maximum(50), None);
    let ours = cards();
    let text = check(&ours, &page(&published(&ours), Form::Text));
    assert_eq!(applied(text, &baseline, today()), (ExitStatus::Clean, 0));
}

#[test]
fn acceptance_ends_after_its_last_day() {
    let last = today() + Days::new(7);
    let baseline = accepted(&maximum(50), Some(last));
    assert_eq!(applied(maximum(50), &baseline, last), (ExitStatus::Clean, 1));
    assert_eq!(applied(maximum(50), &baseline, last + Days::new(1)), (ExitStatus::Drift, 0));
}

#[test]
fn the_file_survives_a_round_trip_and_is_sorted() {
    let mut baseline = accepted(&maximum(50), Some(today()));
    for other in [
        changed(|document| {
            let list =
                document.pointer_mut(CARDS_AT).unwrap()["parameters"].as_array_mut().unwrap();
            list.retain(|one| one["name"] != "customer");
        }),
        changed(|document| document.pointer_mut(CARDS_AT).unwrap()["deprecated"] = json!(true)),
    ] {
        for entry in accepted(&other, None).entries() {
            baseline.insert(entry.clone());
        }
    }
    let text = baseline.to_text();
    assert_eq!(Baseline::parse(&text).unwrap(), baseline);
    let names: Vec<&str> = baseline.entries().iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["", "customer", "limit"]);
    assert_eq!(Baseline::parse("").unwrap(), Baseline::default());
    assert_eq!(Baseline::parse(&Baseline::default().to_text()).unwrap(), Baseline::default());
}

#[test]
fn a_file_that_was_changed_by_hand_is_not_valid() {
    let text = accepted(&maximum(50), None).to_text();
    for (from, to, why) in [
        ("published_value = \"50\"", "published_value = \"*\"", "is no JSON value"),
        ("published_value = \"50\"", "published_value = \"40\"", "does not fit"),
        ("name = \"limit\"", "name = \"customer\"", "does not fit"),
        ("reason = \"we know\"", "reason = \" \"", "no reason"),
        ("param-maximum-lowered", "param-anything", "no rule"),
        ("reason =", "because =", "unknown field"),
    ] {
        assert!(text.contains(from), "{text}");
        let error = Baseline::parse(&text.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(why), "{to}: {error}");
    }
    let twice = format!("{text}\n{}", &text[text.find("[[").unwrap()..]);
    assert!(Baseline::parse(&twice).unwrap_err().to_string().contains("twice"));
}

#[test]
fn host_base_path_and_authentication_are_never_accepted_by_accident() {
    let report =
        changed(|document| document["servers"][0]["url"] = json!("https://evil.example/v1"));
    let (comparison, finding) = report.findings().next().unwrap();
    assert_eq!(finding.rule.id, "server-host-changed");
    assert_eq!(baseline::accept(comparison, finding, "we know", today(), false), None);
    let text = accepted(&report, None).to_text();
    let unchecked = text.replace("host_checked = true\n", "");
    assert_ne!(unchecked, text);
    assert!(Baseline::parse(&unchecked).unwrap_err().to_string().contains("host_checked"));
    let pinned: Vec<&str> = rules::all().filter(|rule| rule.pinned).map(|rule| rule.id).collect();
    assert_eq!(
        pinned,
        [
            "server-host-changed",
            "base-path-changed",
            "auth-scheme-changed",
            "auth-removed",
            "auth-header-renamed"
        ]
    );
    assert!(rules::all().filter(|rule| rule.pinned).all(|rule| rule.severity == Severity::Error));
}

#[test]
fn every_rule_has_an_id_of_its_own_and_says_what_it_means() {
    let mut ids: Vec<&str> = rules::all().map(|rule| rule.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for rule in rules::all() {
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
        assert!(rule.explanation.ends_with('.') && !rule.summary.ends_with('.'), "{}", rule.id);
        assert_eq!(rules::find(rule.id), Some(rule));
    }
}

//! `drift check` and `regen` give one verdict for every edit of the edit table.

use dintero_cards_openapi::CARDS;
use dintero_cards_semver::policy::{self, Impact};
use dintero_cards_semver::{Step, Verdict};
use dintero_docs_drift::compare::MIN_COVERAGE;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Page, Published, Source, assess};

use crate::release::{OWN, VERDICTS};

/// Edits without a finding of the drift check: names and words of ours, and an
/// operation that our document does not have.
const SILENT: [&str; 3] =
    ["an operation is added", "our own name of a type is another", "our own words are others"];

/// The rules and the largest steps of the findings that `drift check` reports
/// when the edited document is published and ours is the released one.
fn drift_check(ours: &[Ours], published: &str) -> (Vec<&'static str>, Step, Step) {
    let page = Page::read("page", published.as_bytes(), Some(Form::Raw)).unwrap();
    let pages = Published::of_page(page, &Source::default(), published);
    let report = assess(ours, &pages, MIN_COVERAGE);
    let (mut rules, mut client, mut own) = (Vec::new(), Step::None, Step::None);
    for (_, finding) in report.findings() {
        let place = (ours[0].document(), finding.document.pointer.as_str());
        let impact = policy::impact(finding.rule, &finding.entries, place, &OWN).unwrap();
        // Our descriptions are other words than the published ones.
        if finding.rule.id != "prose-changed" {
            rules.push(finding.rule.id);
            (client, own) = (client.max(impact.client), own.max(impact.wrapper));
        }
    }
    rules.sort_unstable();
    (rules, client, own)
}

fn regen(verdict: &Verdict) -> (Vec<&'static str>, Step, Step) {
    let mut rules: Vec<&str> = verdict.changes.iter().map(|change| change.rule.id).collect();
    rules.sort_unstable();
    (rules, verdict.client, verdict.wrapper)
}

#[test]
fn drift_check_and_regen_give_one_verdict_for_each_crate() {
    let mut differing = Vec::new();
    let ours = Ours::read(CARDS).unwrap();
    for (row, text, verdict) in &*VERDICTS {
        let (check, regen) = (drift_check(&ours, text), regen(verdict));
        if SILENT.contains(&row.name) {
            assert_eq!(check.0, [""; 0], "{}", row.name);
        } else if check != regen {
            differing
                .push(format!("{}\n  drift check {check:?}\n  regen       {regen:?}", row.name));
        }
    }
    assert!(differing.is_empty(), "{} edits\n{}", differing.len(), differing.join("\n"));
}

#[test]
fn the_policy_predicts_the_changes_of_the_generated_api() {
    for (row, _, verdict) in VERDICTS.iter().filter(|(row, ..)| !SILENT.contains(&row.name)) {
        let largest = |step: fn(&Impact) -> Step| {
            verdict.changes.iter().filter_map(|change| change.impact.as_ref().map(step)).max()
        };
        assert_eq!(largest(|impact| impact.client), Some(verdict.client), "{}", row.name);
        assert_eq!(largest(|impact| impact.wrapper), Some(verdict.wrapper), "{}", row.name);
    }
}

//! One edit of the document, one verdict.

use dintero_cards_openapi::CARDS;
use dintero_cards_semver::Step::{Major, Patch};
use dintero_cards_semver::{Api, Side, Verdict, Version, Wire, Wrapper, digest, render};

use crate::edit_table::named;
use crate::release::{VERDICTS, between, edited, verdict};

#[test]
fn every_edit_has_the_verdict_of_a_careful_maintainer() {
    let mut wrong = Vec::new();
    for (row, _, verdict) in &*VERDICTS {
        let mut rules: Vec<&str> = verdict.changes.iter().map(|change| change.rule.id).collect();
        rules.sort_unstable();
        let found = (rules.as_slice(), verdict.client, verdict.wrapper, verdict.wire);
        let wanted = (row.rules, row.client, row.wrapper, row.wire);
        if found != wanted {
            wrong.push(format!(
                "{}\n  wanted {wanted:?}\n  found  {found:?}\n{}",
                row.name,
                render(verdict)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn an_operation_that_goes_away_breaks_everybody() {
    let row = named("an operation is added");
    let verdict = between(&edited(CARDS.text, row.edits), CARDS.text);
    let rules: Vec<&str> = verdict.changes.iter().map(|change| change.rule.id).collect();
    assert_eq!(rules, ["op-removed"]);
    assert_eq!((verdict.client, verdict.wrapper, verdict.wire), (Major, Major, Wire::Breaks));
}

#[test]
fn nothing_changed_is_no_verdict() {
    let verdict = verdict(CARDS.text);
    assert!(verdict.is_empty());
    assert_eq!(render(&verdict), "nothing changed since 1.2.3\n");
}

#[test]
fn a_generator_that_writes_other_text_is_a_patch_at_least() {
    let same = |text| Side { documents: vec![CARDS], api: Api::default(), text: digest([text]) };
    let since: Version = "1.2.3".parse().unwrap();
    let verdict =
        |text| Verdict::of(since, &same(text), &same("new"), &Wrapper::default()).unwrap();
    assert_eq!((verdict("old").client, verdict("old").wrapper), (Patch, Patch));
    assert!(verdict("new").is_empty());
}

#[test]
fn a_risk_for_strict_readers_alone_is_distinguished() {
    let wire = |name: &str| {
        let rendered = render(&verdict(&edited(CARDS.text, named(name).edits)));
        rendered.lines().find_map(|line| line.strip_prefix("wire   ")).unwrap().trim().to_owned()
    };
    let own = "risk    published clients keep working; stricter clients of other people may fail";
    assert_eq!(wire("a status is added"), own);
    let both = "risk    some calls of published clients may fail";
    assert_eq!(wire("a scope no longer gives access"), both);
}

#[test]
fn a_verdict_reads_at_a_glance() {
    let added = verdict(&edited(CARDS.text, named("an optional parameter is added").edits));
    insta::assert_snapshot!("a_parameter_is_added", render(&added));
    let host = verdict(&edited(
        CARDS.text,
        &[("https://api.dintero.com/v1", "https://api.dintero.example/v1")],
    ));
    insta::assert_snapshot!("the_host_is_another", render(&host));
    let removed = verdict(&edited(CARDS.text, named("a field is removed").edits));
    insta::assert_snapshot!("a_field_is_removed", render(&removed));
}

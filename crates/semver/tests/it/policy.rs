//! The table of the policy is whole, and says what the rules say.

use std::collections::BTreeSet;

use dintero_cards_semver::policy::{OP_ADDED, OP_REMOVED};
use dintero_cards_semver::{Step, policy};
use dintero_docs_drift::rules;

/// Rules about published pages: no document of ours can fall under them.
const OF_PAGES: [&str; 6] = [
    "changelog-entry",
    "docs-forms-disagree",
    "docs-inconsistent",
    "orphan-description",
    "page-moved",
    "param-heading-lost",
];

#[test]
fn every_rule_has_one_line() {
    let known: BTreeSet<&str> =
        rules::all().map(|rule| rule.id).chain([OP_ADDED.id, OP_REMOVED.id]).collect();
    let lines: Vec<&str> = policy::table().map(|(rule, _)| rule.id).collect();
    let of_pages: BTreeSet<&str> = OF_PAGES.into();
    let mut said: BTreeSet<&str> = lines.iter().copied().collect();
    assert_eq!(said.len(), lines.len(), "a rule stands there twice");
    assert!(said.is_disjoint(&of_pages));
    said.extend(of_pages);
    assert_eq!(said, known);
}

#[test]
fn a_changed_document_is_a_patch_at_least_and_every_line_says_why() {
    for (rule, least) in policy::table() {
        assert!(least.client >= Step::Patch && least.wrapper >= Step::Patch, "{}", rule.id);
        assert!(!least.why.is_empty(), "{}", rule.id);
    }
}

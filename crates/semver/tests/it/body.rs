//! Fields of a request body: the policy predicts what the generated API does.

use dintero_cards_openapi::AUTH;
use dintero_cards_semver::Step;

use crate::release::{between_auth, edited};

/// Schemas of an optional field before and after a change that can be generated.
const FIELDS: [(&str, &str); 15] = [
    ("integer", "integer, minimum: 0"),
    ("integer", "integer, minimum: 1"),
    ("integer, minimum: 1", "integer, minimum: 0"),
    ("integer", "integer, default: 9"),
    ("integer, default: 9", "integer, default: 8"),
    ("integer", "integer, format: int32"),
    ("integer", "number"),
    ("string", "string, pattern: '^a'"),
    ("string, pattern: '^a'", "string, pattern: '^b'"),
    ("string", "string, maxLength: 9"),
    ("string, maxLength: 9", "string, maxLength: 8"),
    ("string", "string, format: uuid"),
    ("string", "string, format: uri"),
    ("string", "string, default: a"),
    ("boolean", "boolean, default: true"),
];

#[test]
fn the_policy_predicts_the_changes_of_a_field() {
    let audience = "        audience:\n          type: string\n";
    let with = |schema: &str| {
        let field = format!("        life: {{type: {schema}}}\n{audience}");
        edited(AUTH.text, &[(audience, &field)])
    };
    let mut wrong = Vec::new();
    for (before, after) in FIELDS {
        let verdict = between_auth(&with(before), &with(after));
        let steps = verdict.changes.iter().filter_map(|change| change.impact);
        let predicted = steps.map(|impact| impact.client).max().unwrap_or(Step::None);
        if predicted != verdict.client {
            let step = verdict.client;
            wrong.push(format!("{before} -> {after}: {predicted:?}, {step:?} {:?}", verdict.api));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! `drift check` and `regen` give one verdict, as commands.

use crate::{CARDS, Workspace};

/// The line of a crate in the verdict of `regen`: name, step.
fn step<'a>(verdict: &'a str, name: &str) -> &'a str {
    let line = verdict.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap();
    line.split_whitespace().nth(1).unwrap()
}

#[test]
fn a_change_has_the_same_steps_before_and_after_the_document_follows() {
    for (from, to) in [
        ("maximum: 100", "maximum: 50"),
        ("maximum: 100", "maximum: 200"),
        ("minimum: 1", "minimum: 2"),
        ("enum: [gift_card, credit_note]", "enum: [gift_card, credit_note, other]"),
        ("        amount_balance:\n", "        amount_balance:\n          nullable: true\n"),
    ] {
        let workspace = Workspace::new();
        let published = workspace.read(CARDS).replace(from, to);
        workspace.write("page.yaml", &published);
        let page = workspace.0.path().join("page.yaml").display().to_string();
        let check = ["drift", "check", "--from", &page, "--source", "raw", "--format", "json"];
        let (_, out, err) = workspace.run(&check);
        let report: serde_json::Value = serde_json::from_str(&out).expect(&err);
        let findings = report["comparisons"][0]["findings"].as_array().unwrap();
        let order = ["none", "patch", "minor", "major"];
        let largest = |name: &str| {
            let steps = findings.iter().filter_map(|finding| finding["crate"][name].as_str());
            steps.max_by_key(|step| order.iter().position(|known| known == step)).unwrap()
        };
        workspace.write(CARDS, &published);
        let (_, verdict, _) = workspace.run(&["regen", "--check"]);
        for name in ["dintero-cards-client", "dintero-cards"] {
            assert_eq!(largest(name), step(&verdict, name), "{name}: {from} -> {to}\n{verdict}");
        }
    }
}

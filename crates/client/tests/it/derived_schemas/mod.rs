//! The JSON Schemas that schemars derives from the generated types agree with the
//! documents, except for the differences that `rules.rs` lists.
//!
//! - `facts.rs` and `difference.rs` compare, keyword by keyword.
//! - `rules.rs` lists the intended differences; `rule_cases.rs` tests each rule.
//! - `alterations.rs` changes derived schemas, and each change must be found.

mod alterations;
mod difference;
mod facts;
pub(crate) mod reach;
mod rule_cases;
pub(crate) mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dintero_cards_openapi::{DOCUMENTS, Document, Source};
use serde_json::Value;

use crate::named::{Named, named};
use crate::schemas::snapshot;
use difference::differences;
use rules::{Owner, RULES, explanations};

/// The differences between the schemas of a document and of its types: a table of
/// those that a rule explains, and a line for each other one.
struct Compared {
    table: String,
    unexplained: Vec<String>,
}

/// Compares every named schema of a document; `alter` may change the derived schema
/// before.
fn compare(source: Source<'_>, alter: impl Fn(&Named, &mut Value)) -> Compared {
    let document = Document::parse(source).unwrap();
    let mut lines = Vec::new();
    let mut known = BTreeSet::new();
    let mut unexplained = Vec::new();
    for named in named().iter().filter(|named| named.source == source) {
        let mut derived = (named.derived)();
        alter(named, &mut derived);
        for difference in differences(&document, named.name, &derived) {
            // A schema is compared by itself and below others.
            if !known.insert(difference.to_string()) {
                continue;
            }
            match explanations(&difference).as_slice() {
                [rule] => lines.push(format!("{difference} | {rule}")),
                rules => unexplained.push(format!(
                    "{}:{}: {difference}: explained by {rules:?}, not by one rule. If the type is \
                     wrong, fix crates/codegen or crates/client; if this is intended, add a rule to \
                     crates/client/tests/it/derived_schemas/rules.rs (place | document | type)",
                    source.file,
                    document.position(&difference.place),
                )),
            }
        }
    }
    lines.insert(0, "place | document | type | rule".to_owned());
    Compared { table: lines.join("\n"), unexplained }
}

fn as_derived(_: &Named, _: &mut Value) {}

#[test]
fn types_differ_from_their_documents_by_the_rules_alone() {
    for source in DOCUMENTS.iter().copied() {
        let Compared { table, unexplained } = compare(source, as_derived);
        assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
        let module = Path::new(source.file).file_stem().unwrap().to_string_lossy();
        let name = format!("differences_of_{module}");
        let mut settings = snapshot(source.file);
        // With the other snapshots: `cargo xtask regen` looks in one folder.
        settings.set_snapshot_path("../snapshots");
        settings.bind(|| insta::assert_snapshot!(name, table));
    }
}

#[test]
fn the_rules_of_the_tolerant_reader_are_those_of_the_generator() {
    let file = "crates/codegen/src/tolerant/mod.rs";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = match fs::read_to_string(root.join(file)) {
        Ok(text) => text,
        // The package alone has no generator to read.
        Err(_) if !root.join("Cargo.toml").exists() => return,
        Err(error) => panic!("{file}: {error}"),
    };
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | "));
    let stated: Vec<&str> =
        rows.filter_map(|row| row.split(" | ").next()).filter(|cell| *cell != "rule").collect();
    let ours: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.owner == Owner::TolerantReader)
        .map(|rule| rule.id)
        .collect();
    assert_eq!(
        stated, ours,
        "{file} on the left, crates/client/tests/it/derived_schemas/rules.rs on the right"
    );
}

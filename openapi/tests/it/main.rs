//! The reader of documents: values, places, limits.
#![allow(clippy::unwrap_used, reason = "a test fails where it cannot continue")]

mod hostile;
mod json;
mod mutated;
mod operations;
mod schemas;

use dintero_cards_openapi::{DOCUMENTS, Document, Position, Source};
use serde_json::json;

fn parse(text: &str) -> Result<Document, String> {
    Document::parse(Source { file: "some.yaml", text }).map_err(|error| error.to_string())
}

fn at(line: usize, column: usize) -> Position {
    Position { line, column }
}

#[test]
fn the_documents_of_the_workspace_are_readable() {
    for source in DOCUMENTS.iter().copied() {
        let document = Document::parse(source).unwrap();
        assert_eq!(document.root()["openapi"], "3.0.3", "{}", source.file);
    }
}

#[test]
fn every_node_has_the_place_of_its_key_or_of_its_first_character() {
    let document = parse("a:\n  b: [1, two]\n  'c/d~': true\n").unwrap();
    assert_eq!(document.root(), &json!({ "a": { "b": [1, "two"], "c/d~": true } }));
    assert_eq!(document.position("/a"), at(1, 1));
    assert_eq!(document.position("/a/b"), at(2, 3));
    assert_eq!(document.position("/a/b/1"), at(2, 10));
    assert_eq!(document.position("/a/c~1d~0"), at(3, 3));
}

#[test]
fn a_missing_node_has_the_place_of_its_nearest_ancestor() {
    let document = parse("a:\n  b: 1\n").unwrap();
    assert_eq!(document.position("/a/b/c/d"), at(2, 3));
    assert_eq!(document.position("/x"), at(1, 1));
}

#[test]
fn scalars_are_those_of_the_core_schema() {
    let document = parse("[1, -2, 1.5, true, no, null, ~, '1', \"2\", 2024-01-01]").unwrap();
    assert_eq!(
        document.root(),
        &json!([1, -2, 1.5, true, "no", null, null, "1", "2", "2024-01-01"])
    );
}

#[test]
fn json_and_a_byte_order_mark_are_read() {
    assert_eq!(parse("\u{feff}{\"a\": [1]}").unwrap().root(), &json!({ "a": [1] }));
}

#[test]
fn the_digest_does_not_depend_on_line_ends() {
    let (unix, dos) = (parse("a: 1\nb: 2\n").unwrap(), parse("a: 1\r\nb: 2\r\n").unwrap());
    assert_eq!(unix.digest(), dos.digest());
    assert_ne!(unix.digest(), parse("a: 1\nb: 3\n").unwrap().digest());
}

#[test]
fn an_error_names_file_line_and_column() {
    assert_eq!(
        parse("a: 1\na: 2\n").unwrap_err(),
        "some.yaml:2:1: the key a stands here a second time"
    );
    assert!(parse("a: [1,\nb: 2").unwrap_err().starts_with("some.yaml:2:"));
    assert_eq!(parse("").unwrap_err(), "some.yaml:1:1: there is nothing here");
    assert_eq!(
        parse("a\n---\nb\n").unwrap_err(),
        "some.yaml:3:1: a second YAML document begins here"
    );
    assert!(parse("[a]: 1").unwrap_err().contains("only a text can be a key"));
    assert!(parse("a: .inf").unwrap_err().contains("JSON has no such number"));
}

#[test]
fn aliases_are_followed_and_bounded() {
    assert_eq!(
        parse("a: &x [1, 2]\nb: *x\n").unwrap().root(),
        &json!({ "a": [1, 2], "b": [1, 2] })
    );
    let mut bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        let list = vec![before; 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    assert!(parse(&bomb).unwrap_err().contains("more than 500000 values"));
    assert!(parse("a: &a [*a]").is_err());
}

#[test]
fn nesting_is_bounded() {
    let deep = format!("{}1", "- ".repeat(200));
    assert!(parse(&deep).unwrap_err().contains("nested deeper than 128 levels"));
    // Brackets run into the parser's own bound first.
    let brackets = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(parse(&brackets).is_err());
}

#[test]
fn a_long_text_repeated_thousands_of_times_is_refused() {
    let mut text = format!("a: &a {}\nb:\n", "x".repeat(1 << 20));
    text.push_str(&"  - *a\n".repeat(5_000));
    let error = parse(&text).unwrap_err();
    assert!(error.contains("anchors and aliases copy more than 67108864 bytes"), "{error}");
    // The anchor is one copy, each alias another: the sixty-third is too many.
    assert!(error.starts_with("some.yaml:65:5: "), "{error}");
}

#[test]
fn a_long_list_inside_many_anchors_is_refused() {
    let anchors: String = (0..100).map(|level| format!("&a{level} [")).collect();
    let text = format!("{anchors}{}{}", "1, ".repeat(100_000), "]".repeat(100));
    let error = parse(&text).unwrap_err();
    assert!(error.contains("anchors and aliases copy more than"), "{error}");
}

#[test]
fn an_alias_of_an_alias_counts_with_its_copies() {
    let mut text = format!("a0: &a0 {}\n", "x".repeat(1 << 16));
    for level in 1..12 {
        text.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    let error = parse(&text).unwrap_err();
    assert!(error.contains("anchors and aliases copy more than"), "{error}");
}

#[test]
fn a_merge_key_is_refused_where_it_stands_and_a_quoted_one_is_a_key() {
    let error = parse("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n").unwrap_err();
    assert!(error.starts_with("some.yaml:3:3: the merge key << is not supported"), "{error}");
    assert_eq!(parse("'<<': 1").unwrap().root(), &json!({ "<<": 1 }));
}

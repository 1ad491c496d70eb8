//! JSON is read as JSON, and every node of it has its place.

use dintero_cards_openapi::{Document, Position, Source};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::Serialize as _;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Value, json};

use crate::{at, parse};

#[test]
fn a_pair_of_escapes_is_one_character() {
    let document = parse(include_str!("../cases/emoji-in-json.json")).unwrap();
    assert_eq!(document.root()["info"]["title"], "Hello 👍");
    assert_eq!(document.position("/info/version"), at(1, 62));
}

#[test]
fn tabs_and_line_ends_of_any_kind_are_blanks() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["\u{feff}{", "\t\"a\": [", "\t\t1,\t\"é\",\ttrue", "\t]", "}", ""].join(end);
        let document = parse(&text).unwrap();
        assert_eq!(document.root(), &json!({ "a": [1, "é", true] }));
        assert_eq!(document.position(""), at(1, 1));
        assert_eq!(document.position("/a"), at(2, 2));
        assert_eq!(document.position("/a/0"), at(3, 3));
        assert_eq!(document.position("/a/2"), at(3, 11));
    }
}

#[test]
fn large_whole_numbers_are_exact_in_json_and_in_yaml() {
    for number in ["9223372036854775808", "18446744073709551615", "-9223372036854775808"] {
        for text in [format!("[{number}]"), format!("- {number}")] {
            assert_eq!(parse(&text).unwrap().root()[0].to_string(), number);
        }
    }
    // Beyond 64 bits both read the nearest number.
    for text in ["[3946483863427163928910]", "- 3946483863427163928910"] {
        assert_eq!(parse(text).unwrap().root()[0].as_f64(), Some(3_946_483_863_427_163_928_910.0));
    }
}

#[test]
fn a_fault_of_json_names_its_line_and_column() {
    for (text, expected) in [
        ("{\"a\": 1,\n\t\"b\": [1,}", "2:10: a value was expected here"),
        ("{\"a\": 1,\n\t\"b\" 2}", "2:6: : was expected here"),
        ("{\"a\": 1,\n\t\"b\": \"é\\ud83d\"}", "2:15: unexpected end of hex escape"),
        ("{\"a\": 1,\n\t\"b\": \"c}", "2:7: the text that begins here has no end"),
        ("{\"a\": 1,\n\t\"b\": 1", "2:8: , was expected here"),
        ("{\"a\": 1}\n{\"b\": 1}", "2:1: a second value begins here"),
        ("{\"a\": 1,\n\t\"a\": 2}", "2:2: the key a stands here a second time"),
        ("{\"a\": 1,\n\t\"b\": 1e999}", "2:7: JSON has no such number"),
    ] {
        assert_eq!(parse(text).unwrap_err(), format!("some.yaml:{expected}"), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(129), "]".repeat(129));
    let error = parse(&deep).unwrap_err();
    assert_eq!(error, "some.yaml:1:129: nested deeper than 128 levels");
    assert!(parse(&deep[1..257]).is_ok());
    let key = |length: usize| format!("{{\"{}\": 1}}", "k".repeat(length));
    assert!(parse(&key(1_024)).is_ok());
    let error = parse(&key(1_025)).unwrap_err();
    assert_eq!(error, "some.yaml:1:2: a key is longer than 1024 bytes; shorten it");
    let wide = format!("[{}1]", "1,".repeat(500_000));
    assert!(parse(&wide).unwrap_err().contains("more than 500000 values"));
}

#[test]
fn braces_and_brackets_of_yaml_are_still_yaml() {
    let document = parse("{a: [one, two,], 'b': &x {c: 1}, d: *x} # and a comment").unwrap();
    let expected = json!({ "a": ["one", "two"], "b": { "c": 1 }, "d": { "c": 1 } });
    assert_eq!(document.root(), &expected);
    assert_eq!(
        parse("[a, b\n").unwrap_err(),
        "some.yaml:2:1: while parsing a flow sequence, expected ',' or ']'"
    );
    assert_eq!(
        parse("{a: 1,\na: 2}").unwrap_err(),
        "some.yaml:2:1: the key a stands here a second time"
    );
}

#[test]
fn yaml_reads_other_line_ends_and_refuses_tabs_where_they_stand() {
    for end in ["\n", "\r\n", "\r"] {
        let document = parse(&["\u{feff}a:", "  b: 1", "c: 2", ""].join(end)).unwrap();
        assert_eq!(document.root(), &json!({ "a": { "b": 1 }, "c": 2 }));
        assert_eq!(document.position("/c"), at(3, 1));
    }
    let error = parse("a:\n\tb: 1\n").unwrap_err();
    assert!(error.starts_with("some.yaml:2:2: tabs disallowed"), "{error}");
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 8.0)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Value::from),
            btree_map(text(), inner, 0..8).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Any text, and often one with characters that mean something in either format.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a/~:,#&*{}\\[\\]\"\\\\<'| \t\né👍-]{0,6}", any::<String>()]
}

fn print(value: &Value, indent: Option<&str>) -> String {
    let Some(indent) = indent else { return value.to_string() };
    let mut bytes = Vec::new();
    let format = PrettyFormatter::with_indent(indent.as_bytes());
    value.serialize(&mut Serializer::with_formatter(&mut bytes, format)).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The rest of a text, from a place on.
fn rest(text: &str, end: &str, place: Position) -> String {
    let line = text.split(end).nth(place.line - 1).unwrap();
    line.chars().skip(place.column - 1).collect()
}

/// Checks the places of all nodes, which come one after the other.
fn check(
    document: &Document,
    value: &Value,
    pointer: &str,
    text: &str,
    end: &str,
    last: &mut Position,
) {
    let mut visit = |token: &str, child: &Value, beginning: &str| {
        let pointer = format!("{pointer}/{}", dintero_cards_openapi::pointer_token(token));
        let place = document.position(&pointer);
        assert!(place > *last, "{pointer} at {place} is not after {last} in {text}");
        let rest = rest(text, end, place);
        assert!(rest.starts_with(beginning), "{pointer} at {place} in {text}");
        *last = place;
        check(document, child, &pointer, text, end, last);
    };
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, child)| visit(key, child, &format!("{}:", json!(key))));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(index, child)| {
            let printed = child.to_string();
            let is_scalar = !child.is_object() && !child.is_array();
            visit(&index.to_string(), child, if is_scalar { &printed } else { &printed[..1] });
        }),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn printed_json_is_read_back_with_the_place_of_every_node(
        inner in any_value(),
        indent in prop_oneof![Just(None), Just(Some("")), Just(Some("  ")), Just(Some("\t"))],
        end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
        let value = json!([inner]);
        let text = print(&value, indent).replace('\n', end);
        let document = parse(&text).unwrap();
        prop_assert_eq!(document.root(), &value);
        check(&document, &value, "", &text, end, &mut document.position(""));
    }

    #[test]
    fn yaml_reads_the_same_values_at_the_same_places(inner in any_value(), indent in 0..3_usize) {
        let value = json!([inner]);
        let indent = ["", "  "].get(indent).copied();
        let text = format!("# YAML\n{}", print(&value, indent));
        // YAML has no control characters, and keys of no more than 1,024 characters on one line.
        let Ok(document) = parse(&text) else {
            let is_plain = text.chars().all(|c| c == '\n' || (' '..='~').contains(&c));
            prop_assert!(!is_plain, "{}", text);
            return Ok(());
        };
        prop_assert_eq!(document.root(), &value);
        check(&document, &value, "", &text, "\n", &mut document.position(""));
    }
}

#[test]
fn the_documents_printed_as_json_say_the_same() {
    for source in dintero_cards_openapi::DOCUMENTS.iter().copied() {
        let document = Document::parse(source).unwrap();
        for indent in [None, Some("\t")] {
            let text = print(document.root(), indent);
            let read = Document::parse(Source { file: "some.json", text: &text }).unwrap();
            assert_eq!(read.root(), document.root());
            check(&read, read.root(), "", &text, "\n", &mut at(1, 1));
        }
    }
}

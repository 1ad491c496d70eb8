//! Facts of single lines: types, ranges, lists of scopes.

use dintero_docs_drift::Page;
use dintero_docs_drift::contract::{Contract, Facet, Form, Location, Subject};
use serde_json::{Value, json};

use crate::world::{cards, check, findings, page, published};

/// The contract of a text page whose parameter has a type line and words.
fn read(kind: &str, words: &str) -> Contract {
    let page = format!(
        "GET\nhttps://a.example\n/\nx\nGet x\n\nQuery Parameters\n\nq\n{kind}\n\n{words}\n"
    );
    Page::read("page", page.as_bytes(), Some(Form::Text)).unwrap().contracts.remove(0)
}

fn fact(contract: &Contract, name: &str, facet: Facet) -> Option<Value> {
    contract.fact(&Subject::new(Location::Query, name), facet)?.value().cloned()
}

#[test]
fn every_published_type_line_is_read() {
    for (line, base, arrays) in [
        ("string", "string", 0),
        ("integer", "integer", 0),
        ("string[]", "string", 1),
        ("object\\[\\]", "object", 1),
        ("enum<string>", "string", 0),
        ("enum<string>[]", "string", 1),
        ("array<integer>", "integer", 1),
        ("array<array<integer>>", "integer", 2),
        ("Card page \u{b7} object[]", "object", 1),
        ("string | integer", "integer|string", 0),
        ("string | null", "string", 0),
    ] {
        let contract = read(line, "");
        let innermost = format!("q{}", "[]".repeat(arrays));
        assert_eq!(fact(&contract, &innermost, Facet::Type), Some(json!(base)), "{line}");
        let outermost = if arrays > 0 { "array" } else { base };
        assert_eq!(fact(&contract, "q", Facet::Type), Some(json!(outermost)), "{line}");
    }
}

#[test]
fn angle_brackets_hold_a_pattern_or_a_format() {
    for (line, facet, value) in [
        ("string<^[PT]{1}\\d{8}$>", Facet::Pattern, "^[PT]{1}\\d{8}$"),
        ("string<(?<a>x)>", Facet::Pattern, "(?<a>x)"),
        ("string\\<isodate\\>", Facet::Format, "isodate"),
    ] {
        assert_eq!(fact(&read(line, ""), "q", facet), Some(json!(value)), "{line}");
    }
}

#[test]
fn prose_is_no_type_line() {
    for line in ["A string", "string of letters", "", "enum<card>", "strings", "default:10"] {
        assert_eq!(fact(&read(line, ""), "q", Facet::Type), None, "{line}");
    }
}

#[test]
fn prose_confirms_ranges_defaults_and_repeated_keys() {
    let notes = |words: &str| {
        read("integer\ndefault:10", &format!("{words}\n\nRequired range: 1 <= x <= 100"))
            .notes
            .len()
    };
    assert_eq!(notes("Between you and me, between 1 and 100; the default is 10."), 0);
    assert_eq!(notes("From between 2 and 50, said"), 2);
    assert_eq!(notes("and the default is 20."), 1);
    let explode = |words: &str| fact(&read("string[]", words), "q", Facet::Explode);
    assert_eq!(explode("such as ?q=A&q=B"), Some(json!(true)));
    assert_eq!(explode("such as ?q=A,B"), Some(json!(false)));
    assert_eq!(explode("such as ?q=A"), None);
}

#[test]
fn an_end_that_is_outside_itself_excludes_more() {
    for (before, after, rule) in [
        (
            json!({"minimum": 1.5}),
            json!({"minimum": 1.5, "exclusiveMinimum": true}),
            "error param-minimum-raised query limit",
        ),
        (
            json!({"minimum": 1.5, "exclusiveMinimum": true}),
            json!({"minimum": 1.5}),
            "warning param-minimum-lowered query limit",
        ),
        (
            json!({"maximum": 9.5}),
            json!({"exclusiveMaximum": 9.5}),
            "error param-maximum-lowered query limit",
        ),
        (
            json!({"exclusiveMaximum": 9.5}),
            json!({"maximum": 9.5}),
            "warning param-maximum-raised query limit",
        ),
    ] {
        let with = |mut schema: Value| {
            schema["type"] = json!("number");
            crate::kind_table::document("limit", &schema.to_string())
        };
        let ours: Value = serde_json::from_str(&with(before)).unwrap();
        assert_eq!(findings(&check(&ours, &with(after))), [rule]);
    }
}

#[test]
fn scopes_are_read_from_a_list_and_taken_out_of_the_words() {
    let read = |words: &str| {
        let mut document = published(&cards());
        document.pointer_mut(crate::world::CARDS_AT).unwrap()["description"] = json!(words);
        let page = page(&document, Form::Raw);
        let contract = Page::read("page", page.as_bytes(), None).unwrap().contracts.remove(0);
        let fact = |facet| contract.fact(&Subject::operation(), facet)?.value().cloned();
        (fact(Facet::Scopes), fact(Facet::Description))
    };
    let digest = |words: &str| Some(json!(dintero_docs_drift::prose::digest(words)));
    let both = Some(json!(["admin:things", "read:things"]));
    let listed = read("Lists things\n\n**scopes:**\n- admin:things\n* `read:things`\n\nMore words");
    assert_eq!(listed, (both.clone(), digest("Lists things\n\nMore words")));
    assert_eq!(read("scopes: admin:things, read:things").0, both);
    let prose = "The scopes: see elsewhere";
    assert_eq!(read(prose), (None, digest(prose)));
}

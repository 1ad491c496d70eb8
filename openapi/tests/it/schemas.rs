//! Schemas as the typed reading gives them: composed, bounded, without cycles.

use dintero_cards_openapi::{Document, Error, Node, Schema, pattern_flags};
use serde_json::json;

use crate::parse;

fn read<'a>(document: &'a Document, name: &str) -> Result<Schema<'a>, Error> {
    Schema::read(document, &format!("/{name}"))
}

#[test]
fn all_of_is_merged_and_each_part_has_its_place() {
    let document = parse(
        "
a:
  allOf:
    - {$ref: '#/b'}
    - {properties: {y: {type: integer}, z: {}}, required: [y], maximum: 5}
  properties: {x: {}, 'p/q': {}}
b: {allOf: [{$ref: '#/c'}], required: [x], maximum: 7}
c: {type: object, properties: {y: {type: string}}}
",
    )
    .unwrap();
    let schema = read(&document, "a").unwrap();
    let parts: Vec<&str> = schema.parts.iter().map(|part| part.pointer.as_str()).collect();
    assert_eq!(parts, ["/a", "/b", "/c", "/a/allOf/1"]);
    assert_eq!(schema.parts[1].origin, "/a/allOf/0");
    assert_eq!(schema.get("maximum").unwrap().pointer, "/b/maximum");
    let properties: Vec<_> = schema.properties();
    let expected = [
        ("x", "/a/properties/x"),
        ("p/q", "/a/properties/p~1q"),
        ("y", "/c/properties/y"),
        ("z", "/a/allOf/1/properties/z"),
    ];
    assert!(properties.iter().map(|(name, at)| (*name, at.as_str())).eq(expected));
    assert_eq!(schema.required("x").unwrap().pointer, "/b/required/0");
    assert_eq!(schema.required("y").unwrap().pointer, "/a/allOf/1/required/0");
    assert!(schema.required("z").is_none());
    let below = schema.below(&properties[2].1).unwrap();
    assert_eq!(below.get("type").unwrap().value, "string");
}

#[test]
fn alternatives_are_separate_and_null_is_a_flag() {
    let document = parse(
        "
choice: {oneOf: [{properties: {x: {}}, required: [x]}, {type: 'null'}], anyOf: [{properties: {y: {}}}]}
one: {anyOf: [{type: 'null'}, {$ref: '#/text'}]}
text: {type: string}
",
    )
    .unwrap();
    let choice = read(&document, "choice").unwrap();
    assert_eq!((choice.parts.len(), choice.alternatives.len()), (1, 2));
    assert!(choice.has_null_alternative && choice.required("x").is_none());
    let names: Vec<&str> = choice.properties().iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["x", "y"]);
    let one = read(&document, "one").unwrap();
    assert!(one.has_null_alternative && one.alternatives.is_empty());
    assert_eq!(one.get("type").unwrap().pointer, "/text/type");
}

#[test]
fn a_schema_composed_of_itself_is_refused_where_the_cycle_closes() {
    for (text, pointer) in [
        ("a: {allOf: [{type: object}, {$ref: '#/a'}]}", "/a/allOf/1"),
        ("a: {allOf: [{$ref: '#/b'}]}\nb: {oneOf: [{}, {$ref: '#/a'}]}", "/b/oneOf/1"),
        ("a: {anyOf: [{allOf: [{$ref: '#/a'}]}]}", "/a/anyOf/0/allOf/0"),
    ] {
        let document = parse(text).unwrap();
        let error = read(&document, "a").unwrap_err();
        assert_eq!(
            (error.pointer(), error.message()),
            (pointer, "the schema is composed of itself")
        );
    }
    // Twice the same part is no cycle.
    let document = parse("a: {allOf: [{$ref: '#/b'}, {$ref: '#/b'}]}\nb: {}").unwrap();
    assert_eq!(read(&document, "a").unwrap().parts.len(), 3);
}

#[test]
fn references_that_cannot_be_followed_are_refused_where_they_stand() {
    let chain: String = (0..40).map(|n| format!("c{n}: {{$ref: '#/c{}'}}\n", n + 1)).collect();
    let text = format!(
        "a: {{$ref: '#/b'}}\nb: {{$ref: '#/a'}}\nd: {{$ref: '#/x'}}\ne: {{$ref: x.yaml}}\n{chain}"
    );
    let document = parse(&text).unwrap();
    for (name, message) in [
        ("a", "some.yaml:2:5: the reference #/a leads back to itself"),
        ("d", "some.yaml:3:5: the reference #/x leads nowhere"),
        ("e", "some.yaml:4:5: the reference x.yaml leads out of the document"),
        ("c0", "some.yaml:37:7: the reference #/c33 is one of too many in a row"),
        ("f", "some.yaml:1:1: nothing is here"),
    ] {
        assert_eq!(read(&document, name).unwrap_err().to_string(), message);
    }
    assert_eq!(Node::at(&document, "/c10").unwrap_err().pointer(), "/c39/$ref");
}

#[test]
fn a_schema_below_itself_is_marked_and_its_depth_is_bounded() {
    let document = parse("a: {properties: {next: {$ref: '#/a'}}, items: {}}").unwrap();
    let mut schema = read(&document, "a").unwrap();
    assert!(!schema.is_recursive());
    assert!(!schema.below(&schema.items().unwrap()).unwrap().is_recursive());
    for _ in 0..32 {
        schema = schema.below("/a/properties/next").unwrap();
        assert!(schema.is_recursive());
        assert_eq!(schema.origin(), "/a/properties/next");
    }
    let error = schema.below("/a/properties/next").unwrap_err();
    assert_eq!(error.to_string(), "some.yaml:1:18: the schemas nest deeper than 32 levels");
}

#[test]
fn the_parts_of_a_schema_and_the_schemas_below_it_are_bounded() {
    let parts = vec!["{$ref: '#/b'}"; 300].join(", ");
    let document = parse(&format!("a: {{allOf: [{parts}]}}\nb: {{}}\n")).unwrap();
    let error = read(&document, "a").unwrap_err();
    assert_eq!(error.pointer(), "/a/allOf/255");
    assert!(error.message().contains("more than 256 parts"), "{error}");
    // Ten levels of two properties that lead to the next are few lines and many schemas.
    let levels: String = (0..20)
        .map(|n| {
            format!(
                "s{n}: {{properties: {{a: {{$ref: '#/s{0}'}}, b: {{$ref: '#/s{0}'}}}}}}\n",
                n + 1
            )
        })
        .collect();
    let document = parse(&format!("{levels}s20: {{}}\n")).unwrap();
    fn walk(schema: &Schema<'_>) -> Result<(), Error> {
        schema.properties().iter().try_for_each(|(_, at)| walk(&schema.below(at)?))
    }
    let error = walk(&read(&document, "s0").unwrap()).unwrap_err();
    assert_eq!(error.message(), "more than 5000 schemas lie below one");
}

#[test]
fn nodes_give_texts_and_flags_or_say_what_was_expected() {
    let document = parse("a: {t: x, f: true, l: [x, 1]}").unwrap();
    let node = Node::at(&document, "/a").unwrap();
    assert_eq!((node.text_of("t"), node.flag_of("f")), (Ok(Some("x")), Ok(Some(true))));
    assert_eq!((node.text_of("no"), node.flag_of("no")), (Ok(None), Ok(None)));
    assert_eq!(node.value["l"], json!(["x", 1]));
    for (error, message) in [
        (node.text_of("f").unwrap_err(), "some.yaml:1:11: a text was expected here"),
        (node.flag_of("t").unwrap_err(), "some.yaml:1:5: true or false was expected here"),
        (node.require("no").unwrap_err(), "some.yaml:1:1: no is missing here"),
        (
            node.require("l").unwrap().texts().unwrap_err(),
            "some.yaml:1:27: a text was expected here",
        ),
        (
            node.members_of("l").remove(0).unwrap_err(),
            "some.yaml:1:20: a mapping was expected here",
        ),
        (
            node.elements_of("t").remove(0).unwrap_err(),
            "some.yaml:1:5: a sequence was expected here",
        ),
    ] {
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(dintero_cards_openapi::hex(&[0, 171, 255]), "00abff");
}

#[test]
fn patterns_are_of_one_dialect_and_of_bounded_length() {
    for (pattern, flags) in [("^[PT]{1}\\d{8}$", "u"), ("^\\p{L}+$", "u"), ("^\\w+\\-\\d$", "")] {
        assert_eq!(pattern_flags(pattern), Ok(flags), "{pattern}");
    }
    for (pattern, problem) in [
        ("\\Aa", "\\A in the pattern is of another dialect; write ^ and $"),
        ("[[:alpha:]]", "[[: in the pattern is of another dialect"),
        ("\\-\\p{L}", "cannot be read with Unicode; leave out"),
        ("(", "no regular expression"),
        (&"a|".repeat(45_000), "the pattern is longer than 1000 bytes; shorten it"),
    ] {
        assert!(pattern_flags(pattern).unwrap_err().contains(problem), "{pattern:.20}");
    }
    assert_eq!(pattern_flags(&"a|".repeat(500)), Ok("u"));
}

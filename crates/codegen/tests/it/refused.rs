//! Small documents that are refused, with their places.

use crate::document::{line_of, text_of};

/// A document with one operation, in which parts are replaced.
pub(crate) fn small(server: &str, path: &str, parameters: &str, thing: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
servers:
  - url: {server}
paths:
  {path}:
    get:
      operationId: list_things
      parameters:
        - {{name: limit, in: query, schema: {{type: integer}}}}
{parameters}
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Thing'}}
components:
  schemas:
    Thing:
{thing}
"
    )
}

const THING: &str = "      type: object\n      properties: {id: {type: string}}";

/// Checks that a document is refused at the line that has `place`.
pub(crate) fn assert_refused(text: &str, place: &str, words: &str) {
    let error = text_of(text).err().unwrap_or_else(|| panic!("accepted: {place}"));
    assert!(error.contains(words), "{words}: {error}");
    let line = line_of(text, place);
    assert!(error.starts_with(&format!("openapi/cards.yaml:{line}:")), "{line}: {error}");
    assert!(error.contains("; "), "no remedy: {error}");
}

#[test]
fn a_server_that_no_client_can_call_is_refused_at_its_url() {
    for (url, words) in [
        ("/v1", "does not begin with https://"),
        ("api.example.com/v1", "does not begin with https://"),
        ("//api.example.com/v1", "does not begin with https://"),
        ("ftp://api.example.com", "does not begin with https://"),
        ("''", "does not begin with https://"),
        ("https://api.example.com/v1?a=b", "has a query"),
        ("'https://api.example.com/v1#a'", "has a query or a fragment"),
        ("https://", "no valid host"),
        ("https:///v1", "no valid host"),
        ("https://api.example.com:port", "no valid host and port"),
        ("https://a:b@api.example.com", "credentials"),
        ("https://api.example.com/a/../b", "segments . or .."),
        ("https://api.example.com/%2E/b", "segments . or .."),
        ("'https://api.example.com/a b'", "spaces"),
    ] {
        assert_refused(&small(url, "/things", "", THING), "  - url:", words);
    }
    for url in ["https://api.example.com/", "HTTPS://a.b:8443/v1", "'http://[::1]:8080/v1'"] {
        text_of(&small(url, "/things", "", THING)).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn a_path_that_would_not_be_asked_for_is_refused() {
    for (path, words) in [
        ("things", "does not begin with a slash"),
        ("/things?a=b", "has a query"),
        ("'/things#a'", "fragment"),
        ("/things/../other", "segments . or .."),
        ("/things/%2e", "segments . or .."),
        ("/my things", "spaces"),
        ("'/things\\other'", "backslashes"),
        ("'/things/{id'", "braces"),
        ("'/things/id}'", "braces"),
        ("'/things/{}'", "braces"),
    ] {
        let text = small("https://api.example.com", path, "", THING);
        let place = format!("  {path}:");
        assert_refused(&text, &place, words);
    }
}

#[test]
fn a_method_that_the_http_client_cannot_send_is_refused() {
    for method in ["options", "trace"] {
        let text = small("https://api.example.com", "/things", "", THING);
        let text = text.replace("    get:", &format!("    {method}:"));
        assert_refused(&text, &format!("    {method}:"), "is not supported");
    }
}

/// Checks that a schema `Thing` is refused at the line of `place`.
fn assert_thing_refused(thing: &str, more: &str, place: &str, words: &str) {
    let text = small("https://api.example.com", "/things", "", thing);
    assert_refused(&format!("{text}{more}"), place, words);
}

#[test]
fn objects_that_nothing_tells_apart_are_refused_at_their_union() {
    let more = "    A: {type: object, required: [kind], properties: {kind: {type: string}}}
    B: {type: object, required: [kind], properties: {kind: {type: string, enum: [b]}}}
    C: {type: object, properties: {kind: {type: string, enum: [c]}}}
    D: {type: object, required: [kind], properties: {kind: {type: string, enum: [b, d]}}}
    E: {type: object, required: [kind], properties: {kind: {type: string, enum: [e]}}}
    N: {type: string, nullable: true}
";
    let of = |names: &str| {
        let all: Vec<String> = names
            .split(' ')
            .map(|name| format!("        - {{$ref: '#/components/schemas/{name}'}}"))
            .collect();
        format!("      oneOf:\n{}", all.join("\n"))
    };
    let apart = "nothing tells the objects of oneOf apart";
    assert_thing_refused(&of("A B"), more, "      oneOf:", apart);
    assert_thing_refused(&of("B C"), more, "      oneOf:", apart);
    assert_thing_refused(&of("B D"), more, "      oneOf:", apart);
    let inline = "      oneOf:\n        - {type: object}\n        - {type: object, required: [a]}";
    assert_thing_refused(inline, "", "        - {type: object}", "has no name");
    for (other, words) in [
        ("{type: string}", "are both string"),
        ("{}", "has no type"),
        ("{$ref: '#/components/schemas/N'}", "may be null"),
    ] {
        let thing =
            format!("      oneOf:\n        - {{type: string, format: uuid}}\n        - {other}");
        let text = small("https://api.example.com", "/things", "", &thing);
        assert_refused(&format!("{text}{more}"), &format!("        - {other}"), words);
    }
    let mixed = format!("{}\n        - {{type: string}}", of("B E"));
    assert_thing_refused(&mixed, more, "      oneOf:", "alternatives that are none");
    let with = |discriminator: &str| format!("{}\n      discriminator: {discriminator}", of("B E"));
    for (discriminator, words) in [
        ("{propertyName: other}", "does not require the property other"),
        (
            "{propertyName: kind, mapping: {a: '#/components/schemas/A'}}",
            "maps a to no alternative",
        ),
        ("{propertyName: kind, mapping: {b: E}}", "two alternatives of oneOf have the kind \"b\""),
        ("{mapping: {}}", "propertyName is missing"),
    ] {
        let text = small("https://api.example.com", "/things", "", &with(discriminator));
        let error = text_of(&format!("{text}{more}")).unwrap_err();
        assert!(error.contains(words), "{words}: {error}");
    }
}

#[test]
fn a_union_that_is_mixed_with_other_keywords_is_refused() {
    let beside =
        "      oneOf: [{type: string}, {type: integer}]\n      properties: {a: {type: string}}";
    assert_thing_refused(beside, "", "      properties: {a: {type: string}}", "beside oneOf");
    let part = "      allOf: [{type: object}, {oneOf: [{type: string}, {type: integer}]}]";
    assert_thing_refused(part, "", "      allOf:", "part of an allOf");
    let lone = "      type: object\n      properties: {kind: {type: string}}\n      discriminator: {propertyName: kind}";
    assert_thing_refused(lone, "", "      discriminator:", "where no oneOf is");
    assert_thing_refused("      oneOf: [{type: string}]", "", "      oneOf:", "less than two");
    let scalar =
        "      oneOf: [{type: string}, {type: integer}]\n      discriminator: {propertyName: a}";
    assert_thing_refused(scalar, "", "      discriminator:", "no objects");
}

#[test]
fn a_property_that_two_parts_describe_differently_is_refused_at_the_later_one() {
    for (one, other) in [
        ("{type: string}", "{type: integer}"),
        ("{type: string, format: date}", "{type: string, format: uuid}"),
        ("{type: string, enum: [a]}", "{type: string, enum: [b]}"),
        ("{type: array, items: {type: string}}", "{type: array, items: {type: integer}}"),
        ("{properties: {b: {type: string}}}", "{properties: {b: {type: integer}}}"),
    ] {
        let thing = format!(
            "      allOf:\n        - properties:\n            a: {one}\n        - properties:\n            a: {other}"
        );
        let words = "two parts of allOf describe a differently";
        assert_thing_refused(&thing, "", &format!("            a: {other}"), words);
    }
}

#[test]
fn what_stands_beside_a_reference_is_refused_unless_it_is_a_note() {
    let more = "    Owner: {type: object, properties: {name: {type: string}}}\n";
    let thing = |beside: &str| {
        format!(
            "      type: object\n      properties:\n        owner:\n          $ref: '#/components/schemas/Owner'\n          {beside}"
        )
    };
    for beside in ["nullable: true", "readOnly: true", "default: {}", "required: [name]"] {
        let words = "beside $ref means nothing";
        assert_thing_refused(&thing(beside), more, &format!("          {beside}"), words);
    }
    for beside in ["description: An owner.", "x-note: true", "deprecated: true"] {
        let text = small("https://api.example.com", "/things", "", &thing(beside));
        text_of(&format!("{text}{more}")).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn patterns_of_other_dialects_are_refused_at_their_place() {
    for pattern in [
        r"\Aabc\z",
        r"^abc\Z",
        r"abc\z",
        r"\h+",
        r"\Qa.b\E",
        r"\G",
        r"\R",
        "[[:alpha:]]",
        "(?i)a",
        "(?>a)",
        "(?P<a>b)",
        "a++",
        r"\-\p{L}",
        r"\-\u{1F600}",
        "[",
        "(",
    ] {
        let place = format!("      pattern: '{pattern}'");
        let thing = format!("      type: string\n{place}");
        assert_thing_refused(&thing, "", &place, "the pattern");
    }
    for pattern in [r"^\p{L}+$", r"^[\w.\-]+$", r"\d{4}-\d\d", r"(?<year>\d+)", r"\u00e6", "(?=a)a"]
    {
        let thing = format!("      type: string\n      pattern: '{pattern}'");
        let text = small("https://api.example.com", "/things", "", &thing);
        text_of(&text).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    }
}

#[test]
fn a_header_that_is_not_the_callers_to_set_is_refused() {
    for name in
        ["Accept", "authorization", "Content-Type", "API-Version", "Host", "Cookie", "a b", "a:b"]
    {
        let parameter =
            format!("        - {{name: '{name}', in: header, schema: {{type: string}}}}");
        let text = small("https://api.example.com", "/things", &parameter, THING);
        assert_refused(&text, &parameter, &format!("parameter {name}: "));
    }
}

#[test]
fn types_and_formats_that_the_generator_does_not_read_are_refused() {
    for (schema, words) in [
        ("{type: integer, format: uint64}", "the format uint64 of a integer"),
        ("{type: number, format: int64}", "the format int64 of a number"),
        ("{type: object, format: date}", "the format date of a object"),
        ("{type: boolean, format: x}", "the format x of a boolean"),
        ("{format: uuid}", "value without a type"),
        ("{type: 'null'}", "no type \"null\""),
        ("{type: [string, 'null']}", "no type ["),
        ("{type: string, const: a}", "no const in a Schema Object"),
        ("{type: string, readOnly: true, writeOnly: true}", "both readOnly and writeOnly"),
    ] {
        let thing = format!("      type: object\n      properties:\n        a: {schema}");
        assert_thing_refused(&thing, "", "        a: {", words);
    }
}

#[test]
fn bounds_that_nothing_would_hold_are_refused_in_a_request_body() {
    let body = |schema: &str, required: &str| {
        small("https://api.example.com", "/things", "", THING).replace(
            "    get:\n",
            &format!("    post:\n      requestBody:\n        {required}\n        content:\n          application/json:\n            schema:\n              type: object\n              properties:\n                a: {schema}\n"),
        )
    };
    for schema in [
        "{type: integer, maximum: 9}",
        "{type: number, minimum: 1}",
        "{type: array, maxItems: 2, items: {type: string}}",
        "{type: array, items: {type: number, multipleOf: 2}}",
        "{type: object, minProperties: 1}",
        "{type: string, format: uuid, maxLength: 40}",
    ] {
        let place = format!("                a: {schema}");
        assert_refused(&body(schema, "required: true"), &place, "of what is sent");
    }
    for schema in [
        "{type: integer, minimum: 1}",
        "{type: string, maxLength: 3}",
        "{type: array, minItems: 0, items: {type: string}}",
    ] {
        text_of(&body(schema, "required: true")).unwrap_or_else(|error| panic!("{error}"));
    }
    let optional = body("{type: string}", "description: A thing.");
    assert_refused(&optional, "      requestBody:", "may be left out");
}

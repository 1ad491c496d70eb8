//! Every keyword of OpenAPI 3.0.3 in every object: read, or refused at its place.

use std::collections::BTreeSet;

use crate::document::text_of;

/// The fixed fields of each object in the text of OpenAPI 3.0.3: those that the
/// generated code honours, those that change nothing of it, and those that are refused.
#[rustfmt::skip]
const SPECIFICATION: [(&str, &str, &str, &str); 24] = [
    ("Root", "openapi info servers paths components", "security tags externalDocs", ""),
    ("Info", "title description termsOfService version", "contact license", ""),
    ("Contact", "", "name url email", ""),
    ("License", "", "name url", ""),
    ("Server", "url", "description variables", ""),
    ("ServerVariable", "", "enum default description", ""),
    ("Components", "schemas responses parameters requestBodies headers",
        "examples securitySchemes links callbacks", ""),
    ("PathItem", "get put post delete options head patch trace parameters",
        "summary description", "servers"),
    ("Operation", "operationId summary description parameters requestBody responses security",
        "tags externalDocs deprecated", "callbacks servers"),
    ("ExternalDocs", "", "description url", ""),
    ("Parameter", "name in description required style explode schema",
        "deprecated example examples", "allowEmptyValue allowReserved content"),
    ("RequestBody", "description content required", "", ""),
    ("MediaType", "schema", "example examples", "encoding"),
    ("Response", "description headers content", "links", ""),
    ("Example", "", "summary description value externalValue", ""),
    ("Link", "", "operationRef operationId parameters requestBody description server", ""),
    ("Header", "schema", "description required deprecated allowEmptyValue style explode \
        allowReserved example examples content", ""),
    ("Tag", "", "name description externalDocs", ""),
    ("Schema", "multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength \
        pattern maxItems minItems uniqueItems maxProperties minProperties required enum type \
        allOf oneOf items properties additionalProperties description format default nullable \
        discriminator readOnly writeOnly", "title xml externalDocs example deprecated",
        "anyOf not"),
    ("Discriminator", "propertyName mapping", "", ""),
    ("Xml", "", "name namespace prefix attribute wrapped", ""),
    ("SecurityScheme", "",
        "type description name in scheme bearerFormat flows openIdConnectUrl", ""),
    ("OAuthFlows", "", "implicit password clientCredentials authorizationCode", ""),
    ("OAuthFlow", "", "authorizationUrl tokenUrl refreshUrl scopes", ""),
];

/// A document with every object, one on each line that ends with its name.
const DOCUMENT: &str = r"openapi: 3.0.3 # Root
servers:
  - url: https://api.example.com/v1 # Server
    variables:
      v: {default: a, INSIDE} # ServerVariable
info:
  title: Things # Info
  version: 1.0.0
  contact: {INSIDE} # Contact
  license: {name: MIT, INSIDE} # License
tags: [{name: a, INSIDE}] # Tag
externalDocs: {url: 'https://a.b', INSIDE} # ExternalDocs
paths:
  /things:
    summary: A # PathItem
    put:
      operationId: put_thing # Operation
      parameters:
        - {name: a, in: query, schema: {type: string}, INSIDE} # Parameter
      requestBody:
        required: true # RequestBody
        content:
          application/json:
            example: 1 # MediaType
            examples: {a: {value: 1, INSIDE}} # Example
            schema: {$ref: '#/components/schemas/Thing'}
      responses:
        '200':
          description: Fine # Response
          headers: {X-A: {schema: {type: string}, INSIDE}} # Header
          links: {a: {operationId: put_thing, INSIDE}} # Link
components:
  examples: {} # Components
  securitySchemes:
    a: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a.b', scopes: {}, INSIDE}}} # OAuthFlow
    b: {type: oauth2, flows: {INSIDE}} # OAuthFlows
    c: {type: oauth2, flows: {}, INSIDE} # SecurityScheme
  schemas:
    Thing:
      type: object # Schema
      xml: {INSIDE} # Xml
      properties: {kind: {type: string}}
    Choice:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, INSIDE} # Discriminator
    A: {type: object, required: [kind], properties: {kind: {type: string}}}
    B: {type: object, required: [kind], properties: {kind: {type: string}}}
";

/// The document with an entry more in an object, and the line of the entry.
fn with(object: &str, entry: &str) -> (String, usize) {
    let mark = format!(" # {object}");
    let (mut out, mut found) = (Vec::new(), 0);
    for line in DOCUMENT.lines() {
        let (text, _) = line.split_once(" # ").unwrap_or((line, ""));
        let is_place = line.ends_with(&mark);
        if is_place && text.contains("INSIDE") {
            out.push(text.replace("INSIDE", entry));
        } else {
            out.push(text.replace(", INSIDE", "").replace("INSIDE", ""));
            if is_place {
                let depth = text.len() - text.trim_start_matches([' ', '-']).len();
                out.push(format!("{}{entry}", " ".repeat(depth)));
            }
        }
        found = if is_place { out.len() } else { found };
    }
    assert!(found > 0, "no {object} in the document");
    (out.join("\n"), found)
}

/// A value that a keyword may have.
fn value(object: &str, keyword: &str) -> &'static str {
    match (object, keyword) {
        ("Root", "tags") => "[{name: z}]",
        (_, "tags" | "enum") => "[z]",
        (_, "security") => "[]",
        (_, "servers") => "[{url: 'https://a.b'}]",
        (_, "externalDocs" | "server") => "{url: 'https://a.b'}",
        (_, "anyOf") => "[{type: string}]",
        (_, "deprecated" | "attribute" | "wrapped" | "explode" | "required") => "true",
        (_, keyword) if keyword.starts_with("allow") => "true",
        ("OAuthFlows", _) => {
            "{authorizationUrl: 'https://a.b', tokenUrl: 'https://a.b', scopes: {}}"
        }
        (
            _,
            "examples" | "links" | "callbacks" | "parameters" | "content" | "encoding" | "not"
            | "contact" | "license" | "variables" | "flows" | "securitySchemes",
        ) => "{}",
        (_, "style") => "simple",
        _ => "z",
    }
}

/// Refuses the document with the entry at its line, with the words.
fn assert_refused(object: &str, entry: &str, words: &str) {
    let (text, line) = with(object, entry);
    let error = text_of(&text).err().unwrap_or_else(|| panic!("accepted: {object} {entry}"));
    assert!(error.starts_with(&format!("openapi/cards.yaml:{line}:")), "{line}: {error}\n{text}");
    assert!(error.contains(words) && error.contains("; "), "{words}: {error}");
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split_whitespace()
}

#[test]
fn an_object_has_the_keywords_of_the_specification_and_no_other() {
    let lists = SPECIFICATION.iter().flat_map(|row| [row.1, row.2, row.3]);
    let all: BTreeSet<&str> = lists.flat_map(words).chain(["allowNonsense"]).collect();
    for (object, honoured, annotations, _) in SPECIFICATION {
        // The code of annotations is compared below.
        for keyword in all.iter().filter(|keyword| words(annotations).all(|it| it != **keyword)) {
            let entry = format!("{keyword}: {}", value(object, keyword));
            let message = format!("OpenAPI 3.0.3 has no {keyword} in a {object} Object");
            if words(honoured).any(|known| known == *keyword) {
                let error = text_of(&with(object, &entry).0).err().unwrap_or_default();
                assert!(!error.contains(&message), "{error}");
            } else {
                assert_refused(object, &entry, keyword);
            }
        }
    }
}

#[test]
fn an_extension_is_accepted_in_every_object() {
    for (object, ..) in SPECIFICATION {
        let (text, _) = with(object, "x-nonsense: true");
        assert_eq!(text_of(&text).err(), None, "{object}");
    }
}

#[test]
fn every_keyword_that_is_not_supported_is_refused_at_its_place() {
    for (object, _, _, refused) in SPECIFICATION {
        for keyword in words(refused) {
            assert_refused(object, &format!("{keyword}: {}", value(object, keyword)), keyword);
        }
    }
}

#[test]
fn annotations_change_nothing_of_the_code() {
    let code = |text: &str| -> Result<String, String> {
        let code = text_of(text)?;
        let lines = code.lines().skip(2).filter(|line| !line.contains("digest: "));
        Ok(lines.collect::<Vec<_>>().join("\n"))
    };
    let plain = code(&with("Root", "x-a: {}").0).unwrap();
    let annotations = SPECIFICATION.iter().flat_map(|row| words(row.2).map(|it| (row.0, it)));
    let flags = [("Parameter", "allowReserved: false"), ("Parameter", "allowEmptyValue: false")];
    let entries = annotations.map(|(object, keyword)| (object, keyword, value(object, keyword)));
    let entries = entries.map(|(object, keyword, value)| (object, format!("{keyword}: {value}")));
    for (object, entry) in entries.chain(flags.map(|(object, entry)| (object, entry.to_owned()))) {
        match code(&with(object, &entry).0) {
            Ok(code) => assert!(code == plain, "{object} {entry}"),
            // The document has it already.
            Err(error) => assert!(error.contains("a second time"), "{object} {entry}: {error}"),
        }
    }
}

//! The tables of keywords against the specification, one keyword after the other.

use dintero_cards_openapi::Source;

use super::table::{Object as O, Use};
use crate::generate;

/// The fixed fields of each object in the text of OpenAPI 3.0.3.
const SPECIFICATION: [(O, &str); 24] = [
    (O::Root, "openapi info servers paths components security tags externalDocs"),
    (O::Info, "title description termsOfService contact license version"),
    (O::Contact, "name url email"),
    (O::License, "name url"),
    (O::Server, "url description variables"),
    (O::ServerVariable, "enum default description"),
    (
        O::Components,
        "schemas responses parameters examples requestBodies headers securitySchemes links callbacks",
    ),
    (
        O::PathItem,
        "summary description get put post delete options head patch trace servers parameters",
    ),
    (
        O::Operation,
        "tags summary description externalDocs operationId parameters requestBody responses \
         callbacks deprecated security servers",
    ),
    (O::ExternalDocs, "description url"),
    (
        O::Parameter,
        "name in description required deprecated allowEmptyValue style explode allowReserved \
         schema example examples content",
    ),
    (O::RequestBody, "description content required"),
    (O::MediaType, "schema example examples encoding"),
    (O::Response, "description headers content links"),
    (O::Example, "summary description value externalValue"),
    (O::Link, "operationRef operationId parameters requestBody description server"),
    (
        O::Header,
        "description required deprecated allowEmptyValue style explode allowReserved schema \
         example examples content",
    ),
    (O::Tag, "name description externalDocs"),
    (
        O::Schema,
        "title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength \
         pattern maxItems minItems uniqueItems maxProperties minProperties required enum type \
         allOf oneOf anyOf not items properties additionalProperties description format default \
         nullable discriminator readOnly writeOnly xml externalDocs example deprecated",
    ),
    (O::Discriminator, "propertyName mapping"),
    (O::Xml, "name namespace prefix attribute wrapped"),
    (O::SecurityScheme, "type description name in scheme bearerFormat flows openIdConnectUrl"),
    (O::OAuthFlows, "implicit password clientCredentials authorizationCode"),
    (O::OAuthFlow, "authorizationUrl tokenUrl refreshUrl scopes"),
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
    a:
      type: oauth2 # SecurityScheme
      flows:
        description: &no {} # OAuthFlows
        implicit: {authorizationUrl: 'https://a.b', scopes: {}, INSIDE} # OAuthFlow
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

/// The document with a line or an entry more in an object, and the line of that.
fn with(object: O, entry: &str) -> (String, usize) {
    let document = DOCUMENT
        .replace("        description: &no {} # OAuthFlows\n", "        NONE # OAuthFlows\n");
    let mark = format!(" # {object:?}");
    let at =
        document.lines().position(|line| line.ends_with(&mark)).expect("every object is there");
    let mut out = Vec::new();
    let mut found = 0;
    for (index, line) in document.lines().enumerate() {
        let is_place = index == at;
        if line.contains("NONE") && !is_place {
            continue;
        }
        let (text, _) = line.split_once(" # ").unwrap_or((line, ""));
        if is_place && text.contains("INSIDE") {
            out.push(text.replace("INSIDE", entry));
            found = out.len();
        } else if is_place {
            let depth = text.len() - text.trim_start_matches([' ', '-']).len();
            if !text.contains("NONE") {
                out.push(text.to_owned());
            }
            out.push(format!("{}{entry}", " ".repeat(depth)));
            found = out.len();
        } else {
            out.push(text.replace(", INSIDE", "").replace("INSIDE", ""));
        }
    }
    (out.join("\n"), found)
}

fn refusal(text: &str) -> Option<String> {
    generate(Source { file: "things.yaml", text }).err().map(|error| error.to_string())
}

#[test]
fn the_tables_have_every_keyword_of_the_specification_and_no_other() {
    for (object, fields) in SPECIFICATION {
        let mut specified: Vec<&str> = fields.split_whitespace().collect();
        let mut listed: Vec<&str> = object.keywords().iter().map(|(name, _)| *name).collect();
        specified.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, specified, "{object:?}");
    }
}

#[test]
fn the_document_of_the_walk_is_accepted() {
    let (text, _) = with(O::Root, "x-a: {}");
    assert_eq!(refusal(&text), None, "{text}");
}

#[test]
fn a_keyword_that_openapi_does_not_have_is_refused_in_every_object() {
    for (object, _) in SPECIFICATION {
        let (text, line) = with(object, "allowNonsense: true");
        let error = refusal(&text).unwrap_or_else(|| panic!("accepted in {object:?}: {text}"));
        assert!(error.starts_with(&format!("things.yaml:{line}:")), "{line}: {error}\n{text}");
        assert!(error.contains("has no allowNonsense in a"), "{error}");
    }
}

#[test]
fn an_extension_is_accepted_in_every_object() {
    for (object, _) in SPECIFICATION {
        let (text, _) = with(object, "x-nonsense: true");
        assert_eq!(refusal(&text), None, "{object:?}");
    }
}

#[test]
fn every_keyword_that_is_not_supported_is_refused_at_its_place() {
    let mut count = 0;
    for (object, _) in SPECIFICATION {
        for (keyword, meaning) in object.keywords() {
            let value = match meaning {
                Use::Refused(..) if *keyword == "servers" => "[{url: 'https://a.b'}]",
                Use::Refused(..) if *keyword == "anyOf" => "[{type: string}]",
                Use::Refused(..) => "{}",
                Use::OnlyFalse(_) => "true",
                Use::Honoured(_) | Use::Annotation(_) => continue,
            };
            count += 1;
            let (text, line) = with(object, &format!("{keyword}: {value}"));
            let error = refusal(&text).unwrap_or_else(|| panic!("accepted: {keyword}"));
            assert!(error.starts_with(&format!("things.yaml:{line}:")), "{line}: {error}\n{text}");
            assert!(error.contains(keyword) && error.contains("; "), "{error}");
        }
    }
    assert_eq!(count, 9);
}

#[test]
fn annotations_change_nothing_of_the_code() {
    let code = |text: &str| {
        let code = generate(Source { file: "things.yaml", text }).expect("is accepted");
        code.split_once("\n\n").expect("a header").1.to_owned()
    };
    let digest = |code: &str| -> String {
        code.lines().filter(|line| !line.contains("digest: ")).collect::<Vec<_>>().join("\n")
    };
    let (plain, _) = with(O::Root, "x-a: {}");
    let plain = digest(&code(&plain));
    for (object, entry) in [
        (O::Operation, "deprecated: true"),
        (O::Operation, "tags: [a]"),
        (O::Parameter, "deprecated: true"),
        (O::Parameter, "example: a"),
        (O::Schema, "title: Error"),
        (O::Schema, "example: {kind: a}"),
        (O::Schema, "deprecated: true"),
        (O::Response, "x-a: 1"),
        (O::Header, "allowReserved: true"),
        (O::Parameter, "allowReserved: false"),
        (O::Root, "security: []"),
    ] {
        let (text, _) = with(object, entry);
        assert_eq!(digest(&code(&text)), plain, "{entry}");
    }
}

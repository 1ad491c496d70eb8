//! Every name that could stand in the way of generated code, in every place where a
//! document has names: what is accepted compiles, and what is not is refused with
//! its place.

use std::collections::BTreeSet;

use crate::package::{Package, text_of};

const KEYWORDS: &str = "abstract as async auto await become box break const continue crate default \
    do dyn else enum extern false final fn for gen if impl in let loop macro macro_rules match mod \
    move mut override priv pub raw ref return safe self static struct super trait true try type \
    typeof union unsafe unsized use virtual where while yield";
/// Variables, functions, modules and packages of generated code.
const LOCALS: &str = "alloc api_version baseurl body body_map builder chrono clone client core \
    defaults deserialize deserializer document e encode_path err error exec extra f fmt format from \
    from_str has_path header header_map headers info inner into is_listed json listed name new \
    new_with_client none ok operation operations page pattern path post pre prelude progenitor_client \
    properties query ranges regress request reqwest response result s schemars send serde serde_json \
    serialize serializer some status std stream to_string transport types uuid v value values variants";
/// Types and traits that generated code uses, and types of the language.
const TYPES: &str = "Arc AsRef Bool Box ByteStream Char Client ClientHooks ClientInfo Clone \
    ConversionError Copy Cow Debug Default Deref Deserialize Display Document Drop Eq Err Error F64 \
    Fn FnOnce Formatter From FromStr Hash HeaderMap I64 Infallible Into IntoIterator Iterator \
    JsonObject JsonSchema LazyLock None Ok Operation OperationInfo Option Ord PartialEq PartialOrd QueryParam \
    Regex RequestBuilderExt ResponseValue Result Self Send Serialize Serializer Sized Some Str \
    String Sync Timestamp ToString Transport TryFrom TryInto Types U8 Unlisted UnlistedValue Usize \
    Uuid Value Vec";

/// A place of a document, with the parts that one name in it needs.
struct Place {
    module: &'static str,
    /// An operation; NAME is the name, and INDEX its number.
    operation: &'static str,
    /// A named schema.
    schema: &'static str,
}

const OK: &str = "responses: {'200': {description: Fine, content: {application/json: {schema: \
    {$ref: '#/components/schemas/Outcome'}}}}}";

const PLACES: [Place; 8] = [
    Place {
        module: "query",
        operation: "get: {operationId: op_INDEX, parameters: [{name: 'NAME', in: query, schema: {type: string}}, {name: other, in: header, schema: {type: string}}], OK}",
        schema: "",
    },
    Place {
        module: "header",
        operation: "get: {operationId: op_INDEX, parameters: [{name: 'NAME', in: header, schema: {type: string}}, {name: other, in: header, required: true, schema: {type: integer}}], OK}",
        schema: "",
    },
    Place {
        module: "in_path",
        operation: "get: {operationId: op_INDEX, parameters: [{name: 'NAME', in: path, required: true, schema: {type: string}}, {name: other, in: header, schema: {type: string}}], OK}",
        schema: "",
    },
    Place {
        module: "operation_id",
        operation: "post: {operationId: 'NAME', parameters: [{name: list, in: query, schema: {type: array, items: {type: string}}}], requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Outcome'}}}}, OK}",
        schema: "",
    },
    Place {
        module: "property",
        operation: "post: {operationId: op_INDEX, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/SINDEX'}}}}, OK}",
        schema: "SINDEX: {type: object, required: ['NAME'], properties: {'NAME': {type: string}}}",
    },
    Place {
        module: "object",
        operation: "post: {operationId: op_INDEX, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NAME'}}}}, OK}",
        schema: "NAME: {type: object, required: [a], properties: {a: {type: string}, b: {type: string, format: date-time}}}",
    },
    Place {
        module: "text",
        operation: "get: {operationId: op_INDEX, parameters: [{name: a, in: query, schema: {$ref: '#/components/schemas/NAME'}}], OK}",
        schema: "NAME: {type: string, pattern: '^a', minLength: 1}",
    },
    Place {
        module: "values",
        operation: "post: {operationId: op_INDEX, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/SINDEX'}}}}, OK}",
        schema: "SINDEX: {type: object, properties: {a: {type: string, enum: ['NAME', b]}}}",
    },
];

/// The document of some names in a place. The response has an enumeration of all.
fn document(place: &Place, names: &[&str]) -> String {
    let fill = |text: &str, (index, name): (usize, &&str)| {
        text.replace("OK}", &format!("{OK}}}"))
            .replace("INDEX", &index.to_string())
            .replace("NAME", name)
    };
    let paths: String = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let value =
                if place.module == "in_path" { format!("/{{{name}}}") } else { String::new() };
            let operation = fill(place.operation, (index, name));
            format!("  '/p{index}{value}':\n    {operation}\n")
        })
        .collect();
    let schemas: String = names
        .iter()
        .enumerate()
        .filter(|_| !place.schema.is_empty())
        .map(|named| format!("    {}\n", fill(place.schema, named)))
        .collect();
    format!(
        "openapi: 3.0.3
info: {{title: Names, version: 1.0.0}}
servers: [{{url: 'https://api.example.com/v1'}}]
paths:
{paths}components:
  schemas:
    Outcome: {{type: object, properties: {{outcome: {{type: string}}, kind_of: {{type: string, enum: [a, b]}}}}}}
{schemas}"
    )
}

/// The names, one of those that become one name in Rust.
fn names() -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    let all = [KEYWORDS, LOCALS, TYPES].into_iter().flat_map(str::split_whitespace);
    all.filter(|name| seen.insert(name.replace('_', "").to_lowercase())).collect()
}

#[test]
fn every_name_compiles_or_is_refused_with_its_place() {
    let mut package = Package::new("names");
    for place in &PLACES {
        let (mut accepted, mut refused) = (Vec::new(), Vec::new());
        for name in names() {
            match text_of(place.module, &document(place, &[name])) {
                Ok(_) => accepted.push(name),
                Err(error) => {
                    let line = error.split(':').nth(1).and_then(|line| line.parse::<usize>().ok());
                    assert!(line.is_some(), "{} {name} has no place: {error}", place.module);
                    refused.push(name);
                }
            }
        }
        assert!(accepted.len() > refused.len(), "{} refuses {refused:?}", place.module);
        package.add(place.module, &document(place, &accepted));
    }
    package.cargo(&["check", "--quiet"]);
}

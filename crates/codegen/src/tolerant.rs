//! The rules that turn a document into that of a tolerant reader.
//!
//! They touch only what can appear in a response; what is sent stays as strict
//! as the document says.
//!
//! | rule | why |
//! |---|---|
//! | an enumeration of texts becomes open | one unlisted status must not lose a page |
//! | an optional property accepts null | nothing is documented about nulls |
//! | defaults are dropped | an absent value is not the default of a server |
//! | `additionalProperties: false` is dropped | fields keep arriving |

use std::collections::BTreeSet;

use dintero_cards_openapi::Document;
use heck::ToUpperCamelCase as _;
use serde_json::{Map, Value, json};

use crate::open_enum::OpenEnum;
use crate::operation::{operations, token};
use crate::rust_name::of_type;

/// Keys under which a schema holds one schema.
const SCHEMA: [&str; 3] = ["items", "not", "additionalProperties"];
/// Keys under which a schema holds a list of schemas.
const SCHEMAS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// The document of a tolerant reader, and the enumerations it opens.
pub(crate) struct Tolerant {
    pub(crate) root: Value,
    pub(crate) open_enums: Vec<OpenEnum>,
}

pub(crate) fn tolerant(document: &Document) -> Tolerant {
    let mut reader = Reader {
        root: document.root().clone(),
        seen: BTreeSet::new(),
        open_enums: Vec::new(),
        hoisted: Map::new(),
    };
    for pointer in response_schemas(document) {
        reader.schema(&pointer, "Response");
    }
    let Reader { mut root, open_enums, hoisted, .. } = reader;
    if let Some(schemas) = root.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        schemas.extend(hoisted);
    }
    Tolerant { root, open_enums }
}

/// Where the schemas of all responses stand.
fn response_schemas(document: &Document) -> Vec<String> {
    let mut pointers = Vec::new();
    for operation in operations(document) {
        let responses = operation.value.get("responses").and_then(Value::as_object);
        for status in responses.into_iter().flatten().map(|(status, _)| status) {
            let place = format!("{}/responses/{}", operation.pointer, token(status));
            let Some((place, response)) = document.resolve(&place) else { continue };
            let content = response.get("content").and_then(Value::as_object);
            for media in content.into_iter().flatten().map(|(media, _)| media) {
                pointers.push(format!("{place}/content/{}/schema", token(media)));
            }
        }
    }
    pointers
}

struct Reader {
    root: Value,
    seen: BTreeSet<String>,
    open_enums: Vec<OpenEnum>,
    hoisted: Map<String, Value>,
}

impl Reader {
    /// Applies the rules to the schema at a pointer and to all it reaches;
    /// `name` is what an enumeration found right there would be called.
    fn schema(&mut self, pointer: &str, name: &str) {
        let Some(schema) = self.root.pointer(pointer) else { return };
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Some(target) = reference.strip_prefix('#').map(str::to_owned) {
                let name = target.rsplit('/').next().unwrap_or(name).to_owned();
                self.schema(&target, &name);
            }
            return;
        }
        if !self.seen.insert(pointer.to_owned()) {
            return;
        }
        if let Some(values) = enumeration(schema) {
            let schema = schema.clone();
            self.open(pointer, name, values, &schema);
            return;
        }
        let properties: Vec<String> = keys(schema, "properties");
        let singles = SCHEMA.iter().filter(|key| schema.get(**key).is_some_and(Value::is_object));
        let lists = SCHEMAS.iter().flat_map(|key| {
            let count = schema.get(*key).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).map(move |index| format!("{pointer}/{key}/{index}"))
        });
        let children: Vec<String> =
            singles.map(|key| format!("{pointer}/{key}")).chain(lists).collect();

        self.relax(pointer);
        for property in properties {
            let name = format!("{name}{}", property.to_upper_camel_case());
            self.schema(&format!("{pointer}/properties/{}", token(&property)), &name);
        }
        for child in children {
            self.schema(&child, &format!("{name}Item"));
        }
    }

    /// Nulls for optional properties, no defaults, no closed objects.
    fn relax(&mut self, pointer: &str) {
        let containers = self.optional_containers(pointer);
        let Some(schema) = self.root.pointer_mut(pointer).and_then(Value::as_object_mut) else {
            return;
        };
        if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
            schema.remove("additionalProperties");
        }
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            return;
        };
        for (name, property) in properties {
            if let Some(property) = property.as_object_mut() {
                property.remove("default");
            }
            if containers.contains(name) {
                *property = nullable(property.take());
            }
        }
    }

    /// Optional properties that the generator would not make an `Option` of:
    /// lists and maps, which it lets be absent but not null.
    fn optional_containers(&self, pointer: &str) -> BTreeSet<String> {
        let Some(schema) = self.root.pointer(pointer) else { return BTreeSet::new() };
        let required: BTreeSet<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        keys(schema, "properties")
            .into_iter()
            .filter(|name| !required.contains(name.as_str()))
            .filter(|name| self.is_container(&format!("{pointer}/properties/{}", token(name))))
            .collect()
    }

    fn is_container(&self, pointer: &str) -> bool {
        let mut pointer = pointer.to_owned();
        for _ in 0..32 {
            let Some(schema) = self.root.pointer(&pointer) else { return false };
            match schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#')) {
                Some(target) => pointer = target.to_owned(),
                None => {
                    let kind = schema.get("type").and_then(Value::as_str);
                    let named = schema.get("properties").is_some();
                    return kind == Some("array") || (kind == Some("object") && !named);
                }
            }
        }
        false
    }

    fn open(&mut self, pointer: &str, name: &str, values: Vec<String>, schema: &Value) {
        let name = &of_type(name);
        let description = schema.get("description").and_then(Value::as_str).map(str::to_owned);
        self.open_enums.push(OpenEnum {
            name: name.clone(),
            pointer: pointer.to_owned(),
            description,
            values,
        });
        // Only named schemas can be replaced; one that stands inline gets a name.
        let named = pointer.strip_prefix("/components/schemas/");
        if named.is_none_or(|rest| rest.contains('/')) {
            self.hoisted.insert(name.clone(), schema.clone());
            if let Some(node) = self.root.pointer_mut(pointer) {
                *node = json!({ "$ref": format!("#/components/schemas/{}", token(name)) });
            }
        }
    }
}

/// The values of an enumeration of texts.
fn enumeration(schema: &Value) -> Option<Vec<String>> {
    let values = schema.get("enum")?.as_array()?;
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

fn keys(schema: &Value, key: &str) -> Vec<String> {
    schema
        .get(key)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(k, _)| k.clone())
        .collect()
}

fn nullable(mut schema: Value) -> Value {
    match schema.as_object_mut() {
        Some(object) if !object.contains_key("$ref") => {
            object.insert("nullable".to_owned(), Value::Bool(true));
            schema
        }
        _ => json!({ "allOf": [schema], "nullable": true }),
    }
}

//! The rules that turn a document into that of a tolerant reader.
//!
//! They apply to schemas that can appear in a response. A schema that is both sent
//! and read is one type: it follows every rule except the last, so its bounds hold,
//! while an enumeration shared with a parameter is open there too. A schema that is
//! only sent stays as strict as the document, except that `readOnly` properties are
//! not required. Extensions (`x-`) and titles
//! are dropped everywhere, because the generator gives a meaning of its own to them.
//! A default response beside a success stands for 4XX and 5XX, as it describes errors.
//!
//! | rule | why |
//! |---|---|
//! | an enumeration of texts becomes open | one unlisted status must not lose a page |
//! | objects that a property tells apart become an open union | the first alternative would take what belongs to others |
//! | such an enumeration with null is open, or null | null is a value, and stays one |
//! | an enumeration of other values loses its list | one unlisted number must not lose a page |
//! | an optional property accepts null | nothing is documented about nulls |
//! | `writeOnly` properties are not required | a server never sends them |
//! | defaults are dropped | an absent value is not the default of a server |
//! | `additionalProperties: false` is dropped | fields keep arriving |
//! | lengths, patterns and bounds are dropped where nothing is sent | one unexpected value must not make a card malformed, and whole numbers stay `i64` |

mod default_response;
mod enumeration;
mod extensions;
mod reach;
mod sides;

use std::collections::BTreeSet;

use dintero_cards_openapi::{Document, pointer_token as token};
use heck::ToUpperCamelCase as _;
use serde_json::{Map, Value, json};

use crate::choice::{choice, is_named};
use crate::open_type::{Listed, OpenType};
use crate::rust_name::of_type;
pub(crate) use default_response::DEFAULT;
use enumeration::{Enumeration, enumeration, nullable};
pub(crate) use reach::below;

/// Bounds of numbers, lists and objects.
pub(crate) const BOUNDS: [&str; 10] = [
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxProperties",
    "maximum",
    "minItems",
    "minProperties",
    "minimum",
    "multipleOf",
    "uniqueItems",
];
pub(crate) const TEXT_BOUNDS: [&str; 3] = ["maxLength", "minLength", "pattern"];

/// Returns the document of a tolerant reader, and the types that stand in for its
/// schemas: first the enumerations.
pub(crate) fn tolerant(document: &Document) -> (Value, Vec<OpenType>) {
    let mut root = document.root().clone();
    let (read, sent) = (reach::read(document), reach::sent(document));
    sides::relax(document, &mut root, &read, &sent);
    extensions::strip(&mut root);
    let mut reader = Reader {
        document,
        root,
        sent,
        nullable: BTreeSet::new(),
        seen: BTreeSet::new(),
        open_types: Vec::new(),
        hoisted: Map::new(),
    };
    for pointer in reach::response_schemas(document) {
        reader.schema(&pointer, "Response");
    }
    let Reader { mut root, mut open_types, hoisted, .. } = reader;
    for (name, schema) in hoisted {
        let mut parent = &mut root;
        for key in ["components", "schemas"] {
            parent = &mut parent[key];
            if !parent.is_object() {
                *parent = json!({});
            }
        }
        parent[name] = schema;
    }
    default_response::spread(&mut root);
    open_types.sort_by_key(|it| matches!(it.listed, Listed::Objects(_)));
    (root, open_types)
}

struct Reader<'a> {
    /// As it is before any rule.
    document: &'a Document,
    root: Value,
    /// Schemas of parameters and request bodies.
    sent: BTreeSet<String>,
    seen: BTreeSet<String>,
    /// Named enumerations that may be null: whoever refers to one says so.
    nullable: BTreeSet<String>,
    open_types: Vec<OpenType>,
    hoisted: Map<String, Value>,
}

impl Reader<'_> {
    /// Applies the rules to the schema at a pointer and to all it reaches;
    /// `name` is what an enumeration found right there would be called.
    fn schema(&mut self, pointer: &str, name: &str) {
        let Some(schema) = self.root.pointer(pointer) else { return };
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Some(target) = reference.strip_prefix('#').map(str::to_owned) {
                let name = target.rsplit('/').next().unwrap_or(name).to_owned();
                self.schema(&target, &name);
                if self.nullable.contains(&target) {
                    self.refer_or_null(pointer);
                }
            }
            return;
        }
        if !self.seen.insert(pointer.to_owned()) {
            return;
        }
        match (choice(self.document, pointer), enumeration(schema)) {
            (Ok(Some(tagged)), _) => {
                let (schema, may_be_null) = (schema.clone(), schema["nullable"] == true);
                let alternatives = tagged.alternatives.clone();
                self.open(pointer, name, Listed::Objects(tagged), may_be_null, schema);
                return alternatives.iter().for_each(|it| self.schema(&it.pointer, &it.name));
            }
            (_, Some(Enumeration::Texts { values, nullable })) => {
                let schema = schema.clone();
                return self.open(pointer, name, Listed::Texts(values), nullable, schema);
            }
            (_, Some(Enumeration::Plain(plain))) => self.set(pointer, plain),
            _ => {}
        }
        self.relax(pointer);
        let Some(schema) = self.root.pointer(pointer) else { return };
        let properties = reach::properties(pointer, schema);
        let children = reach::children(pointer, schema);
        for (property, pointer) in properties {
            self.schema(&pointer, &format!("{name}{}", property.to_upper_camel_case()));
        }
        for child in children {
            self.schema(&child, &format!("{name}Item"));
        }
    }

    /// Lets the reference at a pointer be null; a named one leaves that to
    /// whoever refers to it.
    fn refer_or_null(&mut self, pointer: &str) {
        if is_named(pointer) {
            self.nullable.insert(pointer.to_owned());
        } else if self.seen.insert(pointer.to_owned())
            && let Some(node) = self.root.pointer_mut(pointer)
        {
            *node = nullable(node.take());
        }
    }

    fn set(&mut self, pointer: &str, schema: Value) {
        if let Some(node) = self.root.pointer_mut(pointer) {
            *node = schema;
        }
    }

    /// Nulls for optional properties, no defaults, no closed objects, no bounds.
    fn relax(&mut self, pointer: &str) {
        let containers = self.optional_containers(pointer);
        let only_read = !self.sent.contains(pointer);
        let Some(schema) = self.root.pointer_mut(pointer).and_then(Value::as_object_mut) else {
            return;
        };
        if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
            schema.remove("additionalProperties");
        }
        if only_read {
            let bounds = [&BOUNDS[..], &TEXT_BOUNDS].concat();
            schema.retain(|key, _| !bounds.contains(&key.as_str()));
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
        let required = schema["required"].as_array().into_iter().flatten();
        let required: BTreeSet<&str> = required.filter_map(Value::as_str).collect();
        reach::properties(pointer, schema)
            .into_iter()
            .filter(|(name, _)| !required.contains(name.as_str()))
            .filter(|(_, pointer)| self.root.pointer(pointer).is_some_and(is_container))
            .map(|(name, _)| name)
            .collect()
    }

    /// Lets an open type stand in for a schema, where the generator replaces it: only
    /// named schemas can be, and one that stands inline gets a name.
    fn open(
        &mut self,
        pointer: &str,
        name: &str,
        listed: Listed,
        may_be_null: bool,
        mut schema: Value,
    ) {
        let name = of_type(name);
        if let Some(schema) = schema.as_object_mut().filter(|_| may_be_null) {
            schema.remove("nullable");
            if let Listed::Texts(values) = &listed {
                schema.insert("enum".to_owned(), json!(values));
            }
        }
        let description = schema.get("description").and_then(Value::as_str).map(str::to_owned);
        let (open_name, at) = (name.clone(), pointer.to_owned());
        self.open_types.push(OpenType { name: open_name, pointer: at, description, listed });
        if is_named(pointer) {
            if may_be_null {
                self.nullable.insert(pointer.to_owned());
            }
            return self.set(pointer, schema);
        }
        let reference = json!({ "$ref": format!("#/components/schemas/{}", token(&name)) });
        self.hoisted.insert(name, schema);
        self.set(pointer, if may_be_null { nullable(reference) } else { reference });
    }
}

/// Whether a schema is a list or a map; one behind a reference is a type of
/// its own, and the generator makes an `Option` of that.
fn is_container(schema: &Value) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    kind == Some("array") || (kind == Some("object") && schema.get("properties").is_none())
}

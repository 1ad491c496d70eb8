//! From a schema to entries: the value itself, its items, its fields.

use dintero_cards_openapi::{Document, Schema};
use serde_json::{Map, Value, json};

use super::Prose;
use super::prose::place;
use crate::contract::{
    Contract, Entry, Facet, Fact, Location, Note, NoteKind, Place, Subject, canonical, set,
};

/// The most subjects of one operation; the published ones have about forty.
const MAX_SUBJECTS: usize = 5_000;

/// Keywords that narrow a request and that are no facet, each with the value that
/// states nothing. They are noted, so that no new one is missed.
const NOTED: [(&str, Value); 6] = [
    ("multipleOf", Value::Null),
    ("uniqueItems", Value::Bool(false)),
    ("minProperties", Value::Null),
    ("maxProperties", Value::Null),
    ("patternProperties", Value::Null),
    ("not", Value::Null),
];

/// A value of a document with its JSON pointer.
type Found = Option<(String, Value)>;

/// Writes the facts of a document into a contract.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) contract: &'a mut Contract,
    pub(super) prose: Prose,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document, contract: &'a mut Contract, prose: Prose) -> Self {
        Self { document, contract, prose }
    }

    pub(super) fn place(&self, pointer: &str) -> Place {
        place(self.document, pointer)
    }

    /// Reads the schema at a pointer into an entry and the entries below it.
    pub(super) fn schema(&mut self, entry: Entry, pointer: &str) {
        let schema =
            Schema::read(self.document, pointer).map_err(|error| error.message().to_owned());
        self.read(entry, pointer, schema);
    }

    fn below(&mut self, entry: Entry, holder: &Schema<'_>, pointer: &str) {
        let schema = holder.below(pointer).map_err(|error| error.message().to_owned());
        self.read(entry, pointer, schema);
    }

    fn read(&mut self, mut entry: Entry, pointer: &str, schema: Result<Schema<'_>, String>) {
        let kind = match &schema {
            Err(why) => Some(Fact::unreadable(why.clone(), self.place(pointer))),
            Ok(schema) if schema.is_recursive() => {
                Some(Fact::stated("recursive", self.place(schema.pointer())))
            }
            Ok(schema) if self.contract.len() >= MAX_SUBJECTS => {
                Some(Fact::unreadable("there are too many fields", self.place(schema.pointer())))
            }
            Ok(_) => None,
        };
        if let Some(kind) = kind {
            entry.facts.insert(Facet::Type, kind);
            return self.contract.insert(entry);
        }
        let Ok(schema) = schema else { return };
        self.facts(&mut entry, &schema);
        let subject = entry.subject.clone();
        self.notes(&subject, &schema);
        self.contract.insert(entry);
        if let Some(pointer) = schema.items() {
            let child = Subject::new(subject.location, format!("{}[]", subject.name));
            self.below(Entry::new(child, self.place(&pointer)), &schema, &pointer);
        }
        for (name, pointer) in schema.properties() {
            let child = Subject::new(subject.location, below(&subject.name, name));
            let mut entry = Entry::new(child, self.place(&pointer));
            let required = match schema.required(name) {
                Some(node) => Fact::stated(true, self.place(&node.pointer)),
                None => Fact::stated(false, self.place(&pointer)),
            };
            entry.facts.insert(Facet::Required, required);
            self.below(entry, &schema, &pointer);
        }
        if let Some(values) = schema.get("additionalProperties")
            && values.value.as_object().is_some_and(|values| !values.is_empty())
        {
            let child = Subject::new(subject.location, below(&subject.name, "*"));
            self.below(Entry::new(child, self.place(&values.pointer)), &schema, &values.pointer);
        }
    }

    fn facts(&self, entry: &mut Entry, schema: &Schema<'_>) {
        let here = self.place(schema.pointer());
        let (kind, has_null) = types(schema);
        let integer = kind == "integer";
        let at = schema.get("type").map_or_else(|| here.clone(), |node| self.place(&node.pointer));
        entry.facts.insert(Facet::Type, Fact::stated(kind, at));

        let is = |key: &str, wanted: bool| {
            plain(schema, key)
                .filter(|(_, value)| *value == wanted)
                .map(|(at, _)| (at, true.into()))
        };
        let null = (has_null || schema.has_null_alternative)
            .then(|| (schema.pointer().to_owned(), true.into()));
        for (facet, found) in [
            (Facet::Nullable, is("nullable", true).or(null)),
            (Facet::Format, plain(schema, "format")),
            (Facet::Pattern, plain(schema, "pattern")),
            (Facet::Default, plain(schema, "default")),
            (Facet::Enum, options(schema)),
            (Facet::Minimum, bound(schema, "minimum", "exclusiveMinimum", "above", integer)),
            (Facet::Maximum, bound(schema, "maximum", "exclusiveMaximum", "below", integer)),
            (Facet::Length, span(schema, "minLength", "maxLength")),
            (Facet::Size, span(schema, "minItems", "maxItems")),
            (Facet::Closed, is("additionalProperties", false)),
            (Facet::Deprecated, is("deprecated", true)),
        ] {
            let fact = match found {
                Some((pointer, value)) => Fact::stated(value, self.place(&pointer)),
                None => Fact::absent(here.clone()),
            };
            // A parameter states its own deprecation.
            entry.facts.entry(facet).or_insert(fact);
        }
        let pointer = &entry.place.pointer;
        entry.facts.entry(Facet::Description).or_insert_with(|| self.description(pointer, schema));
    }

    /// Returns the description of the place that refers to the schema, or else of
    /// the schema.
    fn description(&self, origin: &str, schema: &Schema<'_>) -> Fact {
        let key = match self.prose {
            Prose::Published => "description",
            Prose::Ours => "x-description-digest",
        };
        let own = self.document.root().pointer(origin).filter(|node| node.get(key).is_some());
        if let Some(node) = own {
            return self.prose.description(self.document, origin, node);
        }
        let part = schema.parts.iter().find(|part| part.value.get(key).is_some());
        let part = part.unwrap_or(&schema.parts[0]);
        self.prose.description(self.document, &part.pointer, part.value)
    }

    /// Notes the constraints that are no facet. Callers do not check responses.
    fn notes(&mut self, subject: &Subject, schema: &Schema<'_>) {
        if matches!(subject.location, Location::Response | Location::Fault) {
            return;
        }
        for part in &schema.parts {
            for (keyword, nothing) in NOTED {
                let Some(node) = part.child(keyword) else { continue };
                if *node.value != nothing && *node.value != json!(0) {
                    let label = format!("{keyword} {}", node.value);
                    let kind = NoteKind::UnknownConstraint { subject: subject.clone(), label };
                    self.contract.notes.push(Note { line: node.position().line, kind });
                }
            }
        }
    }
}

/// Returns the name of a field of a value.
fn below(holder: &str, name: &str) -> String {
    if holder.is_empty() { name.to_owned() } else { format!("{holder}.{name}") }
}

/// Returns the types of a schema joined with `|`, and whether null is one of them.
fn types(schema: &Schema<'_>) -> (String, bool) {
    let value = |key: &str| schema.get(key).map(|node| node.value);
    let names: Vec<&str> = match value("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ if value("properties").is_some() => vec!["object"],
        _ if value("items").is_some() => vec!["array"],
        _ => match value("enum") {
            Some(Value::Array(values)) => values.iter().map(kind_of).collect(),
            _ => Vec::new(),
        },
    };
    let mut has_null = names.contains(&"null");
    let mut joined: Vec<String> =
        names.into_iter().filter(|name| *name != "null").map(str::to_owned).collect();
    if joined.is_empty() {
        for (kind, null) in schema.alternatives.iter().map(types) {
            has_null |= null;
            joined.push(kind);
        }
    }
    joined.sort();
    joined.dedup();
    let kind = if joined.is_empty() { "any".to_owned() } else { joined.join("|") };
    (kind, has_null)
}

/// Returns the JSON type of a value, as schemas call it.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn plain(schema: &Schema<'_>, key: &str) -> Found {
    let node = schema.get(key).filter(|node| !node.value.is_null())?;
    Some((node.pointer, canonical(node.value)))
}

fn options(schema: &Schema<'_>) -> Found {
    let values = |list: &[Value]| set(list.iter().filter(|value| !value.is_null()).cloned());
    if let Some(node) = schema.get("enum")
        && let Value::Array(list) = node.value
    {
        return Some((node.pointer, values(list)));
    }
    if let Some(node) = schema.get("const") {
        return Some((node.pointer, set([node.value.clone()])));
    }
    // A choice between enumerations is an enumeration too.
    let mut all = Vec::new();
    for alternative in &schema.alternatives {
        match options(alternative)? {
            (_, Value::Array(list)) => all.extend(list),
            (_, other) => all.push(other),
        }
    }
    (!all.is_empty()).then(|| (schema.pointer().to_owned(), set(all)))
}

/// Returns a bound. Integers have closed bounds only: `x > 0` is `x >= 1`.
fn bound(schema: &Schema<'_>, closed: &str, open: &str, word: &str, integer: bool) -> Found {
    let step = if word == "above" { 1 } else { -1 };
    let exclusive = |value: Value| {
        let whole = value.as_i64().filter(|_| integer).and_then(|whole| whole.checked_add(step));
        whole.map_or_else(|| json!({ word: value }), Value::from)
    };
    match (plain(schema, closed), plain(schema, open)) {
        (Some((pointer, value)), Some((_, Value::Bool(true)))) => Some((pointer, exclusive(value))),
        (_, Some((pointer, value @ Value::Number(_)))) => Some((pointer, exclusive(value))),
        (closed, _) => closed,
    }
}

fn span(schema: &Schema<'_>, least: &str, most: &str) -> Found {
    let mut span = Map::new();
    let mut pointer = None;
    for (key, name) in [(least, "min"), (most, "max")] {
        let found = plain(schema, key).filter(|(_, value)| !(name == "min" && *value == json!(0)));
        if let Some((at, value)) = found {
            span.insert(name.to_owned(), value);
            pointer = pointer.or(Some(at));
        }
    }
    pointer.map(|pointer| (pointer, Value::Object(span)))
}

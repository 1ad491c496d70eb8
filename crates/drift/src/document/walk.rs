//! From a schema to entries: the value itself, its items, its fields.

use dintero_cards_openapi::{Document, pointer_token};
use serde_json::{Map, Value, json};

use super::Prose;
use super::limits::{MAX_STEPS, MAX_SUBJECTS};
use super::merged::Merged;
use super::prose::place;
use super::unread;
use crate::contract::{Contract, Entry, Facet, Fact, Location, Place, Subject, canonical, set};

/// Writes what schemas say into a contract.
pub(super) struct Walk<'a> {
    pub(super) document: &'a Document,
    pub(super) contract: &'a mut Contract,
    pub(super) prose: Prose,
    /// Pointers of the schemas that are being read, outermost first.
    open: Vec<String>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Document, contract: &'a mut Contract, prose: Prose) -> Self {
        Self { document, contract, prose, open: Vec::new() }
    }

    /// Reads the schema at a pointer into the entry and what lies below it.
    pub(super) fn schema(&mut self, mut entry: Entry, pointer: &str) {
        let merged = match Merged::read(self.document, pointer) {
            Ok(merged) => merged,
            Err(why) => {
                let at = place(self.document, pointer);
                entry.facts.insert(Facet::Type, Fact::unreadable(why, at));
                self.contract.insert(entry);
                return;
            }
        };
        let real = merged.pointer().to_owned();
        let circular = self.open.contains(&real);
        if circular || self.open.len() >= MAX_STEPS || self.contract.len() >= MAX_SUBJECTS {
            let at = place(self.document, &real);
            let fact = if circular {
                Fact::stated("recursive", at)
            } else {
                Fact::unreadable("the schema is nested too deep or has too many fields", at)
            };
            entry.facts.insert(Facet::Type, fact);
            self.contract.insert(entry);
            return;
        }
        self.facts(&mut entry, &merged);
        let subject = entry.subject.clone();
        self.contract.notes.extend(unread::notes(self.document, &subject, &merged));
        self.contract.insert(entry);
        self.open.push(real);
        self.items(&subject, &merged);
        self.fields(&subject, &merged);
        self.open.pop();
    }

    fn items(&mut self, subject: &Subject, merged: &Merged<'_>) {
        let Some((pointer, _)) = merged.get("items") else { return };
        let child = Subject::new(subject.location, format!("{}[]", subject.name));
        self.schema(Entry::new(child, place(self.document, &pointer)), &pointer);
    }

    fn fields(&mut self, subject: &Subject, merged: &Merged<'_>) {
        let parts = merged.everywhere();
        for (index, part) in parts.iter().enumerate() {
            let Some(fields) = part.node.get("properties").and_then(Value::as_object) else {
                continue;
            };
            for name in fields.keys() {
                // The part that names a field first describes it.
                let seen = parts[..index].iter().any(|part| {
                    part.node.get("properties").is_some_and(|fields| fields.get(name).is_some())
                });
                if seen {
                    continue;
                }
                let pointer = format!("{}/properties/{}", part.pointer, pointer_token(name));
                let child = Subject::new(subject.location, below(&subject.name, name));
                let mut entry = Entry::new(child, place(self.document, &pointer));
                entry.facts.insert(Facet::Required, self.required(merged, name, &pointer));
                self.schema(entry, &pointer);
            }
        }
        if let Some((pointer, Value::Object(values))) = merged.get("additionalProperties")
            && !values.is_empty()
        {
            let child = Subject::new(subject.location, below(&subject.name, "*"));
            self.schema(Entry::new(child, place(self.document, &pointer)), &pointer);
        }
    }

    /// What all parts together require; what one alternative requires is not required.
    fn required(&self, merged: &Merged<'_>, name: &str, field: &str) -> Fact {
        for part in &merged.parts {
            let Some(list) = part.node.get("required").and_then(Value::as_array) else { continue };
            if let Some(index) = list.iter().position(|item| item.as_str() == Some(name)) {
                let pointer = format!("{}/required/{index}", part.pointer);
                return Fact::stated(true, place(self.document, &pointer));
            }
        }
        Fact::stated(false, place(self.document, field))
    }

    fn facts(&self, entry: &mut Entry, merged: &Merged<'_>) {
        let here = place(self.document, merged.pointer());
        let at = |pointer: &str| place(self.document, pointer);
        let (kind, null, where_type) = types(merged);
        let where_type = where_type.map_or_else(|| here.clone(), |pointer| at(&pointer));
        let integer = kind == "integer";
        let kinds = Fact::stated(kind, where_type);
        entry.facts.insert(Facet::Type, kinds);

        let mut put = |facet, found: Option<(String, Value)>| {
            let fact = match found {
                Some((pointer, value)) => Fact::stated(value, at(&pointer)),
                None => Fact::absent(here.clone()),
            };
            entry.facts.insert(facet, fact);
        };
        let nullable = merged.get("nullable").filter(|(_, value)| value.as_bool() == Some(true));
        let null_at = nullable.map(|(pointer, _)| pointer);
        let null = null || merged.null_variant;
        put(
            Facet::Nullable,
            null_at.or_else(|| null.then(|| merged.pointer().to_owned())).map(|p| (p, true.into())),
        );
        put(Facet::Format, plain(merged, "format"));
        put(Facet::Pattern, plain(merged, "pattern"));
        put(Facet::Default, plain(merged, "default"));
        put(Facet::Enum, options(merged));
        put(Facet::Minimum, bound(merged, "minimum", "exclusiveMinimum", "above", integer));
        put(Facet::Maximum, bound(merged, "maximum", "exclusiveMaximum", "below", integer));
        put(Facet::Length, span(merged, "minLength", "maxLength"));
        put(Facet::Size, span(merged, "minItems", "maxItems"));
        put(
            Facet::Closed,
            plain(merged, "additionalProperties")
                .filter(|(_, v)| *v == json!(false))
                .map(|(p, _)| (p, true.into())),
        );
        // A parameter says itself whether it goes away and what it is.
        entry.facts.entry(Facet::Deprecated).or_insert_with(|| {
            match plain(merged, "deprecated").filter(|(_, value)| *value == json!(true)) {
                Some((pointer, value)) => Fact::stated(value, at(&pointer)),
                None => Fact::absent(here.clone()),
            }
        });
        if !entry.facts.contains_key(&Facet::Description) {
            entry.facts.insert(Facet::Description, self.description(entry, merged));
        }
    }

    fn description(&self, entry: &Entry, merged: &Merged<'_>) -> Fact {
        let key = match self.prose {
            Prose::Published => "description",
            Prose::Ours => "x-description-digest",
        };
        let part = merged.parts.iter().find(|part| part.node.get(key).is_some());
        let part = part.unwrap_or(&merged.parts[0]);
        // The field may say more about the schema that it refers to.
        let own = self.document.root().pointer(&entry.place.pointer);
        let own = own.filter(|node| node.get(key).is_some());
        match own {
            Some(node) => self.prose.description(self.document, &entry.place.pointer, node),
            None => self.prose.description(self.document, &part.pointer, part.node),
        }
    }
}

/// The name of a field of a value.
pub(super) fn below(holder: &str, name: &str) -> String {
    if holder.is_empty() { name.to_owned() } else { format!("{holder}.{name}") }
}

/// The types of a schema joined with `|`, whether null is among them, and where they stand.
fn types(merged: &Merged<'_>) -> (String, bool, Option<String>) {
    let found = merged.get("type");
    let names: Vec<&str> = match &found {
        Some((_, Value::String(name))) => vec![name],
        Some((_, Value::Array(list))) => list.iter().filter_map(Value::as_str).collect(),
        _ if merged.get("properties").is_some() => vec!["object"],
        _ if merged.get("items").is_some() => vec!["array"],
        _ => match merged.get("enum") {
            Some((_, Value::Array(values))) => values.iter().map(kind_of).collect(),
            _ => Vec::new(),
        },
    };
    let mut null = false;
    let mut joined: Vec<String> = Vec::new();
    for name in names {
        if name == "null" {
            null = true;
        } else {
            joined.push(name.to_owned());
        }
    }
    if joined.is_empty() {
        for variant in &merged.variants {
            let (kind, variant_null, _) = types(variant);
            null |= variant_null;
            joined.push(kind);
        }
    }
    joined.sort();
    joined.dedup();
    let kind = if joined.is_empty() { "any".to_owned() } else { joined.join("|") };
    (kind, null, found.map(|(pointer, _)| pointer))
}

/// The JSON type of a value, as schemas call it.
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

fn plain(merged: &Merged<'_>, key: &str) -> Option<(String, Value)> {
    merged.get(key).filter(|(_, value)| !value.is_null()).map(|(p, value)| (p, canonical(value)))
}

fn options(merged: &Merged<'_>) -> Option<(String, Value)> {
    let values = |list: &[Value]| set(list.iter().filter(|value| !value.is_null()).cloned());
    match (merged.get("enum"), merged.get("const")) {
        (Some((pointer, Value::Array(list))), _) => Some((pointer, values(list))),
        (_, Some((pointer, value))) => Some((pointer, set([value.clone()]))),
        // A choice between enumerations is an enumeration.
        _ if !merged.variants.is_empty() => {
            let mut all = Vec::new();
            for variant in &merged.variants {
                match options(variant)? {
                    (_, Value::Array(list)) => all.extend(list),
                    (_, other) => all.push(other),
                }
            }
            Some((merged.pointer().to_owned(), set(all)))
        }
        _ => None,
    }
}

/// A bound; integers have no open ones, `x > 0` is `x >= 1`.
fn bound(
    merged: &Merged<'_>,
    closed: &str,
    open: &str,
    word: &str,
    integer: bool,
) -> Option<(String, Value)> {
    let step = if word == "above" { 1 } else { -1 };
    let exclusive = |pointer: String, value: &Value| {
        let value = canonical(value);
        match value.as_i64().filter(|_| integer).and_then(|whole| whole.checked_add(step)) {
            Some(whole) => (pointer, whole.into()),
            None => (pointer, json!({ word: value })),
        }
    };
    match (merged.get(closed), merged.get(open)) {
        (Some((pointer, value)), Some((_, Value::Bool(true)))) => Some(exclusive(pointer, value)),
        (_, Some((pointer, value @ Value::Number(_)))) => Some(exclusive(pointer, value)),
        (Some((pointer, value)), _) => Some((pointer, canonical(value))),
        (None, _) => None,
    }
}

fn span(merged: &Merged<'_>, least: &str, most: &str) -> Option<(String, Value)> {
    let mut span = Map::new();
    let mut pointer = None;
    for (key, name) in [(least, "min"), (most, "max")] {
        let found = plain(merged, key).filter(|(_, value)| !(name == "min" && *value == json!(0)));
        if let Some((at, value)) = found {
            span.insert(name.to_owned(), value);
            pointer = pointer.or(Some(at));
        }
    }
    pointer.map(|pointer| (pointer, Value::Object(span)))
}

/// An entry of a subject that is not nested.
pub(super) fn entry(location: Location, name: &str, place: Place) -> Entry {
    Entry::new(Subject::new(location, name), place)
}

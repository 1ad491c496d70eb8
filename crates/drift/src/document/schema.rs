//! From a schema to entries: the value itself, its items, its fields.

use dintero_cards_openapi::{Document, Node, Schema};
use serde_json::{Value, json};

use super::constraint::{bound, discriminator, each, options, patterns, plain, span, types};
use super::prose::{place, text};
use super::{Prose, scopes};
use crate::contract::{Contract, Entry, Facet, Fact, Location, Note, NoteKind, Place, Subject};
use crate::prose::digest;

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

/// Writes the facts of a document into a contract.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) contract: &'a mut Contract,
    pub(super) prose: Prose,
}

impl Reader<'_> {
    pub(super) fn place(&self, pointer: &str) -> Place {
        place(self.document, pointer)
    }

    /// Returns the place of a keyword of a node.
    pub(super) fn at(&self, pointer: &str, key: &str) -> Place {
        self.place(&format!("{pointer}/{key}"))
    }

    /// Returns the fact about the description of a node.
    pub(super) fn described(&self, pointer: &str, node: &Value) -> Fact {
        let key = self.prose.key();
        let here = || self.place(pointer);
        match (self.prose, text(node, key)) {
            (Prose::Published, Some(words)) if !scopes::without(words).trim().is_empty() => {
                Fact::stated(digest(&scopes::without(words)), self.at(pointer, key))
            }
            (Prose::Published, _) => Fact::absent(here()),
            (Prose::Ours, Some(digest)) => Fact::stated(digest, self.at(pointer, key)),
            (Prose::Ours, None) => Fact::not_stated(here()),
        }
    }

    /// Reads the schema at a pointer into an entry and the entries below it.
    pub(super) fn schema(&mut self, entry: Entry, pointer: &str) {
        let schema =
            Schema::read(self.document, pointer).map_err(|error| error.message().to_owned());
        self.read(entry, pointer, schema);
    }

    /// Reads a schema below another one; where several parts describe it, all hold.
    fn below(&mut self, entry: Entry, holder: &Schema<'_>, pointers: &[String]) {
        let all = pointers.iter().map(|pointer| holder.below(pointer));
        let schema = all.reduce(|one, other| {
            let (mut one, other) = (one?, other?);
            one.parts.extend(other.parts);
            one.alternatives.extend(other.alternatives);
            Ok(one)
        });
        if let Some(schema) = schema {
            let schema = schema.map_err(|error| error.message().to_owned());
            self.read(entry, &pointers[0], schema);
        }
    }

    fn read(&mut self, mut entry: Entry, pointer: &str, schema: Result<Schema<'_>, String>) {
        let kind = match schema {
            Err(why) => Fact::unreadable(why, self.place(pointer)),
            Ok(schema) if schema.is_recursive() => {
                Fact::stated("recursive", self.place(schema.pointer()))
            }
            Ok(schema) if self.contract.len() >= MAX_SUBJECTS => {
                Fact::unreadable("there are too many fields", self.place(schema.pointer()))
            }
            Ok(schema) if self.is_one_way(&entry, pointer, &schema) => return,
            Ok(schema) => return self.value(entry, &schema),
        };
        entry.facts.insert(Facet::Type, kind);
        self.contract.insert(entry);
    }

    /// Reads a value, its items and its fields.
    fn value(&mut self, mut entry: Entry, schema: &Schema<'_>) {
        self.facts(&mut entry, schema);
        let subject = entry.subject.clone();
        self.notes(&subject, schema);
        self.contract.insert(entry);
        if let Some(pointer) = schema.items() {
            self.below(Entry::new(subject.items(), self.place(&pointer)), schema, &[pointer]);
        }
        for (name, pointer) in schema.properties() {
            let mut entry = Entry::new(subject.field(name), self.place(&pointer));
            let required = match schema.required(name) {
                Some(node) => Fact::stated(true, self.place(&node.pointer)),
                None => Fact::stated(false, self.place(&pointer)),
            };
            entry.facts.insert(Facet::Required, required);
            let of_part = |part: &Node<'_>| Some(part.child("properties")?.child(name)?.pointer);
            let others = schema.parts.iter().filter_map(of_part).filter(|other| *other != pointer);
            let all: Vec<String> = [pointer.clone()].into_iter().chain(others).collect();
            self.below(entry, schema, &all);
        }
        if let Some(values) = schema.get("additionalProperties")
            && values.value.as_object().is_some_and(|values| !values.is_empty())
        {
            let entry = Entry::new(subject.field("*"), self.place(&values.pointer));
            self.below(entry, schema, &[values.pointer]);
        }
    }

    /// Whether a field is no part of this direction: only the server sends it, or only
    /// the caller does.
    fn is_one_way(&self, entry: &Entry, pointer: &str, schema: &Schema<'_>) -> bool {
        let key = match entry.subject.location {
            Location::Body => "readOnly",
            Location::Response | Location::Fault => "writeOnly",
            _ => return false,
        };
        let beside = self.document.root().pointer(pointer).and_then(|node| node.get(key));
        let is_field = entry.facts.contains_key(&Facet::Required) && !entry.subject.name.is_empty();
        let is_stated = |value: &Value| *value == true;
        is_field
            && (beside.is_some_and(is_stated) || each(schema, key).any(|(_, one)| is_stated(&one)))
    }

    fn facts(&self, entry: &mut Entry, schema: &Schema<'_>) {
        let here = self.place(schema.pointer());
        let (kind, has_null) = types(schema);
        let integer = kind == "integer";
        let at = schema.get("type").map_or_else(|| here.clone(), |node| self.place(&node.pointer));
        entry.facts.insert(Facet::Type, Fact::stated(kind, at));

        let is = |key: &str, wanted: bool| {
            let (at, _) = each(schema, key).find(|(_, value)| *value == wanted)?;
            Some((at, true.into()))
        };
        let null = (has_null || schema.has_null_alternative)
            .then(|| (schema.pointer().to_owned(), true.into()));
        for (facet, found) in [
            (Facet::Nullable, is("nullable", true).or(null)),
            (Facet::Format, plain(schema, "format")),
            (Facet::Pattern, patterns(schema)),
            (Facet::Discriminator, discriminator(schema)),
            (Facet::Default, plain(schema, "default")),
            (Facet::Enum, options(schema)),
            (Facet::Minimum, bound(schema, ["minimum", "exclusiveMinimum", "above"], integer)),
            (Facet::Maximum, bound(schema, ["maximum", "exclusiveMaximum", "below"], integer)),
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
        let key = self.prose.key();
        let own = self.document.root().pointer(origin).filter(|node| node.get(key).is_some());
        if let Some(node) = own {
            return self.described(origin, node);
        }
        let part = schema.parts.iter().find(|part| part.value.get(key).is_some());
        let part = part.unwrap_or(&schema.parts[0]);
        self.described(&part.pointer, part.value)
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

//! The alternatives of a `oneOf`, and what tells them apart.
//!
//! A reader that tries one alternative after the other takes the first that fits,
//! and objects that may have further fields fit nearly always. So something in the
//! value must decide: its JSON type, or a property that each object requires.

use std::collections::{BTreeMap, BTreeSet};

use dintero_cards_openapi::{Document, Node, Schema, pointer_token as token};
use serde_json::Value;

use crate::Error;
use crate::rust_name::of_type;

/// Keys that may stand beside `oneOf`, among them a type that all alternatives have anyway.
const BESIDE: [&str; 11] = [
    "oneOf",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "nullable",
    "readOnly",
    "title",
    "type",
    "writeOnly",
];
const NAMED: &str = "/components/schemas/";

/// Objects with a property that names the alternative.
#[derive(Clone, Debug)]
pub(crate) struct Tagged {
    pub(crate) tag: String,
    pub(crate) alternatives: Vec<Alternative>,
}

/// One of the objects: a schema with a name.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) name: String,
    pub(crate) pointer: String,
    /// Values of the property that name it.
    pub(crate) values: BTreeSet<String>,
}

/// Whether a JSON pointer is that of a named schema.
pub(crate) fn is_named(pointer: &str) -> bool {
    pointer.strip_prefix(NAMED).is_some_and(|name| !name.contains('/'))
}

/// The objects of a `oneOf` at a JSON pointer. `None` if the JSON type of a value tells its
/// alternatives apart, or if the schema has no `oneOf`.
pub(crate) fn choice(document: &Document, pointer: &str) -> Result<Option<Tagged>, Error> {
    let schema = document.root().pointer(pointer).and_then(Value::as_object);
    let Some(schema) = schema.filter(|schema| schema.contains_key("oneOf")) else {
        return Ok(None);
    };
    let refuse = |at: &str, problem: &str, remedy| Err(Error::at(document, at, problem, remedy));
    let is_foreign = |key: &&String| !BESIDE.contains(&key.as_str()) && !key.starts_with("x-");
    if let Some(key) = schema.keys().find(is_foreign) {
        let problem = format!("{key} stands beside oneOf");
        return refuse(&format!("{pointer}/{key}"), &problem, "put it into each alternative");
    }
    let of = format!("{pointer}/oneOf");
    let count = schema["oneOf"].as_array().map_or(0, Vec::len);
    if count < 2 {
        return refuse(&of, "oneOf has less than two alternatives", "write it without");
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut objects = Vec::new();
    for index in 0..count {
        let place = format!("{of}/{index}");
        let schema = Schema::read(document, &place)?;
        let remedy = "say of each alternative what type it has, and say nullable of all of it";
        if schema.get("nullable").is_some_and(|it| it.value == true) {
            return refuse(&place, "an alternative of oneOf may be null", remedy);
        }
        let Some(kind) = kind(&schema).filter(|_| schema.alternatives.is_empty()) else {
            return refuse(&place, "an alternative of oneOf has no type", remedy);
        };
        if kind == "object" {
            objects.push(schema);
        }
        if let Some(other) = kinds.insert(kind, index).filter(|_| kind != "object") {
            let problem = format!("alternatives {other} and {index} of oneOf are both {kind}");
            let remedy = "write one schema for both, as nothing tells them apart";
            return refuse(&place, &problem, remedy);
        }
    }
    if objects.len() < 2 && schema.contains_key("discriminator") {
        let problem = "a discriminator stands where the alternatives are no objects";
        return refuse(&format!("{pointer}/discriminator"), problem, "leave it out");
    }
    if objects.len() < 2 {
        return Ok(None);
    }
    if objects.len() < count {
        let problem = "oneOf has several objects, and alternatives that are none";
        let remedy = "put the objects into a named schema with a oneOf of its own";
        return refuse(&of, problem, remedy);
    }
    tagged(document, pointer, &objects).map(Some)
}

/// The JSON type of a schema; numbers are one, whole or not.
fn kind<'a>(schema: &Schema<'a>) -> Option<&'a str> {
    match schema.get("type").map(|kind| kind.value.as_str()) {
        Some(Some("integer")) => Some("number"),
        Some(kind) => kind,
        None if !schema.properties().is_empty() => Some("object"),
        None => {
            let values = schema.get("enum")?.value.as_array()?;
            (!values.is_empty() && values.iter().all(Value::is_string)).then_some("string")
        }
    }
}

fn tagged(document: &Document, pointer: &str, objects: &[Schema<'_>]) -> Result<Tagged, Error> {
    let discriminator = Node::at(document, pointer)?.get("discriminator")?;
    let remedy = "name each object below components/schemas, and refer to it";
    for object in objects {
        if !is_named(object.pointer()) {
            let problem = "an object among the alternatives of oneOf has no name";
            return Err(Error::at(document, object.origin(), problem, remedy));
        }
    }
    let (tag, values) = match &discriminator {
        Some(discriminator) => discriminated(discriminator, objects)?,
        None => constants(objects).ok_or_else(|| {
            let problem = "nothing tells the objects of oneOf apart";
            let remedy = "add a discriminator, or a property that each requires, with an enum of \
                          its own";
            Error::at(document, &format!("{pointer}/oneOf"), problem, remedy)
        })?,
    };
    let mut taken = BTreeSet::new();
    let mut alternatives = Vec::new();
    for (object, values) in objects.iter().zip(values) {
        if let Some(value) = values.iter().find(|value| !taken.insert((*value).clone())) {
            let problem = format!("two alternatives of oneOf have the {tag} {value:?}");
            let remedy = "give each a value of its own";
            return Err(Error::at(document, object.origin(), problem, remedy));
        }
        let name = of_type(name(object));
        let pointer = object.pointer().to_owned();
        alternatives.push(Alternative { name, pointer, values });
    }
    Ok(Tagged { tag, alternatives })
}

/// The property that a discriminator names, and the values for each object: those
/// that its schema lists, those that are mapped to it, or else its name.
fn discriminated(
    discriminator: &Node<'_>,
    objects: &[Schema<'_>],
) -> Result<(String, Vec<BTreeSet<String>>), Error> {
    let tag = discriminator.require("propertyName")?.text()?;
    let mut mapped: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for member in discriminator.members_of("mapping") {
        let (value, target) = member?;
        let pointer = match target.text()?.strip_prefix('#') {
            Some(pointer) => pointer.to_owned(),
            None => format!("{NAMED}{}", target.text()?),
        };
        if !objects.iter().any(|object| object.pointer() == pointer) {
            let problem = format!("the discriminator maps {value} to no alternative");
            return Err(Error::of_node(&target, problem, "add it to oneOf, or leave it out"));
        }
        mapped.entry(pointer).or_default().insert(value.to_owned());
    }
    let mut all = Vec::new();
    for object in objects {
        let has_tag = object.properties().iter().any(|(name, _)| *name == tag);
        if !has_tag || object.required(tag).is_none() {
            let problem = format!("{} does not require the property {tag}", name(object));
            let document = discriminator.document;
            let remedy = "add the property to it, and to its required properties";
            return Err(Error::at(document, object.pointer(), problem, remedy));
        }
        let mut values = listed(object, tag).unwrap_or_default();
        values.extend(mapped.remove(object.pointer()).unwrap_or_default());
        if values.is_empty() {
            values.insert(name(object).to_owned());
        }
        all.push(values);
    }
    Ok((tag.to_owned(), all))
}

/// A property that every object requires, with different listed values in each.
fn constants(objects: &[Schema<'_>]) -> Option<(String, Vec<BTreeSet<String>>)> {
    let lists: Vec<BTreeMap<&str, _>> = objects.iter().map(required_lists).collect();
    objects[0].properties().into_iter().find_map(|(tag, _)| {
        let values: Option<Vec<_>> = lists.iter().map(|of| of.get(tag).cloned()).collect();
        let values = values?;
        let count: usize = values.iter().map(BTreeSet::len).sum();
        let all: BTreeSet<&String> = values.iter().flatten().collect();
        (count == all.len()).then(|| (tag.to_owned(), values))
    })
}

/// The required properties of an object whose schemas list texts.
fn required_lists<'a>(object: &Schema<'a>) -> BTreeMap<&'a str, BTreeSet<String>> {
    let lists = object.parts.iter().filter_map(|part| part.value["required"].as_array());
    let required: BTreeSet<&str> = lists.flatten().filter_map(Value::as_str).collect();
    let properties = object.properties().into_iter().filter(|(name, _)| required.contains(name));
    properties.filter_map(|(name, _)| Some((name, listed(object, name)?))).collect()
}

/// The texts that a property is one of, by the first part that lists any.
fn listed(object: &Schema<'_>, name: &str) -> Option<BTreeSet<String>> {
    object.parts.iter().find_map(|part| listed_in(object, part, name))
}

fn listed_in(object: &Schema<'_>, part: &Node<'_>, name: &str) -> Option<BTreeSet<String>> {
    let schema = part.value.get("properties")?.get(name)?;
    // To compose every property of every object would take long.
    ["enum", "$ref", "allOf", "oneOf"].iter().find_map(|key| schema.get(key))?;
    let pointer = format!("{}/properties/{}", part.pointer, token(name));
    let values = object.below(&pointer).ok()?.get("enum")?.value.as_array()?;
    let values: Option<BTreeSet<String>> =
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    values.filter(|values| !values.is_empty())
}

fn name<'a>(object: &'a Schema<'_>) -> &'a str {
    object.pointer().strip_prefix(NAMED).unwrap_or_default()
}

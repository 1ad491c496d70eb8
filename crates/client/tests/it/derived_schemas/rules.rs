//! The rules that explain the intended differences between a type and its schema.
//!
//! The first rules are those of the tolerant reader, with the names of the table in
//! `crates/codegen/src/tolerant/mod.rs`; the others are limits of generated types and
//! derived schemas. The snapshots list the differences that each rule explains, and
//! `rule_cases.rs` tests every rule.

use serde_json::{Value, json};

use super::difference::Difference;
use super::facts::Facts;

/// The part of the workspace that follows a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// `crates/codegen/src/tolerant`, whose table has the rule in these words.
    TolerantReader,
    /// The generator and the derived schemas, by what they can express.
    Generator,
}

/// An intended difference.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) owner: Owner,
    pub(super) explains: fn(&Difference) -> bool,
}

/// Every rule. No two rules explain the same difference.
pub(crate) const RULES: [Rule; 15] = [
    tolerant("an enumeration of texts becomes open", |it| {
        !has_null(&it.site.document) && opens(it)
    }),
    tolerant("objects that a property tells apart become an open union", |it| {
        let one_side = match it.keyword.as_str() {
            "oneOf" | "discriminator" => it.derived.is_none(),
            "anyOf" => it.document.is_none(),
            _ => false,
        };
        let alternatives = alternatives(&it.site.document, "oneOf");
        let are_equal = alternatives == self::alternatives(&it.site.derived, "anyOf");
        one_side && it.site.read && are_equal && alternatives.is_some()
    }),
    tolerant("such an enumeration with null is open, or null", |it| {
        let null = it.keyword == "nullable"
            && it.site.read
            && texts(&it.site.document).is_some()
            // The reference to the enumeration states it, not its own type.
            && (it.derived.is_none() || it.document.is_none());
        has_null(&it.site.document) && (null || opens(it))
    }),
    tolerant("an enumeration of other values loses its list", |it| {
        let values = it.site.document.get("enum").and_then(Value::as_array);
        let whole = values.is_some_and(|values| values.iter().all(Value::is_i64));
        let others = values.is_some() && texts(&it.site.document).is_none() && it.site.read;
        others
            && match it.keyword.as_str() {
                "enum" => it.derived.is_none(),
                "type" => whole && it.document.is_none() && it.derived == Some(json!("integer")),
                _ => false,
            }
    }),
    tolerant("an optional property accepts null", |it| {
        it.keyword == "nullable"
            && it.document.is_none()
            && it.site.optional
            && it.site.read
            && !(texts(&it.site.document).is_some() && has_null(&it.site.document))
    }),
    tolerant("`writeOnly` properties are not required", |it| {
        let dropped = match it.keyword.as_str() {
            "required" => it.derived == without_write_only(&it.site.document),
            "writeOnly" => it.derived.is_none(),
            "nullable" => {
                it.site.document.get("writeOnly") == Some(&json!(true)) && it.document.is_none()
            }
            _ => false,
        };
        dropped && it.site.read && !it.site.optional
    }),
    tolerant("defaults are dropped", |it| {
        it.keyword == "default" && it.derived.is_none() && it.site.read
    }),
    tolerant("`additionalProperties: false` is dropped", |it| {
        it.keyword == "additionalProperties"
            && it.document == Some(json!(false))
            && it.derived.is_none()
            && it.site.read
    }),
    tolerant("lengths, patterns and bounds are dropped where nothing is sent", |it| {
        BOUNDS.contains(&it.keyword.as_str())
            && it.derived.is_none()
            && it.site.read
            && !it.site.sent
    }),
    // Such a text has a type whose conversion checks the pattern; the derived schema
    // does not state it. `json_validation` compares the values that it accepts.
    generator("the form of a text that is sent is checked by its conversion", |it| {
        ["pattern", "minLength", "maxLength"].contains(&it.keyword.as_str())
            && it.derived.is_none()
            && it.site.sent
            && it.site.document.get("type") == Some(&json!("string"))
    }),
    // No size is documented; an i64 holds every amount in the smallest unit.
    generator("a whole number is an i64", |it| {
        it.keyword == "format"
            && it.document.is_none()
            && it.derived == Some(json!("int64"))
            && it.site.document.get("type") == Some(&json!("integer"))
    }),
    // JSON Schema has no isodate; the type reads both, and writes a date-time.
    generator("an isodate is a date-time", |it| {
        it.keyword == "format"
            && it.document == Some(json!("isodate"))
            && it.derived == Some(json!("date-time"))
    }),
    // Nothing is stated about the values, so whatever they are is kept.
    generator("an object without properties is a map of anything", |it| {
        it.keyword == "additionalProperties"
            && it.document.is_none()
            && it.derived == Some(json!(true))
            && it.site.document.get("type") == Some(&json!("object"))
            && !it.site.document.contains_key("properties")
    }),
    // Examples and extensions are for readers of the document.
    generator("an example is no part of a type", |it| {
        it.keyword == "example" && it.derived.is_none()
    }),
    generator("an extension says nothing about JSON", |it| {
        it.keyword.starts_with("x-") && it.derived.is_none()
    }),
];

/// Keywords that refuse a value for its size or its form.
const BOUNDS: [&str; 13] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

const fn tolerant(id: &'static str, explains: fn(&Difference) -> bool) -> Rule {
    Rule { id, owner: Owner::TolerantReader, explains }
}

const fn generator(id: &'static str, explains: fn(&Difference) -> bool) -> Rule {
    Rule { id, owner: Owner::Generator, explains }
}

/// Returns the ids of all rules that explain a difference; there must be one.
pub(super) fn explanations(difference: &Difference) -> Vec<&'static str> {
    RULES.iter().filter(|rule| (rule.explains)(difference)).map(|rule| rule.id).collect()
}

/// An enumeration of texts that is read becomes any text, and keeps its values
/// as examples.
fn opens(it: &Difference) -> bool {
    let Some(texts) = texts(&it.site.document) else { return false };
    let open = it.site.derived.get("examples") == Some(&texts);
    it.site.read
        && match it.keyword.as_str() {
            "enum" => it.derived.is_none() && open,
            "examples" => it.document.is_none() && it.derived.as_ref() == Some(&texts),
            _ => false,
        }
}

/// The names of the schemas that a list of references refers to.
fn alternatives<'a>(facts: &'a Facts, keyword: &str) -> Option<Vec<&'a str>> {
    let references = facts.get(keyword)?.as_array()?.iter();
    references.map(|reference| reference["$ref"].as_str()?.rsplit('/').next()).collect()
}

/// The required properties without those that are `writeOnly`; None if none is left.
fn without_write_only(facts: &Facts) -> Option<Value> {
    let properties = facts.get("properties")?;
    let mut names = facts.get("required")?.as_array()?.clone();
    names.retain(|name| properties[name.as_str().unwrap_or_default()]["writeOnly"] != true);
    (!names.is_empty()).then(|| json!(names))
}

/// The listed texts, if an enumeration has nothing else but null.
fn texts(facts: &Facts) -> Option<Value> {
    let values = facts.get("enum")?.as_array()?;
    let texts: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    let all = !texts.is_empty() && texts.iter().all(|value| value.is_string());
    all.then(|| json!(texts))
}

/// Whether null is one of the values.
fn has_null(facts: &Facts) -> bool {
    let listed = facts.get("enum").and_then(Value::as_array);
    facts.get("nullable") == Some(&json!(true))
        || listed.is_some_and(|values| values.contains(&Value::Null))
}

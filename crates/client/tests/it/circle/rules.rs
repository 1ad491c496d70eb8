//! The rules that explain why a type differs from its document's schema.
//!
//! The first are those of the tolerant reader, in the words of the table in
//! `crates/codegen/src/tolerant/mod.rs`; the others are about what a generated
//! type can say of itself. Which rule explains which difference is in the
//! snapshots beside this file, and `proofs.rs` shows every rule at work.

use serde_json::{Value, json};

use super::difference::Difference;
use super::facts::Facts;

/// Who keeps a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeper {
    /// `crates/codegen/src/tolerant`, whose table has the rule in these words.
    TolerantReader,
    /// The generator and the derived schemas, by what they can express.
    Generator,
}

/// A difference that is meant.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) keeper: Keeper,
    pub(super) explains: fn(&Difference) -> bool,
}

/// Every rule; two of them never explain the same difference.
pub(crate) const RULES: [Rule; 13] = [
    tolerant("an enumeration of texts becomes open", |it| {
        !has_null(&it.site.document) && opens(it)
    }),
    tolerant("such an enumeration with null is open, or null", |it| {
        let null = it.keyword == "nullable"
            && it.site.read
            && texts(&it.site.document).is_some()
            // It is said where the enumeration is referred to, not in its own type.
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
    // A text with such a form is a type that cannot be made without it; its
    // schema does not say so. The second opinion compares what it decodes.
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
    Rule { id, keeper: Keeper::TolerantReader, explains }
}

const fn generator(id: &'static str, explains: fn(&Difference) -> bool) -> Rule {
    Rule { id, keeper: Keeper::Generator, explains }
}

/// The ids of all rules that explain a difference: one, if all is well.
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

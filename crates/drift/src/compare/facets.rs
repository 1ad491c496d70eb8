//! The rules for one differing fact.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::contract::Facet::{self, *};
use crate::contract::{is_lowered, is_narrowed, is_raised};
use crate::rules::{self as r, Rule};

/// Facts, a test of the values of one in our document and on the page, and the rule for it.
/// The first row whose test holds applies, and of an enumeration every row.
pub(super) type Row = (&'static [Facet], fn(&Value, &Value) -> bool, &'static Rule);

/// The facts of the operation as a whole and of its authentication, as far as their
/// values alone tell the rule.
pub(super) static OPERATION: &[Row] = &[
    (&[Method], is_any, &r::OP_METHOD_CHANGED),
    (&[Deprecated], is_any, &r::OP_DEPRECATION_CHANGED),
    (&[Title, Description], is_any, &r::PROSE_CHANGED),
];

/// The facts of a request. Null in a parameter and unlisted fields in a body concern
/// only callers that send them.
pub(super) static SENT: &[Row] = &[
    (&[Type], is_wider, &r::PARAM_TYPE_WIDENED),
    (&[Type], is_any, &r::PARAM_TYPE_CHANGED),
    (&[Discriminator], is_another_tag, &r::PARAM_TYPE_CHANGED),
    (&[Discriminator], is_any, &r::PARAM_ENUM_VALUE_ADDED),
    (&[Required], is_true, &r::PARAM_BECAME_REQUIRED),
    (&[Required], is_any, &r::PARAM_BECAME_OPTIONAL),
    (&[Format], is_width, &r::PARAM_INT_FORMAT_CHANGED),
    (&[Format], is_other_class, &r::PARAM_FORMAT_CLASS_CHANGED),
    (&[Format], is_any, &r::PARAM_FORMAT_CHANGED),
    (&[Minimum], is_raised, &r::PARAM_MINIMUM_RAISED),
    (&[Minimum], is_any, &r::PARAM_MINIMUM_LOWERED),
    (&[Maximum], is_lowered, &r::PARAM_MAXIMUM_LOWERED),
    (&[Maximum], is_any, &r::PARAM_MAXIMUM_RAISED),
    (&[Length, Size], is_narrowed, &r::PARAM_LENGTH_NARROWED),
    (&[Length, Size], is_any, &r::PARAM_LENGTH_WIDENED),
    (&[Pattern], is_new, &r::PARAM_PATTERN_ADDED),
    (&[Pattern], is_gone, &r::PARAM_PATTERN_REMOVED),
    (&[Pattern], is_any, &r::PARAM_PATTERN_CHANGED),
    (&[Default], is_any, &r::PARAM_DEFAULT_CHANGED),
    (&[Enum], is_new, &r::PARAM_ENUM_INTRODUCED),
    (&[Enum], is_gone, &r::PARAM_ENUM_DROPPED),
    (&[Enum], has_gained, &r::PARAM_ENUM_VALUE_ADDED),
    (&[Enum], has_lost, &r::PARAM_ENUM_VALUE_REMOVED),
    (&[Style], is_any, &r::PARAM_STYLE_CHANGED),
    (&[Explode], is_any, &r::PARAM_EXPLODE_CHANGED),
    (&[Reserved], is_any, &r::PARAM_RESERVED_CHANGED),
    (&[Deprecated], is_any, &r::PARAM_DEPRECATION_CHANGED),
    (&[Media], has_lost_media, &r::MEDIA_TYPE_CHANGED),
    (&[Media], is_any, &r::MEDIA_TYPE_ADDED),
    (&[Description, Title], is_any, &r::PROSE_CHANGED),
];

/// The facts of a response.
pub(super) static RECEIVED: &[Row] = &[
    (&[Type], |from, to| is_wider(to, from), &r::RESP_FIELD_TYPE_NARROWED),
    (&[Type], is_any, &r::RESP_FIELD_TYPE_CHANGED),
    (&[Discriminator], is_another_tag, &r::RESP_FIELD_TYPE_CHANGED),
    (&[Discriminator], is_any, &r::RESP_ENUM_VALUE_ADDED),
    (&[Required], is_true, &r::RESP_FIELD_BECAME_REQUIRED),
    (&[Required], is_any, &r::RESP_FIELD_BECAME_OPTIONAL),
    (&[Format], is_width, &r::RESP_INT_FORMAT_CHANGED),
    (&[Format], is_new, &r::RESP_FORMAT_ADDED),
    (&[Format], is_gone, &r::RESP_FORMAT_REMOVED),
    (&[Format], is_any, &r::RESP_FORMAT_CHANGED),
    (&[Enum], is_new, &r::RESP_ENUM_INTRODUCED),
    (&[Enum], is_gone, &r::RESP_ENUM_DROPPED),
    (&[Enum], has_gained, &r::RESP_ENUM_VALUE_ADDED),
    (&[Enum], has_lost, &r::RESP_ENUM_VALUE_REMOVED),
    (&[Nullable], is_any, &r::RESP_NULLABLE_CHANGED),
    (&[Default], is_any, &r::RESP_DEFAULT_CHANGED),
    (&[Minimum, Maximum, Length, Size, Pattern], is_any, &r::RESP_CONSTRAINT_CHANGED),
    (&[Closed], is_true, &r::RESP_CLOSED),
    (&[Closed], is_any, &r::RESP_OPENED),
    (&[Media], has_lost_media, &r::MEDIA_TYPE_CHANGED),
    (&[Media], is_any, &r::MEDIA_TYPE_ADDED),
    (&[Deprecated], is_any, &r::RESP_DEPRECATION_CHANGED),
    (&[Description, Title], is_any, &r::PROSE_CHANGED),
];

/// Whether every value of the first type is one of the second. A whole number is a number.
pub(super) fn is_wider(from: &Value, to: &Value) -> bool {
    let (Some(from), Some(to)) = (from.as_str(), to.as_str()) else { return false };
    let to: Vec<&str> = to.split('|').collect();
    from.split('|').all(|kind| {
        to.contains(&kind) || to.contains(&"any") || kind == "integer" && to.contains(&"number")
    })
}

/// Returns the set of values as texts, as pages print them.
pub(super) fn spelled(set: &Value) -> BTreeSet<String> {
    let items = set.as_array().into_iter().flatten();
    items.map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
}

fn is_any(_: &Value, _: &Value) -> bool {
    true
}

fn is_true(_: &Value, to: &Value) -> bool {
    *to == true
}

fn is_new(from: &Value, _: &Value) -> bool {
    from.is_null()
}

fn is_gone(from: &Value, to: &Value) -> bool {
    !from.is_null() && to.is_null()
}

fn has_gained(from: &Value, to: &Value) -> bool {
    !from.is_null() && !to.is_null() && !spelled(to).is_subset(&spelled(from))
}

fn has_lost(from: &Value, to: &Value) -> bool {
    has_gained(to, from)
}

fn has_lost_media(from: &Value, to: &Value) -> bool {
    !spelled(from).is_subset(&spelled(to))
}

/// Whether the field that tells the alternatives apart is another one, or an
/// alternative has no tag any more.
fn is_another_tag(from: &Value, to: &Value) -> bool {
    from["property"] != to["property"] || has_lost_media(&from["tags"], &to["tags"])
}

/// Whether a format is the width of a number; all widths are one kind of value.
fn is_width(from: &Value, to: &Value) -> bool {
    let width =
        |format: &Value| matches!(format.as_str(), Some("int32" | "int64" | "float" | "double"));
    width(from) || width(to)
}

fn is_other_class(from: &Value, to: &Value) -> bool {
    matches!((class(from), class(to)), (Some(a), Some(b)) if a != b)
}

/// Returns the kind of value that a format makes of a text.
fn class(format: &Value) -> Option<&'static str> {
    match format.as_str()? {
        "isodate" | "date-time" | "date" | "time" => Some("time"),
        "uuid" => Some("id"),
        "uri" | "url" | "email" | "hostname" | "ipv4" | "ipv6" => Some("address"),
        "byte" | "binary" => Some("bytes"),
        _ => None,
    }
}

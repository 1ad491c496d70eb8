//! The rules for one differing fact.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::bounds::{is_lowered, is_narrowed, is_raised};
use crate::contract::Facet;
use crate::rules::{self, Rule};

/// Returns the rules for the values of a fact in our document and on the page.
pub(super) type FacetRules = fn(Facet, &Value, &Value) -> Vec<&'static Rule>;

/// Returns the rules that a differing fact about the request falls under.
pub(super) fn sent(facet: Facet, ours: &Value, theirs: &Value) -> Vec<&'static Rule> {
    let one = |rule| vec![rule];
    match facet {
        Facet::Type => one(&rules::PARAM_TYPE_CHANGED),
        Facet::Required if *theirs == json!(true) => one(&rules::PARAM_BECAME_REQUIRED),
        Facet::Required => one(&rules::PARAM_BECAME_OPTIONAL),
        Facet::Format => one(format(
            ours,
            theirs,
            [
                &rules::PARAM_INT_FORMAT_CHANGED,
                &rules::PARAM_FORMAT_CLASS_CHANGED,
                &rules::PARAM_FORMAT_CHANGED,
            ],
        )),
        Facet::Minimum if is_raised(ours, theirs) => one(&rules::PARAM_MINIMUM_RAISED),
        Facet::Minimum => one(&rules::PARAM_MINIMUM_LOWERED),
        Facet::Maximum if is_lowered(ours, theirs) => one(&rules::PARAM_MAXIMUM_LOWERED),
        Facet::Maximum => one(&rules::PARAM_MAXIMUM_RAISED),
        Facet::Length | Facet::Size if is_narrowed(ours, theirs) => {
            one(&rules::PARAM_LENGTH_NARROWED)
        }
        Facet::Length | Facet::Size => one(&rules::PARAM_LENGTH_WIDENED),
        Facet::Pattern => one(match (ours.is_null(), theirs.is_null()) {
            (true, _) => &rules::PARAM_PATTERN_ADDED,
            (_, true) => &rules::PARAM_PATTERN_REMOVED,
            _ => &rules::PARAM_PATTERN_CHANGED,
        }),
        Facet::Default => one(&rules::PARAM_DEFAULT_CHANGED),
        Facet::Enum => listed(
            ours,
            theirs,
            [
                &rules::PARAM_ENUM_INTRODUCED,
                &rules::PARAM_ENUM_DROPPED,
                &rules::PARAM_ENUM_VALUE_ADDED,
                &rules::PARAM_ENUM_VALUE_REMOVED,
            ],
        ),
        Facet::Style => one(&rules::PARAM_STYLE_CHANGED),
        Facet::Explode => one(&rules::PARAM_EXPLODE_CHANGED),
        Facet::Deprecated => one(&rules::PARAM_DEPRECATION_CHANGED),
        Facet::Media => media(ours, theirs),
        Facet::Description | Facet::Title => one(&rules::PROSE_CHANGED),
        // Null in a parameter and unlisted fields in a body concern only callers that send
        // them.
        Facet::Nullable | Facet::Closed => Vec::new(),
        Facet::Method
        | Facet::Url
        | Facet::Scopes
        | Facet::Scheme
        | Facet::Carrier
        | Facet::Presence => Vec::new(),
    }
}

/// Returns the rules that a differing fact about a response falls under.
pub(super) fn received(facet: Facet, ours: &Value, theirs: &Value) -> Vec<&'static Rule> {
    let one = |rule| vec![rule];
    match facet {
        Facet::Type => one(&rules::RESP_FIELD_TYPE_CHANGED),
        Facet::Required if *theirs == json!(true) => one(&rules::RESP_FIELD_BECAME_REQUIRED),
        Facet::Required => one(&rules::RESP_FIELD_BECAME_OPTIONAL),
        Facet::Format if is_width(ours) || is_width(theirs) => one(&rules::RESP_INT_FORMAT_CHANGED),
        Facet::Format => one(match (ours.is_null(), theirs.is_null()) {
            (true, _) => &rules::RESP_FORMAT_ADDED,
            (_, true) => &rules::RESP_FORMAT_REMOVED,
            _ => &rules::RESP_FORMAT_CHANGED,
        }),
        Facet::Enum => listed(
            ours,
            theirs,
            [
                &rules::RESP_ENUM_INTRODUCED,
                &rules::RESP_ENUM_DROPPED,
                &rules::RESP_ENUM_VALUE_ADDED,
                &rules::RESP_ENUM_VALUE_REMOVED,
            ],
        ),
        Facet::Nullable => one(&rules::RESP_NULLABLE_CHANGED),
        Facet::Default => one(&rules::RESP_DEFAULT_CHANGED),
        Facet::Minimum | Facet::Maximum | Facet::Length | Facet::Size | Facet::Pattern => {
            one(&rules::RESP_CONSTRAINT_CHANGED)
        }
        Facet::Closed if *theirs == json!(true) => one(&rules::RESP_CLOSED),
        Facet::Closed => one(&rules::RESP_OPENED),
        Facet::Media => media(ours, theirs),
        Facet::Deprecated => one(&rules::RESP_DEPRECATION_CHANGED),
        Facet::Description | Facet::Title => one(&rules::PROSE_CHANGED),
        Facet::Method
        | Facet::Url
        | Facet::Scopes
        | Facet::Scheme
        | Facet::Carrier
        | Facet::Style
        | Facet::Explode
        | Facet::Presence => Vec::new(),
    }
}

/// Whether a format is the width of a number; all widths are one kind of value.
fn is_width(format: &Value) -> bool {
    matches!(format.as_str(), Some("int32" | "int64" | "float" | "double"))
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

fn format(ours: &Value, theirs: &Value, [width, other, same]: [&'static Rule; 3]) -> &'static Rule {
    match (class(ours), class(theirs)) {
        _ if is_width(ours) || is_width(theirs) => width,
        (Some(from), Some(to)) if from != to => other,
        _ => same,
    }
}

/// Returns the set of values as texts, as pages print them.
pub(super) fn spelled(set: &Value) -> BTreeSet<String> {
    let items = set.as_array().into_iter().flatten();
    items.map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
}

fn listed(
    ours: &Value,
    theirs: &Value,
    [introduced, dropped, added, removed]: [&'static Rule; 4],
) -> Vec<&'static Rule> {
    match (ours.is_null(), theirs.is_null()) {
        (true, _) => return vec![introduced],
        (_, true) => return vec![dropped],
        _ => {}
    }
    let (ours, theirs) = (spelled(ours), spelled(theirs));
    let mut rules = Vec::new();
    if !theirs.is_subset(&ours) {
        rules.push(added);
    }
    if !ours.is_subset(&theirs) {
        rules.push(removed);
    }
    rules
}

fn media(ours: &Value, theirs: &Value) -> Vec<&'static Rule> {
    let (ours, theirs) = (spelled(ours), spelled(theirs));
    if ours.is_subset(&theirs) {
        vec![&rules::MEDIA_TYPE_ADDED]
    } else {
        vec![&rules::MEDIA_TYPE_CHANGED]
    }
}

//! The change of the generated API that a changed fact leads to.

use dintero_docs_drift::compare::Entries;
use dintero_docs_drift::contract::{Facet, Location};
use serde_json::Value;

use crate::Step;

/// The change of the generated API that a rule leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiEffect {
    /// None besides the least step of the generated crate.
    Same,
    /// An item changes or disappears.
    Breaks,
    /// A variant joins an enumeration that is `non_exhaustive`.
    Variant,
    /// A field joins a struct; a builder without a required field compiles and fails.
    Field,
    /// The ends of a parameter's range are in the type of a constant; an integer from 0
    /// or from 1 has a type of its own.
    Bound,
    /// The default of an integer parameter is a constant; a field of a body with one is
    /// no `Option`.
    Default,
    /// Some formats have a Rust type of their own.
    Format,
    /// A text with a pattern or a length is a newtype.
    Constraint,
    /// A field that may be absent or null is an `Option`.
    Optional,
}

impl ApiEffect {
    /// `entries` has all facts before and after the change; `is_struct` says whether an
    /// addition joins a schema that lists its fields.
    pub(crate) fn step(self, entries: &Entries, is_struct: bool) -> Step {
        let Entries { document, published } = entries;
        // Null stands for no value. What the published side does not state stays as it was.
        let values = |facet| {
            let [before, after] = [document, published]
                .map(|entry| entry.as_ref().and_then(|entry| entry.fact(facet)?.value()));
            let before = before.unwrap_or(&Value::Null);
            [before, after.unwrap_or(before)]
        };
        // A request body has no constants.
        let entry = document.as_ref().or(published.as_ref());
        let is_in_body = entry.is_some_and(|entry| entry.subject.location == Location::Body);
        let major = |[before, after]: [bool; 2]| {
            if before == after { Step::None } else { Step::Major }
        };
        match self {
            Self::Same => Step::None,
            Self::Breaks => Step::Major,
            Self::Variant => Step::Minor,
            Self::Field if !is_struct || *values(Facet::Required)[1] == true => Step::Major,
            Self::Field => Step::Minor,
            Self::Bound => {
                let (least, greatest) = (values(Facet::Minimum), values(Facet::Maximum));
                let ends = [0, 1].map(|at| [least[at].is_null(), greatest[at].is_null()]);
                let range = match ends {
                    _ if is_in_body => Step::None,
                    [before, after] if before == after => Step::None,
                    [[true, true], _] => Step::Minor,
                    _ => Step::Major,
                };
                let [before, after] = least.map(type_of_least);
                range.max(major([true, before == after]))
            }
            Self::Default if is_in_body => major(values(Facet::Default).map(Value::is_null)),
            Self::Default => match values(Facet::Default).map(Value::is_number) {
                [false, true] => Step::Minor,
                numbers => major(numbers),
            },
            Self::Format => {
                let [before, after] = values(Facet::Format).map(type_of_format);
                major([true, before == after])
            }
            Self::Constraint => {
                let (pattern, length) = (values(Facet::Pattern), values(Facet::Length));
                major([0, 1].map(|at| pattern[at].is_null() && length[at].is_null()))
            }
            Self::Optional => {
                let (required, null) = (values(Facet::Required), values(Facet::Nullable));
                major([0, 1].map(|at| *required[at] == false || *null[at] == true))
            }
        }
    }
}

/// Returns the Rust type of an integer with a least value.
fn type_of_least(least: &Value) -> &str {
    match least.as_u64() {
        Some(0) => "u64",
        Some(1) => "NonZeroU64",
        _ => "i64",
    }
}

/// Returns the Rust type that a format stands for; formats with the type of
/// their schema have an empty one.
fn type_of_format(format: &Value) -> &str {
    match format.as_str().unwrap_or_default() {
        "date-time" | "isodate" => "Timestamp",
        kept @ ("uuid" | "date" | "ip" | "ipv4" | "ipv6" | "float" | "int8" | "int16" | "int32"
        | "uint8" | "uint16" | "uint32" | "uint64") => kept,
        _ => "",
    }
}

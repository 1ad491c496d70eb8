//! Keywords of schemas that narrow what may be sent and that are no facet: they
//! are noted, so that one that comes is not passed over.

use dintero_cards_openapi::Document;
use serde_json::{Value, json};

use super::merged::Merged;
use super::prose::place;
use crate::contract::{Location, Note, NoteKind, Subject};

/// What a keyword says when it says nothing is the second part.
const KEYWORDS: [(&str, Value); 6] = [
    ("multipleOf", Value::Null),
    ("uniqueItems", Value::Bool(false)),
    ("minProperties", Value::Null),
    ("maxProperties", Value::Null),
    ("patternProperties", Value::Null),
    ("not", Value::Null),
];

/// The notes about a schema. What a server sends is not checked by callers.
pub(super) fn notes(document: &Document, subject: &Subject, merged: &Merged<'_>) -> Vec<Note> {
    let mut found = Vec::new();
    if matches!(subject.location, Location::Response | Location::Fault) {
        return found;
    }
    for part in &merged.parts {
        for (keyword, nothing) in KEYWORDS {
            let value = part.node.get(keyword).unwrap_or(&nothing);
            if *value == nothing || *value == json!(0) {
                continue;
            }
            let line = place(document, &format!("{}/{keyword}", part.pointer)).line;
            let label = format!("{keyword} {value}");
            let kind = NoteKind::UnknownConstraint { subject: subject.clone(), label };
            found.push(Note { line, kind });
        }
    }
    found
}

//! Comparison of cards with the documented fields.

use std::collections::BTreeSet;

use chrono::DateTime;
use serde_json::Value;

use crate::facts::{Fact, Facts};

/// Differences between cards and the document.
#[derive(Default)]
pub(crate) struct Differences {
    /// Contradictions of the document: the field and its documented type.
    pub(crate) wrong: BTreeSet<String>,
    pub(crate) null: BTreeSet<String>,
    pub(crate) absent: BTreeSet<String>,
    pub(crate) unlisted_fields: BTreeSet<String>,
    /// Field and value, for values that an enumeration does not list.
    pub(crate) unlisted_values: BTreeSet<String>,
}

impl Differences {
    pub(crate) fn add(&mut self, facts: &Facts, card: &Value) {
        let Some(card) = card.as_object() else {
            self.wrong.insert("a card is not an object".to_owned());
            return;
        };
        for field in &facts.fields {
            match card.get(&field.name) {
                None => _ = self.absent.insert(field.name.clone()),
                Some(Value::Null) => _ = self.null.insert(field.name.clone()),
                Some(value) => self.add_value(field, value),
            }
        }
        let unlisted = |name: &&String| facts.fields.iter().all(|field| field.name != **name);
        self.unlisted_fields.extend(card.keys().filter(unlisted).cloned());
    }

    fn add_value(&mut self, field: &Fact, value: &Value) {
        let (name, expected) = (&field.name, field.text("type"));
        let fits = match expected {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "object" => value.is_object(),
            "array" => value.is_array(),
            "boolean" => value.is_boolean(),
            _ => true,
        };
        if !fits {
            self.wrong.insert(format!("{name} is not of type {expected}"));
            return;
        }
        let Some(text) = value.as_str() else { return };
        let format = field.text("format");
        let is_uuid = || {
            let groups: Vec<_> = text.split('-').map(str::len).collect();
            groups == [8, 4, 4, 4, 12] && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
        };
        if format == "uuid" && !is_uuid() {
            self.wrong.insert(format!("{name} is not a UUID"));
        }
        if format == "date-time" && DateTime::parse_from_rfc3339(text).is_err() {
            self.wrong.insert(format!("{name} is not an RFC 3339 date-time"));
        }
        if field.options().is_some_and(|options| !options.contains(value)) {
            // Values of an enumeration are words of the API, and no data.
            self.unlisted_values.insert(format!("{name} {text}"));
        }
    }
}

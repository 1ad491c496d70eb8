//! Whether a card is what the document says.

use std::collections::BTreeSet;

use chrono::DateTime;
use dintero_cards_openapi::{CARDS, Document};
use serde_json::{Map, Value};

/// The fields of a card in the document.
pub(crate) struct Shape {
    properties: Map<String, Value>,
    document: Option<Document>,
}

/// What was seen beyond the document.
#[derive(Default)]
pub(crate) struct Oddities {
    /// What contradicts the document: the field and what it should be.
    pub(crate) wrong: BTreeSet<String>,
    pub(crate) null: BTreeSet<String>,
    pub(crate) absent: BTreeSet<String>,
    pub(crate) unlisted_fields: BTreeSet<String>,
    /// Field and value, where an enumeration has not the value.
    pub(crate) unlisted_values: BTreeSet<String>,
}

impl Shape {
    pub(crate) fn of_card() -> Self {
        let document = Document::parse(CARDS).ok();
        let properties = document
            .as_ref()
            .and_then(|document| document.root().pointer("/components/schemas/Card/properties"))
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        Self { properties, document }
    }

    /// Notes what is odd about a card.
    pub(crate) fn compare(&self, card: &Value, oddities: &mut Oddities) {
        let Some(card) = card.as_object() else {
            oddities.wrong.insert("a card is no object".to_owned());
            return;
        };
        for (name, schema) in &self.properties {
            match card.get(name) {
                None => _ = oddities.absent.insert(name.clone()),
                Some(Value::Null) => _ = oddities.null.insert(name.clone()),
                Some(value) => self.compare_value(name, value, self.resolved(schema), oddities),
            }
        }
        let unlisted = card.keys().filter(|name| !self.properties.contains_key(*name));
        oddities.unlisted_fields.extend(unlisted.cloned());
    }

    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let pointer = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
        let document = self.document.as_ref();
        let target = pointer.zip(document).and_then(|(to, document)| document.root().pointer(to));
        target.unwrap_or(schema)
    }

    fn compare_value(&self, name: &str, value: &Value, schema: &Value, odd: &mut Oddities) {
        let expected = schema["type"].as_str().unwrap_or("anything");
        let fits = match expected {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "object" => value.is_object(),
            "array" => value.is_array(),
            "boolean" => value.is_boolean(),
            _ => true,
        };
        if !fits {
            odd.wrong.insert(format!("{name} is no {expected}"));
            return;
        }
        let Some(text) = value.as_str() else { return };
        let format = schema["format"].as_str().unwrap_or_default();
        let is_uuid = || {
            let groups: Vec<_> = text.split('-').map(str::len).collect();
            groups == [8, 4, 4, 4, 12] && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
        };
        if format == "uuid" && !is_uuid() {
            odd.wrong.insert(format!("{name} is no UUID"));
        }
        if format == "date-time" && DateTime::parse_from_rfc3339(text).is_err() {
            odd.wrong.insert(format!("{name} is no RFC 3339 date-time"));
        }
        if let Some(options) = schema["enum"].as_array()
            && !options.contains(value)
        {
            // Values of an enumeration are words of the API, and no data.
            odd.unlisted_values.insert(format!("{name} {text}"));
        }
    }
}

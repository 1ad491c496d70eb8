//! Checks values against schemas.

use std::cmp::Ordering;

use http::StatusCode;
use serde_json::{Map, Number, Value};

use super::schema::{Additional, Kind, Schema};

/// Maximum number of options in a message, which is one line: documented lists are shorter.
const LISTED_OPTIONS: usize = 10;
/// Maximum length of a name from a request in a message, in characters: longer than any name
/// of the documents.
const NAME_LENGTH: usize = 60;

/// A violation of a rule of the document: the place and the rule.
///
/// Messages repeat names, shortened, and no values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place} {rule}")]
pub(crate) struct Violation {
    place: String,
    rule: String,
    pub(crate) status: StatusCode,
}

impl Violation {
    pub(crate) fn new(place: &str, rule: impl Into<String>) -> Self {
        Self { place: shortened(place), rule: rule.into(), status: StatusCode::BAD_REQUEST }
    }

    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn rule(&self) -> &str {
        &self.rule
    }

    /// Returns the violation with its place inside another.
    fn under(mut self, parent: &str) -> Self {
        self.place = match self.place.as_str() {
            "" => parent.to_owned(),
            place => format!("{parent}.{place}"),
        };
        self
    }
}

/// Shortens a name and replaces control characters.
pub(super) fn shortened(name: &str) -> String {
    let mut text: String = name
        .chars()
        .take(NAME_LENGTH)
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if name.chars().nth(NAME_LENGTH).is_some() {
        text.push('…');
    }
    text
}

impl Schema {
    /// Checks a value; `place` is the name of the parameter or of the body.
    pub(crate) fn check(&self, place: &str, value: &Value) -> Result<(), Violation> {
        if value.is_null() && self.nullable {
            return Ok(());
        }
        self.check_kind(value)
            .and_then(|()| match value {
                Value::String(text) => self.check_text(text),
                Value::Number(number) => self.check_number(number),
                Value::Array(items) => self.check_items(items),
                Value::Object(map) => self.check_object(map),
                Value::Null | Value::Bool(_) => Ok(()),
            })
            .and_then(|()| self.check_options(value))
            .map_err(|violation| violation.under(place))
    }

    /// Returns a number, or the maximum if the number is above it.
    pub(super) fn capped(&self, number: Number) -> Number {
        match &self.maximum {
            Some(most) if compare(&number, most).is_gt() => most.clone(),
            _ => number,
        }
    }

    fn check_kind(&self, value: &Value) -> Result<(), Violation> {
        let Some(kind) = self.kind else { return Ok(()) };
        let (fits, rule) = match kind {
            Kind::String => (value.is_string(), "must be a text"),
            Kind::Integer => (value.as_number().is_some_and(is_whole), "must be a whole number"),
            Kind::Number => (value.is_number(), "must be a number"),
            Kind::Boolean => (value.is_boolean(), "must be true or false"),
            Kind::Array => (value.is_array(), "must be a list"),
            Kind::Object => (value.is_object(), "must be an object"),
        };
        if fits { Ok(()) } else { here(rule) }
    }

    fn check_text(&self, text: &str) -> Result<(), Violation> {
        within(text.chars().count(), self.min_length, self.max_length, "characters")?;
        if let Some(format) = self.format.filter(|format| !(format.fits)(text)) {
            return here(format.rule);
        }
        match &self.pattern {
            Some(pattern) if pattern.regex.find(text).is_none() => {
                here(format!("must match the pattern {}", pattern.text))
            }
            _ => Ok(()),
        }
    }

    fn check_number(&self, number: &Number) -> Result<(), Violation> {
        match (&self.minimum, &self.maximum) {
            (Some(least), _) if compare(number, least).is_lt() => {
                here(format!("must be at least {least}"))
            }
            (_, Some(most)) if compare(number, most).is_gt() => {
                here(format!("must be at most {most}"))
            }
            _ => Ok(()),
        }
    }

    fn check_items(&self, items: &[Value]) -> Result<(), Violation> {
        within(items.len(), self.min_items, self.max_items, "items")?;
        if let Some(schema) = &self.items {
            for (index, item) in items.iter().enumerate() {
                schema.check(&index.to_string(), item)?;
            }
        }
        Ok(())
    }

    fn check_object(&self, map: &Map<String, Value>) -> Result<(), Violation> {
        let property = |name: &String| self.properties.iter().find(|(given, _)| given == name);
        let is_read_only = |name: &String| property(name).is_some_and(|(_, it)| it.read_only);
        let mut required = self.required.iter().filter(|name| !is_read_only(name));
        if let Some(name) = required.find(|name| !map.contains_key(*name)) {
            return Err(Violation::new(name, "is required"));
        }
        if let Some(name) = map.keys().find(|name| is_read_only(name)) {
            return Err(Violation::new(name, "is read-only and must not be sent"));
        }
        for (name, value) in map {
            let schema = match (property(name), &self.additional) {
                (Some((_, schema)), _) => schema,
                (None, Additional::Matching(schema)) => &**schema,
                (None, Additional::Anything) => continue,
                (None, Additional::Nothing) => return Err(Violation::new(name, "is not known")),
            };
            schema.check(&shortened(name), value)?;
        }
        Ok(())
    }

    fn check_options(&self, value: &Value) -> Result<(), Violation> {
        let Some(options) = &self.options else { return Ok(()) };
        if options.contains(value) {
            return Ok(());
        }
        let mut listed: Vec<String> = options
            .iter()
            .take(LISTED_OPTIONS)
            .map(|option| option.as_str().map_or_else(|| option.to_string(), str::to_owned))
            .collect();
        if options.len() > LISTED_OPTIONS {
            listed.push("…".to_owned());
        }
        here(format!("must be one of {}", listed.join(", ")))
    }
}

/// Checks a length in characters or items.
fn within(
    length: usize,
    least: Option<usize>,
    most: Option<usize>,
    unit: &str,
) -> Result<(), Violation> {
    match (least, most) {
        (Some(least), _) if length < least => here(format!("must have at least {least} {unit}")),
        (_, Some(most)) if length > most => here(format!("must have at most {most} {unit}")),
        _ => Ok(()),
    }
}

fn here(rule: impl Into<String>) -> Result<(), Violation> {
    Err(Violation::new("", rule))
}

/// Compares exactly between integers of 64 bits, and as doubles otherwise.
fn compare(a: &Number, b: &Number) -> Ordering {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
            _ => Ordering::Equal,
        },
    }
}

fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|n| n.fract() == 0.0)
}

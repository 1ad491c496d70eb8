//! Reads and checks the parameters of a request.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dintero_cards_openapi::Location;
use serde_json::{Number, Value};

use super::check::Violation;
use super::encoding;
use super::format::instant;
use super::schema::{Kind, Schema};

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(super) name: String,
    pub(super) location: Location,
    pub(super) required: bool,
    /// Separator between the items of a list; `None` if the name is repeated.
    pub(super) separator: Option<char>,
    pub(super) schema: Schema,
}

/// Exceptions from the rules of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Leniency {
    /// Ignore unknown parameters of the query.
    pub(crate) ignores_unknown: bool,
    /// The query parameter whose value is capped at its maximum.
    pub(crate) caps: Option<&'static str>,
}

/// The values of a request, each checked against its schema, with the
/// document's defaults filled in.
#[derive(Default)]
pub(crate) struct Arguments {
    values: BTreeMap<(Location, String), Value>,
}

/// Reads and checks the values of all parameters.
///
/// The error is the first violation in the order of the document, after
/// malformed encoding and unknown names.
pub(super) fn read(
    parameters: &[Parameter],
    path: &[(String, String)],
    query: &str,
    leniency: Leniency,
) -> Result<Arguments, Violation> {
    let mut segments = BTreeMap::new();
    for (name, segment) in path {
        let segment = encoding::segment(segment).map_err(|rule| Violation::new(name, rule))?;
        segments.insert(name.as_str(), segment);
    }
    let pairs = encoding::pairs(query)?;
    let known =
        |name: &str| parameters.iter().any(|p| p.location == Location::Query && p.name == name);
    if let Some((name, _)) = pairs.iter().find(|(name, _)| !known(name))
        && !leniency.ignores_unknown
    {
        return Err(Violation::new(name, "is not a parameter of this operation"));
    }
    let mut arguments = Arguments::default();
    for parameter in parameters {
        let name = parameter.name.as_str();
        let in_query = parameter.location == Location::Query;
        let texts: Vec<&str> = if in_query {
            let own = pairs.iter().filter(|(key, _)| key == name);
            own.map(|(_, value)| value.as_str()).collect()
        } else {
            segments.get(name).map(String::as_str).into_iter().collect()
        };
        let capped = in_query && leniency.caps == Some(name);
        if let Some(value) = parameter.value(&texts, capped)? {
            arguments.values.insert((parameter.location, name.to_owned()), value);
        }
    }
    Ok(arguments)
}

impl Parameter {
    pub(super) fn value(&self, texts: &[&str], capped: bool) -> Result<Option<Value>, Violation> {
        if texts.is_empty() {
            return match &self.schema.default {
                _ if self.required => Err(Violation::new(&self.name, "is required")),
                default => Ok(default.clone()),
            };
        }
        let item = self.schema.items.as_deref().and_then(|items| items.kind);
        let value = match (self.schema.kind, self.separator, texts) {
            (Some(Kind::Array), None, texts) => {
                texts.iter().map(|text| self.scalar(item, text)).collect::<Result<_, _>>()?
            }
            (Some(Kind::Array), Some(separator), [list]) => list
                .split(separator)
                .map(|text| self.scalar(item, text))
                .collect::<Result<_, _>>()?,
            (kind, _, [text]) => match self.scalar(kind, text)? {
                Value::Number(number) if capped => Value::Number(self.schema.capped(number)),
                value => value,
            },
            _ => return Err(Violation::new(&self.name, "may be given only once")),
        };
        self.schema.check(&self.name, &value)?;
        Ok(Some(value))
    }

    fn scalar(&self, kind: Option<Kind>, text: &str) -> Result<Value, Violation> {
        let (value, rule) = match kind {
            Some(Kind::Integer) => {
                (integer(text).map(Value::Number), "must be a whole number, with digits only")
            }
            Some(Kind::Number) => (number(text).map(Value::Number), "must be a number"),
            Some(Kind::Boolean) => (text.parse().ok().map(Value::Bool), "must be true or false"),
            Some(Kind::String | Kind::Array | Kind::Object) | None => (Some(text.into()), ""),
        };
        value.ok_or_else(|| Violation::new(&self.name, rule))
    }
}

impl Arguments {
    /// Returns the value of a path parameter.
    pub(crate) fn path(&self, name: &str) -> Option<&str> {
        self.values.get(&(Location::Path, name.to_owned()))?.as_str()
    }

    /// Returns the text of a query parameter.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.query(name)?.as_str()
    }

    /// Returns the texts of a query parameter that is a list.
    pub(crate) fn texts(&self, name: &str) -> Option<Vec<&str>> {
        self.query(name)?.as_array().map(|items| items.iter().filter_map(Value::as_str).collect())
    }

    /// Returns the integer of a query parameter. The document sets no bound, so
    /// integers beyond 64 bits are cut to 128 bits, where no amount can be.
    pub(crate) fn integer(&self, name: &str) -> Option<i128> {
        let number = self.query(name)?.as_number()?;
        #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as intended")]
        number.as_i128().or_else(|| number.as_f64().map(|number| number as i128))
    }

    /// Returns the time of a query parameter.
    pub(crate) fn instant(&self, name: &str) -> Option<DateTime<Utc>> {
        instant(self.text(name)?)
    }

    fn query(&self, name: &str) -> Option<&Value> {
        self.values.get(&(Location::Query, name.to_owned()))
    }
}

/// Reads an integer as in JSON: no plus sign, no leading zeros, no fraction.
fn integer(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    if digits.is_empty() || leading_zero || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.parse::<i64>() {
        Ok(number) => Some(number.into()),
        Err(_) => huge(text),
    }
}

/// Reads a number as in JSON.
fn number(text: &str) -> Option<Number> {
    let starts = |c: u8| c == b'-' || c.is_ascii_digit();
    let plain = text.bytes().next().is_some_and(starts) && text.trim_end() == text;
    if !plain {
        return None;
    }
    match serde_json::from_str::<Number>(text) {
        Ok(number) => Some(number),
        // Beyond the range of a double, or not a number.
        Err(_) if text.bytes().all(|byte| byte.is_ascii_digit()) => huge(text),
        Err(_) => None,
    }
}

/// Reads digits beyond 64 bits as the nearest double.
fn huge(digits: &str) -> Option<Number> {
    Number::from_f64(digits.parse::<f64>().ok()?.clamp(f64::MIN, f64::MAX))
}

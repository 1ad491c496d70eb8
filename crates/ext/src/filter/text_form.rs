//! Filters as text: serde with the names of the wire, and query strings.

use std::fmt;
use std::str::FromStr;

use reqwest::Url;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CardFilter, FilterKind};
use crate::{Error, Result};

impl CardFilter {
    /// Returns the filters as a query string, with the names of the wire.
    /// [`FromStr`](#impl-FromStr-for-CardFilter) reads it.
    ///
    /// ```
    /// use dintero_cards::{CardFilter, CardStatus};
    ///
    /// let filter = CardFilter::new().status(CardStatus::Used).amount_balance_within(100..);
    /// let query = filter.to_query();
    /// assert_eq!(query, "status=used&amount_balance.gte=100");
    /// assert!(query.parse::<CardFilter>()? == filter);
    /// # Ok::<(), dintero_cards::Error>(())
    /// ```
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut url = base();
        for (definition, texts) in self.values() {
            let pairs = texts.iter().map(|text| (definition.name, text));
            url.query_pairs_mut().extend_pairs(pairs);
        }
        url.query().unwrap_or_default().to_owned()
    }
}

/// A URL to write and to read a query with.
fn base() -> Url {
    Url::parse("query:").expect("a scheme alone is a URL")
}

/// Reads a query string, with or without `?`, in which every name is that of a filter.
impl FromStr for CardFilter {
    type Err = Error;

    fn from_str(query: &str) -> Result<Self> {
        let mut url = base();
        url.set_query(Some(query.strip_prefix('?').unwrap_or(query)));
        url.query_pairs().try_fold(Self::new(), |filter, (name, value)| filter.set(&name, &value))
    }
}

/// Serializes the filters that are set, with the names of the wire. Amounts are numbers,
/// and currencies and several statuses a list.
impl Serialize for CardFilter {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let values = self.values();
        let mut map = serializer.serialize_map(Some(values.len()))?;
        for (definition, texts) in values {
            let text = texts.concat();
            match (definition.kind, text.parse::<i64>()) {
                (FilterKind::Amount, Ok(number)) => map.serialize_entry(definition.name, &number),
                (FilterKind::Currencies, _) => map.serialize_entry(definition.name, &texts),
                _ if texts.len() > 1 => map.serialize_entry(definition.name, &texts),
                _ => map.serialize_entry(definition.name, &text),
            }?;
        }
        map.end()
    }
}

/// Reads the form that is serialized, and the same values as texts. A name may be
/// repeated, as in a query string; null counts as not set.
impl<'de> Deserialize<'de> for CardFilter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(Filters)
    }
}

/// The value of a filter, in each form that is read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(i64),
    List(Vec<String>),
}

struct Filters;

impl<'de> Visitor<'de> for Filters {
    type Value = CardFilter;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("filters by their names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<CardFilter, A::Error> {
        let mut filter = CardFilter::new();
        while let Some((name, value)) = map.next_entry::<String, Option<Value>>()? {
            let texts = match value {
                None => Vec::new(),
                Some(Value::Text(text)) => vec![text],
                Some(Value::Number(number)) => vec![number.to_string()],
                Some(Value::List(texts)) => texts,
            };
            for text in texts {
                filter = filter.set(&name, &text).map_err(A::Error::custom)?;
            }
        }
        Ok(filter)
    }
}

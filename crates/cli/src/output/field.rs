//! The fields of a card, their values, and the choice of fields.

use std::borrow::Cow;
use std::cmp::Ordering;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use dintero_cards::{Card, Timestamp};
use serde::Serialize;

use super::money;
use crate::zone::Zone;

/// The value of a field; an object is its JSON.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value<'a> {
    Text(Cow<'a, str>),
    /// An amount in the smallest unit, after the currency of the card, which may be empty.
    Amount(&'a str, i64),
    Time(Timestamp),
}

pub(crate) struct Field {
    /// Name in the document.
    pub(crate) name: &'static str,
    value: fn(&Card) -> Option<Value<'_>>,
}

/// The fields of a card in the order of the document; a test compares them.
pub(crate) static FIELDS: &[Field] = &[
    field("card_id", |card| card.card_id.as_deref().map(text)),
    field("amount", |card| amount(card, card.amount)),
    field("currency", |card| card.currency.as_deref().map(text)),
    field("originated_by", |card| card.originated_by.as_deref().map(text)),
    field("customer_id", |card| card.customer_id.as_deref().map(text)),
    field("name", |card| card.name.as_deref().map(text)),
    field("type", |card| card.type_.as_ref().map(|it| text(it.as_str()))),
    field("status", |card| card.status.as_ref().map(|it| text(it.as_str()))),
    field("pin", |card| card.pin.as_ref().map(json)),
    field("id", |card| card.id.map(|it| Value::Text(it.to_string().into()))),
    field("created_at", |card| card.created_at.map(Value::Time)),
    field("created_by", |card| card.created_by.as_deref().map(text)),
    field("metadata", |card| card.metadata.as_ref().map(json)),
    field("amount_balance", |card| amount(card, card.amount_balance)),
    field("amount_available", |card| amount(card, card.amount_available)),
    field("amount_funds", |card| amount(card, card.amount_funds)),
    field("amount_drawdown", |card| amount(card, card.amount_drawdown)),
    field("amount_pending", |card| amount(card, card.amount_pending)),
    field("amount_reserved", |card| amount(card, card.amount_reserved)),
    field("active_from", |card| card.active_from.map(Value::Time)),
    field("expires_at", |card| card.expires_at.map(Value::Time)),
];

impl Field {
    /// Returns a field by its name in the document or above its column.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| [field.name, field.title()].contains(&name))
    }

    /// The name above a column: an amount is one without the word.
    pub(crate) fn title(&self) -> &'static str {
        self.name.trim_start_matches("amount_")
    }

    pub(crate) fn parser() -> impl TypedValueParser<Value = &'static Self> {
        names(&[""]).map(|name| Self::named(&name).expect("the parser knows the names"))
    }

    pub(crate) fn is_amount(&self) -> bool {
        self.name.starts_with("amount")
    }

    pub(crate) fn of<'a>(&self, card: &'a Card) -> Option<Value<'a>> {
        (self.value)(card)
    }

    /// Compares two cards by this field; a card without it comes last.
    pub(crate) fn compare(&self, one: &Card, other: &Card) -> Ordering {
        match (self.of(one), self.of(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }
}

impl Value<'_> {
    /// The value as people read it.
    pub(crate) fn shown(&self, zone: &Zone) -> String {
        match self {
            Self::Text(text) => text.clone().into_owned(),
            Self::Amount(currency, minor) => money(*minor, currency),
            Self::Time(time) => zone.minute(*time),
        }
    }
}

/// The chosen fields, in order.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) chosen: Vec<&'static Field>,
    /// Whether the choice is the one of the format.
    pub(crate) is_default: bool,
}

impl Fields {
    /// Chooses fields: the named ones, or else the default ones, or else all, without some.
    pub(crate) fn new(
        named: Vec<&'static Field>,
        default: Option<&[&str]>,
        without: &[&'static Field],
    ) -> Self {
        let is_default = named.is_empty();
        let mut chosen = match default {
            _ if !is_default => named,
            Some(names) => names.iter().filter_map(|name| Field::named(name)).collect(),
            None => FIELDS.iter().collect(),
        };
        chosen.retain(|field| without.iter().all(|other| other.name != field.name));
        Self { chosen, is_default }
    }

    /// Whether every field of a card is chosen, in order.
    pub(crate) fn is_all(&self) -> bool {
        self.chosen.iter().map(|field| field.name).eq(FIELDS.iter().map(|field| field.name))
    }
}

/// A parser of the names of fields after prefixes; help lists the names without one.
pub(super) fn names(prefixes: &[&str]) -> PossibleValuesParser {
    let values = prefixes.iter().flat_map(|prefix| {
        FIELDS.iter().map(move |field| {
            let [name, title] = [field.name, field.title()].map(|it| format!("{prefix}{it}"));
            PossibleValue::new(name).alias(title).hide(!prefix.is_empty())
        })
    });
    PossibleValuesParser::new(values)
}

const fn field(name: &'static str, value: fn(&Card) -> Option<Value<'_>>) -> Field {
    Field { name, value }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

fn amount(card: &Card, minor: Option<i64>) -> Option<Value<'_>> {
    Some(Value::Amount(card.currency.as_deref().unwrap_or_default(), minor?))
}

fn json<T: Serialize>(value: &T) -> Value<'static> {
    let json = serde_json::to_string(value).expect("the keys of an object are strings");
    Value::Text(json.into())
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document};

    use super::FIELDS;

    #[test]
    fn the_fields_are_those_of_a_card_in_the_order_of_the_document() {
        let document = Document::parse(CARDS).unwrap();
        let card = document.root().pointer("/components/schemas/Card/properties").unwrap();
        let fields: Vec<&String> = card.as_object().unwrap().keys().collect();
        assert_eq!(fields, FIELDS.iter().map(|field| field.name).collect::<Vec<_>>());
    }
}

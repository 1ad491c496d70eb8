//! The fields of a card, their values, and the choice of fields.

use std::borrow::Cow;
use std::cmp::Ordering;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use dintero_cards::{Card, Money, Timestamp};

use crate::zone::Zone;

/// The value of a field.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value<'a> {
    Text(Cow<'a, str>),
    /// An amount in the smallest unit, after the currency of the card.
    Amount(Option<&'a str>, i64),
    Time(Timestamp),
    /// An object, as JSON.
    Object(String),
}

/// A field of a card.
pub(crate) struct Field {
    /// Name in the document.
    pub(crate) name: &'static str,
    value: fn(&Card) -> Option<Value<'_>>,
}

/// Defines the fields: name, field of the type, and how it becomes a value.
macro_rules! fields {
    ($($name:literal: $field:ident $value:expr;)*) => {
        /// The fields of a card in the order of the document; a test compares them.
        pub(crate) static FIELDS: &[Field] = &[$(
            Field {
                name: $name,
                value: |card| card.$field.as_ref().map(|field| apply(card, field, $value)),
            },
        )*];
    };
}

fields! {
    "card_id": card_id |_, it| text(it);
    "amount": amount amount;
    "currency": currency |_, it| text(it);
    "originated_by": originated_by |_, it| text(it);
    "customer_id": customer_id |_, it| text(it);
    "name": name |_, it| text(it);
    "type": type_ |_, it| text(it.as_str());
    "status": status |_, it| text(it.as_str());
    "pin": pin |_, it| object(serde_json::to_string(it));
    "id": id |_, it| Value::Text(it.to_string().into());
    "created_at": created_at |_, it| Value::Time(*it);
    "created_by": created_by |_, it| text(it);
    "metadata": metadata |_, it| object(serde_json::to_string(it));
    "amount_balance": amount_balance amount;
    "amount_available": amount_available amount;
    "amount_funds": amount_funds amount;
    "amount_drawdown": amount_drawdown amount;
    "amount_pending": amount_pending amount;
    "amount_reserved": amount_reserved amount;
    "active_from": active_from |_, it| Value::Time(*it);
    "expires_at": expires_at |_, it| Value::Time(*it);
}

impl Field {
    /// Returns a field by its name in the document or above its column.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| [field.name, field.title()].contains(&name))
    }

    /// The name above a column: an amount is one without the word.
    pub(crate) fn title(&self) -> &'static str {
        self.name.trim_start_matches("amount_")
    }

    /// A parser of the names of fields.
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
            Self::Amount(currency, minor) => money(*minor, currency.unwrap_or_default()),
            Self::Time(time) => zone.minute(*time),
            Self::Object(json) => json.clone(),
        }
    }
}

/// Prints an amount in its currency; in the smallest unit if the currency is unknown.
pub(crate) fn money(minor: i64, currency: &str) -> String {
    match currency.parse() {
        Ok(currency) => Money { minor, currency }.to_string(),
        Err(_) => format!("{minor} {currency}").trim_end().to_owned(),
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
    /// Chooses fields: the named ones, or else the default ones, without some.
    pub(crate) fn new(
        named: Vec<&'static Field>,
        default: &[&str],
        without: &[&'static Field],
    ) -> Self {
        let is_default = named.is_empty();
        let default = default.iter().filter_map(|name| Field::named(name));
        let mut chosen = if is_default { default.collect() } else { named };
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

/// Calls a function whose types follow from the call.
fn apply<'a, T>(
    card: &'a Card,
    field: &'a T,
    value: impl Fn(&'a Card, &'a T) -> Value<'a>,
) -> Value<'a> {
    value(card, field)
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

fn amount<'a>(card: &'a Card, minor: &'a i64) -> Value<'a> {
    Value::Amount(card.currency.as_deref(), *minor)
}

fn object<'a>(json: serde_json::Result<String>) -> Value<'a> {
    Value::Object(json.expect("the keys of an object are strings"))
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

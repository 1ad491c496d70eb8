//! The fields of a card in a file.

use std::collections::HashSet;
use std::fmt;

use chrono::{DateTime, Datelike as _, Utc};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::card::{Card, CardType, Json, NewCard};
use crate::contract::format::{UUID, instant};

/// A card in a file.
#[derive(Default)]
pub(crate) struct FileCard {
    pub(crate) card: NewCard,
    pub(crate) derived: DerivedFields,
}

/// The given fields of a card that follow from its other fields: name and value.
#[derive(Default)]
pub(crate) struct DerivedFields(Vec<(&'static str, String)>);

impl DerivedFields {
    /// Returns the names of those that have other values in a listing.
    pub(crate) fn replaced(&self, card: &Card, now: DateTime<Utc>) -> Vec<&'static str> {
        let differs = |(name, given): &(&'static str, String)| {
            let derived = match *name {
                "status" => card.status(now).to_string(),
                "amount_balance" => card.amount_balance().to_string(),
                _ => card.amount_available().to_string(),
            };
            (*given != derived).then_some(*name)
        };
        self.0.iter().filter_map(differs).collect()
    }
}

impl FileCard {
    /// Sets a field from its JSON. Null is an absent field, and a field that the
    /// document does not have is kept.
    ///
    /// The error is the rule that the value violates.
    pub(super) fn set(&mut self, name: &str, value: Box<RawValue>) -> Result<(), &'static str> {
        let text = || read(&value, "must be a text", |text| Some(Box::<str>::from(text)));
        let amount = || {
            let rule = "must be a whole number, in the smallest unit of the currency";
            read(&value, rule, |text| text.trim().parse().ok())
        };
        let time = || {
            let rule = "must be an ISO 8601 date or date-time, in UTC from year 0000 to 9999";
            let is_short = |time: &DateTime<Utc>| (0..=9999).contains(&time.year());
            read(&value, rule, |text| instant(text.trim()).filter(is_short))
        };
        let mut derive = |name, given: Option<String>| {
            self.derived.0.extend(given.map(|given| (name, given)));
        };
        let card = &mut self.card;
        let rest = &mut card.rest;
        match name {
            "card_id" => rest.card_id = text()?,
            "amount" => card.amount = amount()?,
            "currency" => card.currency = text()?.map(Into::into),
            "originated_by" => rest.originated_by = text()?,
            "customer_id" => rest.customer_id = text()?,
            "name" => rest.name = text()?,
            "type" => {
                let rule = "must be gift_card or credit_note";
                let mut kinds = CardType::ALL.iter().copied();
                let kind = |text: String| kinds.find(|kind| kind.as_str() == text.trim());
                rest.kind = read(&value, rule, kind)?.unwrap_or_default();
            }
            "status" => derive("status", text()?.map(String::from)),
            "pin" => rest.pin = object(value)?,
            "id" => {
                card.id = read(&value, UUID.rule, |text| Uuid::try_parse(text.trim()).ok())?;
            }
            "created_at" => card.created_at = time()?,
            "created_by" => rest.created_by = text()?,
            "metadata" => rest.metadata = object(value)?,
            "amount_balance" => {
                card.balance = amount()?;
                derive("amount_balance", card.balance.map(|amount| amount.to_string()));
            }
            "amount_available" => {
                derive("amount_available", amount()?.map(|amount| amount.to_string()));
            }
            "amount_funds" => card.funds = amount()?,
            "amount_drawdown" => card.drawdown = amount()?,
            "amount_pending" => rest.pending = amount()?.unwrap_or_default(),
            "amount_reserved" => rest.reserved = amount()?.unwrap_or_default(),
            "active_from" => rest.active_from = time()?,
            "expires_at" => rest.expires_at = time()?,
            _ => rest.extra.push((name.into(), readable(value)?)),
        }
        Ok(())
    }
}

// Derived code would read a list as a card, too: its fields in their order.
impl<'de> Deserialize<'de> for FileCard {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CardVisitor)
    }
}

struct CardVisitor;

impl<'de> Visitor<'de> for CardVisitor {
    type Value = FileCard;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a card")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FileCard, A::Error> {
        let (mut card, mut names) = (FileCard::default(), HashSet::new());
        while let Some(name) = map.next_key::<String>()? {
            let set = card.set(&name, map.next_value()?);
            set.map_err(|rule| A::Error::custom(format!("{name} {rule}")))?;
            if let Some(name) = names.replace(name) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
        }
        Ok(card)
    }
}

/// Reads a text, or an integer as a text, since an id that consists of digits
/// easily loses its quotes. Null is `None`; `rule` is the error for every other
/// value.
fn read<T>(
    value: &RawValue,
    rule: &'static str,
    read: impl FnOnce(String) -> Option<T>,
) -> Result<Option<T>, &'static str> {
    let value = value.get();
    let integer = || serde_json::from_str::<i64>(value).ok().map(|number| number.to_string());
    match serde_json::from_str::<Option<String>>(value) {
        Ok(None) => Ok(None),
        Ok(text) => text.and_then(read).map(Some).ok_or(rule),
        Err(_) => integer().and_then(read).map(Some).ok_or(rule),
    }
}

fn object(value: Box<RawValue>) -> Result<Option<Json>, &'static str> {
    match value.get().as_bytes().first() {
        Some(b'n') => Ok(None),
        Some(b'{') => readable(value).map(Some),
        _ => Err("must be an object"),
    }
}

/// Returns JSON that is kept as it is, if readers of a page can read it: a page
/// nests it three levels deeper.
fn readable(value: Box<RawValue>) -> Result<Json, &'static str> {
    let in_page = format!("[[[{}]]]", value.get());
    let rule = "must be JSON with at most 124 levels and with numbers of 64 bits";
    serde_json::from_str::<Value>(&in_page).map(|_| Json(value)).map_err(|_| rule)
}

//! The fields of a card in a file.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::card::{CardType, NewCard, PinFormat};
use crate::contract::format::{Format, instant};

/// A card in a file.
pub(super) struct FileCard(pub(super) NewCard);

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

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FileCard, A::Error> {
        Fields::deserialize(MapAccessDeserializer::new(map)).map(FileCard)
    }
}

/// The fields that are read. The other fields of the document follow from these:
/// `amount_available` from amounts, `status` from amounts and dates.
#[derive(Default, Deserialize)]
#[serde(remote = "NewCard", default, expecting = "a card")]
struct Fields {
    #[serde(deserialize_with = "uuid")]
    id: Option<Uuid>,
    #[serde(deserialize_with = "text")]
    card_id: Option<Box<str>>,
    #[serde(deserialize_with = "amount")]
    amount: Option<i64>,
    #[serde(deserialize_with = "text")]
    currency: Option<Arc<str>>,
    #[serde(deserialize_with = "text")]
    originated_by: Option<Box<str>>,
    #[serde(deserialize_with = "text")]
    customer_id: Option<Box<str>>,
    #[serde(deserialize_with = "text")]
    name: Option<Box<str>>,
    #[serde(rename = "type", deserialize_with = "kind")]
    kind: Option<CardType>,
    #[serde(deserialize_with = "pin")]
    pin: Option<Box<PinFormat>>,
    #[serde(deserialize_with = "time")]
    created_at: Option<DateTime<Utc>>,
    #[serde(deserialize_with = "text")]
    created_by: Option<Box<str>>,
    #[serde(deserialize_with = "metadata")]
    metadata: Option<Box<str>>,
    #[serde(rename = "amount_balance", deserialize_with = "amount")]
    balance: Option<i64>,
    #[serde(rename = "amount_funds", deserialize_with = "amount")]
    funds: Option<i64>,
    #[serde(rename = "amount_drawdown", deserialize_with = "amount")]
    drawdown: Option<i64>,
    #[serde(rename = "amount_pending", deserialize_with = "amount")]
    pending: Option<i64>,
    #[serde(rename = "amount_reserved", deserialize_with = "amount")]
    reserved: Option<i64>,
    #[serde(deserialize_with = "time")]
    active_from: Option<DateTime<Utc>>,
    #[serde(deserialize_with = "time")]
    expires_at: Option<DateTime<Utc>>,
}

/// A value of any type, except null.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Integer(i64),
    Text(String),
    Other(IgnoredAny),
}

/// Reads a text or an integer; `rule` is the error for every other value.
fn value<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    rule: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, D::Error> {
    let value = match Option::<Scalar>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Scalar::Text(text)) => read(&text),
        Some(Scalar::Integer(number)) => read(&number.to_string()),
        Some(Scalar::Other(_)) => None,
    };
    value.map(Some).ok_or_else(|| D::Error::custom(rule))
}

/// Reads a text. An integer is a text too, since an id that consists of digits
/// easily loses its quotes.
fn text<'de, D: Deserializer<'de>, T: for<'a> From<&'a str>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    value(deserializer, "must be a text", |text| Some(text.into()))
}

fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let rule = "must be a whole number, in the smallest unit of the currency";
    value(deserializer, rule, |text| text.trim().parse().ok())
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let rule = "must be an ISO 8601 date or date-time";
    value(deserializer, rule, |text| instant(text.trim()))
}

fn uuid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Uuid>, D::Error> {
    value(deserializer, Format::Uuid.expected(), |text| Uuid::try_parse(text.trim()).ok())
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CardType>, D::Error> {
    let kinds = [CardType::GiftCard, CardType::CreditNote];
    value(deserializer, "must be gift_card or credit_note", |text| {
        kinds.into_iter().find(|kind| kind.as_str() == text.trim())
    })
}

fn metadata<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<str>>, D::Error> {
    match Option::<Box<RawValue>>::deserialize(deserializer)? {
        Some(json) if !json.get().starts_with('{') => Err(D::Error::custom("must be an object")),
        json => Ok(json.map(Into::into)),
    }
}

/// Reads the member `format` of a PIN. Its members that are absent or have
/// another type are 4, empty or false.
fn pin<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<PinFormat>>, D::Error> {
    let Some(value) = Option::<Value>::deserialize(deserializer)? else { return Ok(None) };
    let pin = value.as_object().ok_or_else(|| D::Error::custom("must be an object"))?;
    let Some(format) = pin.get("format").filter(|format| format.is_object()) else {
        return Ok(None);
    };
    let flag = |name| format[name].as_bool().unwrap_or(false);
    let length = format["length"].as_u64().and_then(|length| length.try_into().ok());
    Ok(Some(Box::new(PinFormat {
        length: length.unwrap_or(4),
        prefix: format["prefix"].as_str().unwrap_or_default().to_owned(),
        symbols: flag("symbols"),
        numbers: flag("numbers"),
        characters: flag("characters"),
        barcode: flag("barcode"),
    })))
}

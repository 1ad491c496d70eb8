//! One field of a card, read with good will.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::card::{CardType, NewCard, PinFormat};
use crate::contract::format::{Format, instant};

/// A value as a file has it.
pub(super) enum Written {
    /// Null, or an empty cell.
    Nothing,
    Integer(i64),
    Text(Box<str>),
    /// True, a fraction, a list and the like.
    Other,
}

/// A field of a card that is read. The others of the document follow from these:
/// `amount_available` from the sums, `status` from sums and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    CardId,
    Amount,
    Currency,
    OriginatedBy,
    CustomerId,
    Name,
    Type,
    CreatedAt,
    CreatedBy,
    Balance,
    Funds,
    Drawdown,
    Pending,
    Reserved,
    ActiveFrom,
    ExpiresAt,
    Pin,
    Metadata,
}

const NAMES: [(&str, Field); 19] = [
    ("id", Field::Id),
    ("card_id", Field::CardId),
    ("amount", Field::Amount),
    ("currency", Field::Currency),
    ("originated_by", Field::OriginatedBy),
    ("customer_id", Field::CustomerId),
    ("name", Field::Name),
    ("type", Field::Type),
    ("created_at", Field::CreatedAt),
    ("created_by", Field::CreatedBy),
    ("amount_balance", Field::Balance),
    ("amount_funds", Field::Funds),
    ("amount_drawdown", Field::Drawdown),
    ("amount_pending", Field::Pending),
    ("amount_reserved", Field::Reserved),
    ("active_from", Field::ActiveFrom),
    ("expires_at", Field::ExpiresAt),
    ("pin", Field::Pin),
    ("metadata", Field::Metadata),
];

impl Field {
    /// The field of a name, if it is read.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }

    /// The name in the document.
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }

    /// Whether the value is an object of JSON.
    pub(super) fn is_object(self) -> bool {
        matches!(self, Self::Pin | Self::Metadata)
    }

    /// Puts a value into a card.
    pub(super) fn set(self, card: &mut NewCard, value: Written) -> Result<(), String> {
        let rule = match self {
            Self::Id => id(value).map(|id| card.id = id),
            Self::CardId => text(value).map(|text| card.card_id = text),
            Self::Currency => text(value).map(|text| card.currency = text.map(Arc::from)),
            Self::OriginatedBy => text(value).map(|text| card.originated_by = text),
            Self::CustomerId => text(value).map(|text| card.customer_id = text),
            Self::Name => text(value).map(|text| card.name = text),
            Self::CreatedBy => text(value).map(|text| card.created_by = text),
            Self::Type => kind(value).map(|kind| card.kind = kind),
            Self::Amount => amount(value).map(|amount| card.amount = amount),
            Self::Balance => amount(value).map(|amount| card.balance = amount),
            Self::Funds => amount(value).map(|amount| card.funds = amount),
            Self::Drawdown => amount(value).map(|amount| card.drawdown = amount),
            Self::Pending => amount(value).map(|amount| card.pending = amount),
            Self::Reserved => amount(value).map(|amount| card.reserved = amount),
            Self::CreatedAt => time(value).map(|time| card.created_at = time),
            Self::ActiveFrom => time(value).map(|time| card.active_from = time),
            Self::ExpiresAt => time(value).map(|time| card.expires_at = time),
            Self::Pin | Self::Metadata => match value {
                Written::Nothing => Ok(()),
                Written::Text(text) => return self.set_object(card, &text),
                Written::Integer(_) | Written::Other => Err("must be an object"),
            },
        };
        rule.map_err(|rule| format!("{} {rule}", self.name()))
    }

    /// Puts an object, as JSON, into a card.
    pub(super) fn set_object(self, card: &mut NewCard, json: &str) -> Result<(), String> {
        let refuse = || format!("{} must be an object", self.name());
        match serde_json::from_str::<Value>(json).map_err(|_| refuse())? {
            Value::Null => Ok(()),
            Value::Object(_) if self == Self::Metadata => {
                card.metadata = Some(json.into());
                Ok(())
            }
            Value::Object(pin) => {
                card.pin = pin.get("format").filter(|format| format.is_object()).map(|format| {
                    let flag = |name| format[name].as_bool().unwrap_or(false);
                    let length =
                        format["length"].as_u64().and_then(|length| length.try_into().ok());
                    Box::new(PinFormat {
                        length: length.unwrap_or(4),
                        prefix: format["prefix"].as_str().unwrap_or_default().to_owned(),
                        symbols: flag("symbols"),
                        numbers: flag("numbers"),
                        characters: flag("characters"),
                        barcode: flag("barcode"),
                    })
                });
                Ok(())
            }
            _ => Err(refuse()),
        }
    }
}

type Read<T> = Result<Option<T>, &'static str>;

fn text(value: Written) -> Read<Box<str>> {
    match value {
        Written::Nothing => Ok(None),
        Written::Text(text) => Ok(Some(text)),
        // An id of digits alone easily loses its quotes.
        Written::Integer(number) => Ok(Some(number.to_string().into())),
        Written::Other => Err("must be a text"),
    }
}

fn amount(value: Written) -> Read<i64> {
    let rule = "must be a whole number, in the smallest unit of the currency";
    match value {
        Written::Nothing => Ok(None),
        Written::Integer(number) => Ok(Some(number)),
        Written::Text(text) => text.trim().parse().map(Some).map_err(|_| rule),
        Written::Other => Err(rule),
    }
}

fn time(value: Written) -> Read<DateTime<Utc>> {
    match value {
        Written::Nothing => Ok(None),
        Written::Text(text) => {
            instant(text.trim()).map(Some).ok_or("must be an ISO 8601 date or date-time")
        }
        Written::Integer(_) | Written::Other => Err("must be an ISO 8601 date or date-time"),
    }
}

fn id(value: Written) -> Read<Uuid> {
    match value {
        Written::Nothing => Ok(None),
        Written::Text(text) => {
            Uuid::try_parse(text.trim()).map(Some).map_err(|_| Format::Uuid.expected())
        }
        Written::Integer(_) | Written::Other => Err(Format::Uuid.expected()),
    }
}

fn kind(value: Written) -> Read<CardType> {
    match value {
        Written::Nothing => Ok(None),
        Written::Text(text) => [CardType::GiftCard, CardType::CreditNote]
            .into_iter()
            .find(|kind| kind.as_str() == text.trim())
            .map(Some)
            .ok_or("must be gift_card or credit_note"),
        Written::Integer(_) | Written::Other => Err("must be gift_card or credit_note"),
    }
}

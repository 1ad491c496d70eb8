//! The JSON of a card in a listing.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{Card, CardStatus, CardType, PinFormat};

impl Card {
    /// Returns the JSON of the card at a time, with or without fractions of a
    /// second.
    pub(crate) fn json(&self, now: DateTime<Utc>, whole_seconds: bool) -> CardJson<'_> {
        let time = |time: DateTime<Utc>| {
            let whole = || DateTime::from_timestamp(time.timestamp(), 0);
            Time(whole_seconds.then(whole).flatten().unwrap_or(time))
        };
        CardJson {
            card_id: self.card_id(),
            amount: self.amount,
            currency: &self.currency,
            originated_by: self.originated_by.as_deref(),
            customer_id: self.customer_id(),
            name: self.name.as_deref(),
            kind: self.kind,
            status: self.status(now),
            pin: self.pin.as_deref().map(|format| PinJson { format }),
            id: self.id,
            created_at: time(self.created_at),
            created_by: self.created_by.as_deref(),
            metadata: self.metadata.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            amount_balance: self.amount_balance(),
            amount_available: self.amount_available(),
            amount_funds: self.funds,
            amount_drawdown: self.drawdown,
            amount_pending: self.pending,
            amount_reserved: self.reserved,
            active_from: self.active_from.map(time),
            expires_at: self.expires_at.map(time),
        }
    }
}

/// A card with its derived fields, in the order of the documentation.
#[derive(Serialize)]
pub(crate) struct CardJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    card_id: Option<&'a str>,
    amount: i64,
    currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    originated_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(rename = "type")]
    kind: CardType,
    status: CardStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<PinJson<'a>>,
    id: Uuid,
    created_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a RawValue>,
    amount_balance: i64,
    amount_available: i64,
    amount_funds: i64,
    amount_drawdown: i64,
    amount_pending: i64,
    amount_reserved: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    active_from: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Time>,
}

#[derive(Serialize)]
struct PinJson<'a> {
    format: &'a PinFormat,
}

/// A time as RFC 3339 in UTC; fractions of a second are omitted if they are zero.
struct Time(DateTime<Utc>);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

//! The JSON of a card in a listing.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::Card;

/// A JSON value as its text, which is exact and takes a tenth of the memory of a
/// map.
#[derive(Clone)]
pub(crate) struct Json(pub(crate) Box<RawValue>);

impl Json {
    pub(crate) fn of(value: &impl Serialize) -> Self {
        Self(to_raw_value(value).expect("text keys and plain values make JSON"))
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Eq for Json {}

/// A card with its derived fields at a time.
pub(crate) struct CardJson<'a> {
    pub(crate) card: &'a Card,
    pub(crate) now: DateTime<Utc>,
    /// Whether fractions of a second are omitted, also those that are not zero.
    pub(crate) whole_seconds: bool,
}

/// The fields in the order of the documentation, without those that are absent.
impl Serialize for CardJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let card = self.card;
        let fractions =
            if self.whole_seconds { SecondsFormat::Secs } else { SecondsFormat::AutoSi };
        let text = |time: DateTime<Utc>| time.to_rfc3339_opts(fractions, true);
        let mut output = serializer.serialize_map(None)?;
        let map = &mut output;
        optional(map, "card_id", card.card_id.as_ref())?;
        map.serialize_entry("amount", &card.amount)?;
        map.serialize_entry("currency", &*card.currency)?;
        optional(map, "originated_by", card.originated_by.as_ref())?;
        optional(map, "customer_id", card.customer_id.as_ref())?;
        optional(map, "name", card.name.as_ref())?;
        map.serialize_entry("type", card.kind.as_str())?;
        map.serialize_entry("status", card.status(self.now).as_str())?;
        optional(map, "pin", card.pin.as_ref().map(|pin| &pin.0))?;
        map.serialize_entry("id", &card.id)?;
        map.serialize_entry("created_at", &text(card.created_at))?;
        optional(map, "created_by", card.created_by.as_ref())?;
        optional(map, "metadata", card.metadata.as_ref().map(|metadata| &metadata.0))?;
        map.serialize_entry("amount_balance", &card.amount_balance())?;
        map.serialize_entry("amount_available", &card.amount_available())?;
        map.serialize_entry("amount_funds", &card.funds)?;
        map.serialize_entry("amount_drawdown", &card.drawdown)?;
        map.serialize_entry("amount_pending", &card.pending)?;
        map.serialize_entry("amount_reserved", &card.reserved)?;
        optional(map, "active_from", card.active_from.map(text))?;
        optional(map, "expires_at", card.expires_at.map(text))?;
        for (name, value) in &card.extra {
            map.serialize_entry(name, &value.0)?;
        }
        output.end()
    }
}

fn optional<M: SerializeMap>(
    map: &mut M,
    name: &str,
    value: Option<impl Serialize>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, &value))
}

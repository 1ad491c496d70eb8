//! A card as the sandbox keeps it, and as the listing shows it.
//!
//! The status is not kept: it follows from amounts, dates and the clock. So do
//! the balance and what is available, which follow from the four sums.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use uuid::Uuid;

/// A gift card or a credit note.
///
/// Amounts are in the smallest unit of the card's currency. `Debug` shows no
/// id, no name and no metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    pub(crate) id: Uuid,
    pub(crate) card_id: Option<String>,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) originated_by: Option<String>,
    pub(crate) customer_id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) kind: CardType,
    pub(crate) pin: Option<PinFormat>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) created_by: Option<String>,
    pub(crate) metadata: Option<Map<String, Value>>,
    pub(crate) funds: i64,
    pub(crate) drawdown: i64,
    pub(crate) pending: i64,
    pub(crate) reserved: i64,
    pub(crate) active_from: Option<DateTime<Utc>>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
}

/// Kind of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardType {
    /// Sold or given away.
    GiftCard,
    /// Given instead of money back.
    CreditNote,
}

/// State of a card; see [`Card::status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardStatus {
    /// Its first day has not come.
    Inactive,
    /// Nothing was taken from it.
    Unused,
    /// Something was taken, something is left.
    PartiallyUsed,
    /// Something was taken, nothing is left.
    Used,
    /// Its last moment has passed.
    Expired,
}

/// How the PIN of a card is built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PinFormat {
    /// Number of characters, at least 4.
    pub length: u32,
    /// Text that the PIN begins with.
    pub prefix: String,
    /// Whether symbols are used.
    pub symbols: bool,
    /// Whether digits are used.
    pub numbers: bool,
    /// Whether letters are used.
    pub characters: bool,
    /// Whether the PIN is meant to be shown as a barcode.
    pub barcode: bool,
}

impl CardType {
    /// The name in the document, such as `gift_card`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GiftCard => "gift_card",
            Self::CreditNote => "credit_note",
        }
    }
}

impl CardStatus {
    /// The name in the document, such as `partially_used`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::Unused => "unused",
            Self::PartiallyUsed => "partially_used",
            Self::Used => "used",
            Self::Expired => "expired",
        }
    }
}

impl Card {
    /// Id of the card, and the cursor of a page that ends with it.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The merchant's own id of the card.
    #[must_use]
    pub fn card_id(&self) -> Option<&str> {
        self.card_id.as_deref()
    }

    /// Amount the card was made with.
    #[must_use]
    pub fn amount(&self) -> i64 {
        self.amount
    }

    /// Currency of every amount of the card, ISO 4217.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// The merchant's own id of the customer that holds the card.
    #[must_use]
    pub fn customer_id(&self) -> Option<&str> {
        self.customer_id.as_deref()
    }

    /// Kind of the card.
    #[must_use]
    pub fn card_type(&self) -> CardType {
        self.kind
    }

    /// When the card was made.
    #[must_use]
    pub fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }

    /// Nothing can be taken before this time.
    #[must_use]
    pub fn active_from(&self) -> Option<DateTime<Utc>> {
        self.active_from
    }

    /// Nothing can be taken after this time.
    #[must_use]
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.expires_at
    }

    /// Funds less drawdown.
    #[must_use]
    pub fn amount_balance(&self) -> i64 {
        self.funds.saturating_sub(self.drawdown)
    }

    /// Balance less what is reserved and what is pending.
    #[must_use]
    pub fn amount_available(&self) -> i64 {
        self.amount_balance().saturating_sub(self.reserved).saturating_sub(self.pending)
    }

    /// State of the card at a time. The first that holds:
    ///
    /// 1. `expired` after `expires_at`; at that very moment it is not yet.
    /// 2. `inactive` before `active_from`.
    /// 3. `unused` when nothing was taken.
    /// 4. `used` when the balance is zero or less.
    /// 5. `partially_used`.
    ///
    /// Neither pending nor reserved amounts count as taken.
    #[must_use]
    pub fn status(&self, now: DateTime<Utc>) -> CardStatus {
        if self.expires_at.is_some_and(|end| end < now) {
            CardStatus::Expired
        } else if self.active_from.is_some_and(|start| now < start) {
            CardStatus::Inactive
        } else if self.drawdown <= 0 {
            CardStatus::Unused
        } else if self.amount_balance() <= 0 {
            CardStatus::Used
        } else {
            CardStatus::PartiallyUsed
        }
    }

    /// The card as a listing at that time shows it. Fields that the card does
    /// not have are left out.
    #[must_use]
    pub fn to_json(&self, now: DateTime<Utc>) -> Value {
        serde_json::to_value(self.shown(now)).expect("text keys and plain values make JSON")
    }

    pub(crate) fn shown(&self, now: DateTime<Utc>) -> Shown<'_> {
        Shown {
            card_id: self.card_id(),
            amount: self.amount,
            currency: &self.currency,
            originated_by: self.originated_by.as_deref(),
            customer_id: self.customer_id(),
            name: self.name.as_deref(),
            kind: self.kind,
            status: self.status(now),
            pin: self.pin.as_ref().map(|format| ShownPin { format }),
            id: self.id,
            created_at: Time(self.created_at),
            created_by: self.created_by.as_deref(),
            metadata: self.metadata.as_ref(),
            amount_balance: self.amount_balance(),
            amount_available: self.amount_available(),
            amount_funds: self.funds,
            amount_drawdown: self.drawdown,
            amount_pending: self.pending,
            amount_reserved: self.reserved,
            active_from: self.active_from.map(Time),
            expires_at: self.expires_at.map(Time),
        }
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("type", &self.kind)
            .field("currency", &self.currency)
            .finish_non_exhaustive()
    }
}

/// A card with everything that follows from it, in the order of the page.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
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
    pin: Option<ShownPin<'a>>,
    id: Uuid,
    created_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a Map<String, Value>>,
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
struct ShownPin<'a> {
    format: &'a PinFormat,
}

/// An instant as RFC 3339 in UTC; fractions of a second only where there are any.
struct Time(DateTime<Utc>);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

#[cfg(test)]
mod tests {
    use super::CardStatus;
    use crate::seed::plain;

    #[test]
    fn status_follows_from_amounts_and_dates() {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let before = "2026-03-01T11:59:59.999999999Z".parse().unwrap();
        let after = "2026-03-01T12:00:00.000000001Z".parse().unwrap();
        let mut card = plain(now);
        card.funds = 100;
        assert_eq!(card.status(now), CardStatus::Unused);
        card.pending = 40;
        card.reserved = 60;
        assert_eq!(card.status(now), CardStatus::Unused, "nothing was taken");
        assert_eq!((card.amount_balance(), card.amount_available()), (100, 0));
        card.drawdown = 99;
        assert_eq!(card.status(now), CardStatus::PartiallyUsed);
        card.drawdown = 100;
        assert_eq!(card.status(now), CardStatus::Used);
        card.active_from = Some(now);
        assert_eq!(card.status(now), CardStatus::Used, "active from this very moment");
        card.active_from = Some(after);
        assert_eq!(card.status(now), CardStatus::Inactive);
        card.expires_at = Some(now);
        assert_eq!(card.status(now), CardStatus::Inactive, "good at its last moment");
        card.expires_at = Some(before);
        assert_eq!(card.status(now), CardStatus::Expired, "expiry comes before all");
    }

    #[test]
    fn debug_shows_no_id() {
        let card = plain("2026-03-01T12:00:00Z".parse().unwrap());
        assert_eq!(format!("{card:?}"), r#"Card { type: GiftCard, currency: "NOK", .. }"#);
    }
}

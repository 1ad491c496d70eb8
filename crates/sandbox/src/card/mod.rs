//! A card in the store (here), in a listing (`json`), and as input of a sandbox
//! (`new_card`).
//!
//! The status is not stored: it follows from amounts, dates and the clock. The
//! balance and the available amount follow from the four stored amounts.

mod json;
mod new_card;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::accessors::getters;
use crate::named::named;

pub(crate) use json::{CardJson, Json};
pub use new_card::NewCard;

/// A gift card or a credit note.
///
/// Amounts are in the smallest unit of the card's currency. `Debug` shows no
/// id, no name and no metadata. Cards are created from a [`NewCard`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Card {
    pub(crate) id: Uuid,
    pub(crate) card_id: Option<Box<str>>,
    pub(crate) amount: i64,
    pub(crate) currency: Arc<str>,
    pub(crate) originated_by: Option<Box<str>>,
    pub(crate) customer_id: Option<Box<str>>,
    pub(crate) name: Option<Box<str>>,
    pub(crate) kind: CardType,
    pub(crate) pin: Option<Json>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) created_by: Option<Box<str>>,
    pub(crate) metadata: Option<Json>,
    pub(crate) funds: i64,
    pub(crate) drawdown: i64,
    pub(crate) pending: i64,
    pub(crate) reserved: i64,
    pub(crate) active_from: Option<DateTime<Utc>>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
    /// Fields that the document does not have, in the order of the file.
    pub(crate) extra: Vec<(Box<str>, Json)>,
}

named! {
    /// Type of a card.
    #[derive(Default)]
    CardType {
        /// Sold or given away.
        #[default]
        GiftCard = "gift_card",
        /// Issued instead of a refund in money.
        CreditNote = "credit_note",
    }
}

named! {
    /// Status of a card; see [`Card::status`].
    CardStatus {
        /// `active_from` is in the future.
        Inactive = "inactive",
        /// Nothing has been drawn from it.
        Unused = "unused",
        /// An amount has been drawn, and the balance is positive.
        PartiallyUsed = "partially_used",
        /// An amount has been drawn, and the balance is zero or less.
        Used = "used",
        /// `expires_at` is in the past.
        Expired = "expired",
    }
}

/// Format of the PIN of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PinFormat {
    /// Number of characters, at least 4.
    pub length: u32,
    /// Prefix of the PIN.
    pub prefix: String,
    /// Whether it contains symbols.
    pub symbols: bool,
    /// Whether it contains digits.
    pub numbers: bool,
    /// Whether it contains letters.
    pub characters: bool,
    /// Whether it can be presented as a barcode.
    pub barcode: bool,
}

impl Card {
    getters! {
        /// Returns the id, which is also the cursor of a page that ends with the card.
        fn id(&self) -> Uuid { self.id }

        /// Returns the merchant's own id of the card.
        fn card_id(&self) -> Option<&str> { self.card_id.as_deref() }

        /// Returns the amount that the card was created with.
        fn amount(&self) -> i64 { self.amount }

        /// Returns the currency of every amount of the card, ISO 4217.
        fn currency(&self) -> &str { &self.currency }

        /// Returns the merchant's own id of the customer.
        fn customer_id(&self) -> Option<&str> { self.customer_id.as_deref() }

        /// Returns the type of the card.
        fn card_type(&self) -> CardType { self.kind }

        /// Returns the time of creation.
        fn created_at(&self) -> DateTime<Utc> { self.created_at }

        /// Returns the time before which the card is inactive.
        fn active_from(&self) -> Option<DateTime<Utc>> { self.active_from }

        /// Returns the time after which the card is expired.
        fn expires_at(&self) -> Option<DateTime<Utc>> { self.expires_at }

        /// Returns the sum of all funds.
        fn amount_funds(&self) -> i64 { self.funds }

        /// Returns the sum of all drawdowns.
        fn amount_drawdown(&self) -> i64 { self.drawdown }

        /// Returns the reserved amount.
        fn amount_reserved(&self) -> i64 { self.reserved }

        /// Returns the pending amount.
        fn amount_pending(&self) -> i64 { self.pending }

        /// Returns funds less drawdowns.
        fn amount_balance(&self) -> i64 { self.funds.saturating_sub(self.drawdown) }

        /// Returns the balance less reserved and pending amounts.
        fn amount_available(&self) -> i64 {
            self.amount_balance().saturating_sub(self.reserved).saturating_sub(self.pending)
        }
    }

    /// Returns the status of the card at a time, the first of these that applies:
    ///
    /// 1. `expired` after `expires_at`, but not at that very moment.
    /// 2. `inactive` before `active_from`.
    /// 3. `unused` if nothing has been drawn.
    /// 4. `used` if the balance is zero or less.
    /// 5. `partially_used`.
    ///
    /// Pending and reserved amounts do not count as drawn.
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

    /// Returns the card as in a listing at a time. Absent fields are omitted.
    #[must_use]
    pub fn to_json(&self, now: DateTime<Utc>) -> Value {
        let json = CardJson { card: self, now, whole_seconds: false };
        serde_json::to_value(json).expect("text keys and plain values make JSON")
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{CardStatus, NewCard};

    #[test]
    fn status_follows_from_amounts_and_dates() {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let before = "2026-03-01T11:59:59.999999999Z".parse().unwrap();
        let after = "2026-03-01T12:00:00.000000001Z".parse().unwrap();
        let mut card = NewCard::new().finish(now, Uuid::nil);
        card.funds = 100;
        assert_eq!(card.status(now), CardStatus::Unused);
        card.pending = 40;
        card.reserved = 60;
        assert_eq!(card.status(now), CardStatus::Unused, "nothing has been drawn");
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
        let card = NewCard::new().finish("2026-03-01T12:00:00Z".parse().unwrap(), Uuid::nil);
        assert_eq!(format!("{card:?}"), r#"Card { type: GiftCard, currency: "NOK", .. }"#);
    }
}

//! A card as the sandbox keeps it (here), as a listing shows it (`shown`), and
//! as it is given to the sandbox (`new_card`).
//!
//! The status is not kept: it follows from amounts, dates and the clock. So do
//! the balance and what is available, which follow from the four sums.

mod new_card;
mod shown;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

pub use new_card::NewCard;
pub(crate) use shown::Shown;

/// A gift card or a credit note.
///
/// Amounts are in the smallest unit of the card's currency. `Debug` shows no
/// id, no name and no metadata. Cards are made from a [`NewCard`].
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    pub(crate) id: Uuid,
    pub(crate) card_id: Option<Box<str>>,
    pub(crate) amount: i64,
    pub(crate) currency: Arc<str>,
    pub(crate) originated_by: Option<Box<str>>,
    pub(crate) customer_id: Option<Box<str>>,
    pub(crate) name: Option<Box<str>>,
    pub(crate) kind: CardType,
    pub(crate) pin: Option<Box<PinFormat>>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) created_by: Option<Box<str>>,
    /// A JSON object as text, which takes a tenth of the room of a map.
    pub(crate) metadata: Option<Box<str>>,
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
    /// Every status.
    pub const ALL: [Self; 5] =
        [Self::Inactive, Self::Unused, Self::PartiallyUsed, Self::Used, Self::Expired];

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

    /// Sum of everything put on the card.
    #[must_use]
    pub fn amount_funds(&self) -> i64 {
        self.funds
    }

    /// Sum of everything taken from the card.
    #[must_use]
    pub fn amount_drawdown(&self) -> i64 {
        self.drawdown
    }

    /// Amount held back.
    #[must_use]
    pub fn amount_reserved(&self) -> i64 {
        self.reserved
    }

    /// Amount under way.
    #[must_use]
    pub fn amount_pending(&self) -> i64 {
        self.pending
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
        serde_json::to_value(self.shown(now, false)).expect("text keys and plain values make JSON")
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
        let card = NewCard::new().finish("2026-03-01T12:00:00Z".parse().unwrap(), Uuid::nil);
        assert_eq!(format!("{card:?}"), r#"Card { type: GiftCard, currency: "NOK", .. }"#);
    }
}

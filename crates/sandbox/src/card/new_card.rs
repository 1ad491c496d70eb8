//! A card as input of a sandbox.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Card, CardType, Json, PinFormat};
use crate::accessors::setters;

/// A card to insert into a sandbox. The defaults are a gift card in NOK with the
/// amount 0, created at the time of the sandbox, with an id from the seed.
///
/// Amounts are in the smallest unit of the currency. `Debug` shows no values.
///
/// ```
/// use dintero_cards_sandbox::NewCard;
///
/// let card = NewCard::new().amount(50_000).currency("SEK").customer_id("customer-17");
/// # drop(card);
/// ```
#[derive(Clone, Default, PartialEq)]
#[must_use = "a card does nothing until it is in a sandbox"]
pub struct NewCard {
    pub(crate) id: Option<Uuid>,
    pub(crate) amount: Option<i64>,
    pub(crate) currency: Option<Arc<str>>,
    pub(crate) created_at: Option<DateTime<Utc>>,
    pub(crate) balance: Option<i64>,
    pub(crate) funds: Option<i64>,
    pub(crate) drawdown: Option<i64>,
    /// The fields whose defaults depend on nothing.
    pub(crate) rest: Card,
}

impl NewCard {
    /// Returns a card with defaults only.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the id, which is also the cursor of a page that ends with the card. A
        /// card with the id of another replaces it.
        fn id(mut self, id: Uuid) { self.id = Some(id) }

        /// Sets the merchant's own id of the card.
        fn card_id(mut self, card_id: impl Into<String>) {
            self.rest.card_id = Some(card_id.into().into())
        }

        /// Sets the amount that the card was created with; the default is 0.
        fn amount(mut self, amount: i64) { self.amount = Some(amount) }

        /// Sets the currency of every amount of the card; the default is NOK.
        fn currency(mut self, currency: impl Into<String>) {
            self.currency = Some(currency.into().into())
        }

        /// Sets the origin of the card.
        fn originated_by(mut self, originated_by: impl Into<String>) {
            self.rest.originated_by = Some(originated_by.into().into())
        }

        /// Sets the merchant's own id of the customer.
        fn customer_id(mut self, customer_id: impl Into<String>) {
            self.rest.customer_id = Some(customer_id.into().into())
        }

        /// Sets the display name.
        fn name(mut self, name: impl Into<String>) { self.rest.name = Some(name.into().into()) }

        /// Sets the type of the card; the default is a gift card.
        fn card_type(mut self, kind: CardType) { self.rest.kind = kind }

        /// Sets the format of the PIN.
        fn pin(mut self, format: PinFormat) {
            self.rest.pin = Some(Json::of(&json!({ "format": format })))
        }

        /// Sets the time of creation; the default is the time of the sandbox.
        fn created_at(mut self, created_at: DateTime<Utc>) { self.created_at = Some(created_at) }

        /// Sets the id of the user or client that created the card.
        fn created_by(mut self, created_by: impl Into<String>) {
            self.rest.created_by = Some(created_by.into().into())
        }

        /// Sets the metadata of the merchant.
        fn metadata(mut self, metadata: Map<String, Value>) {
            self.rest.metadata = Some(Json::of(&metadata))
        }

        /// Sets the sum of all funds; the default is the amount of the card.
        fn amount_funds(mut self, amount: i64) { self.funds = Some(amount) }

        /// Sets the sum of all drawdowns; the default is 0.
        fn amount_drawdown(mut self, amount: i64) { self.drawdown = Some(amount) }

        /// Sets the pending amount; the default is 0.
        fn amount_pending(mut self, amount: i64) { self.rest.pending = amount }

        /// Sets the reserved amount; the default is 0.
        fn amount_reserved(mut self, amount: i64) { self.rest.reserved = amount }

        /// Sets the time before which the card is inactive.
        fn active_from(mut self, active_from: DateTime<Utc>) {
            self.rest.active_from = Some(active_from)
        }

        /// Sets the time after which the card is expired.
        fn expires_at(mut self, expires_at: DateTime<Utc>) {
            self.rest.expires_at = Some(expires_at)
        }
    }

    /// Returns the card with its defaults, among them a time and an id.
    pub(crate) fn finish(self, now: DateTime<Utc>, id: impl FnOnce() -> Uuid) -> Card {
        // A balance alone determines the funds or the drawdowns.
        let funds = match (self.funds, self.amount, self.balance, self.drawdown) {
            (Some(funds), ..) => funds,
            (None, Some(amount), Some(balance), None) if balance <= amount => amount,
            (None, _, Some(balance), drawdown) => balance.saturating_add(drawdown.unwrap_or(0)),
            (None, amount, None, _) => amount.unwrap_or(0),
        };
        let drawn = self.balance.map(|balance| funds.saturating_sub(balance));
        Card {
            id: self.id.unwrap_or_else(id),
            amount: self.amount.unwrap_or(funds),
            currency: self.currency.unwrap_or_else(|| "NOK".into()),
            created_at: self.created_at.unwrap_or(now),
            funds,
            drawdown: self.drawdown.or(drawn).unwrap_or(0),
            ..self.rest
        }
    }
}

/// The present state of a card, to insert it again or into another sandbox.
impl From<&Card> for NewCard {
    fn from(card: &Card) -> Self {
        Self {
            id: Some(card.id),
            amount: Some(card.amount),
            currency: Some(Arc::clone(&card.currency)),
            created_at: Some(card.created_at),
            balance: None,
            funds: Some(card.funds),
            drawdown: Some(card.drawdown),
            rest: card.clone(),
        }
    }
}

impl fmt::Debug for NewCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewCard").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::NewCard;

    fn sums(card: NewCard) -> (i64, i64, i64) {
        let card = card.finish(DateTime::<Utc>::UNIX_EPOCH, Uuid::nil);
        (card.amount(), card.amount_funds(), card.amount_drawdown())
    }

    fn balance(balance: i64) -> NewCard {
        NewCard { balance: Some(balance), ..NewCard::new() }
    }

    #[test]
    fn absent_amounts_follow_from_the_others() {
        assert_eq!(sums(NewCard::new()), (0, 0, 0));
        assert_eq!(sums(NewCard::new().amount(5)), (5, 5, 0));
        assert_eq!(sums(NewCard::new().amount(5).amount_drawdown(2)), (5, 5, 2));
        assert_eq!(sums(NewCard::new().amount_funds(7)), (7, 7, 0));
        assert_eq!(sums(balance(3)), (3, 3, 0));
        assert_eq!(sums(balance(3).amount(5)), (5, 5, 2), "two were drawn");
        assert_eq!(sums(balance(9).amount(5)), (5, 9, 0), "four were added");
        assert_eq!(sums(balance(3).amount_drawdown(4)), (7, 7, 4));
        assert_eq!(sums(balance(3).amount_funds(7)), (7, 7, 4));
        assert_eq!(sums(balance(1).amount_funds(7).amount_drawdown(2)), (7, 7, 2));
        assert_eq!(sums(balance(i64::MIN).amount(i64::MAX)), (i64::MAX, i64::MAX, i64::MAX));
    }
}

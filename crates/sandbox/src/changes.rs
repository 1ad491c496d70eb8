//! Changes to the cards of a running sandbox.

use std::sync::{Arc, PoisonError, RwLockWriteGuard};

use chrono::TimeDelta;
use uuid::Uuid;

use crate::card::{Card, NewCard};
use crate::sandbox::Sandbox;
use crate::store::Store;

/// An error when a card is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// No card has this id.
    #[error("no card has this id")]
    UnknownCard,
    /// The amount is negative, or the sum would be beyond 64 bits.
    #[error("the amount is negative or too large")]
    Amount,
    /// The amount is more than the available one.
    #[error("the amount is more than what is available")]
    Insufficient,
}

/// Changes while the sandbox runs. Every later request sees them.
impl Sandbox {
    /// Returns the card with an id.
    #[must_use]
    pub fn card(&self, id: Uuid) -> Option<Arc<Card>> {
        let store = self.app.store.read().unwrap_or_else(PoisonError::into_inner);
        store.get(id).cloned()
    }

    /// Inserts a card, or replaces the one with the same id, and returns it.
    pub fn insert(&self, card: NewCard) -> Arc<Card> {
        let card = self.app.finished(card);
        self.store().put(card)
    }

    /// Changes any part of a card except its id.
    ///
    /// # Errors
    /// [`ChangeError::UnknownCard`].
    pub fn update(
        &self,
        id: Uuid,
        change: impl FnOnce(NewCard) -> NewCard,
    ) -> Result<Arc<Card>, ChangeError> {
        self.change(id, |card| Ok(self.app.finished(change(NewCard::from(&card)).id(id))))
    }

    /// Adds an amount, in the smallest unit, to the funds of a card.
    ///
    /// # Errors
    /// [`ChangeError::UnknownCard`] and [`ChangeError::Amount`].
    pub fn fund(&self, id: Uuid, amount: i64) -> Result<Arc<Card>, ChangeError> {
        self.change(id, |card| Ok(Card { funds: sum(card.funds, amount)?, ..card }))
    }

    /// Draws an amount, in the smallest unit, from the available amount of a card, expired or
    /// not.
    ///
    /// # Errors
    /// Every [`ChangeError`].
    pub fn drawdown(&self, id: Uuid, amount: i64) -> Result<Arc<Card>, ChangeError> {
        let drawdown = |card: &Card| available_sum(card, card.drawdown, amount);
        self.change(id, |card| Ok(Card { drawdown: drawdown(&card)?, ..card }))
    }

    /// Reserves an amount, in the smallest unit, of the available amount of a card.
    ///
    /// # Errors
    /// Every [`ChangeError`].
    pub fn reserve(&self, id: Uuid, amount: i64) -> Result<Arc<Card>, ChangeError> {
        let reserved = |card: &Card| available_sum(card, card.reserved, amount);
        self.change(id, |card| Ok(Card { reserved: reserved(&card)?, ..card }))
    }

    /// Expires a card, a second before the time of the sandbox.
    ///
    /// # Errors
    /// [`ChangeError::UnknownCard`].
    pub fn expire(&self, id: Uuid) -> Result<Arc<Card>, ChangeError> {
        let expires_at = self.clock().now().checked_sub_signed(TimeDelta::seconds(1));
        self.change(id, |card| Ok(Card { expires_at, ..card }))
    }

    /// Removes a card. Its id is no longer a cursor.
    ///
    /// # Errors
    /// [`ChangeError::UnknownCard`].
    pub fn remove(&self, id: Uuid) -> Result<Arc<Card>, ChangeError> {
        self.store().remove(id).ok_or(ChangeError::UnknownCard)
    }

    fn change(
        &self,
        id: Uuid,
        change: impl FnOnce(Card) -> Result<Card, ChangeError>,
    ) -> Result<Arc<Card>, ChangeError> {
        let mut store = self.store();
        let card = store.get(id).ok_or(ChangeError::UnknownCard)?;
        let card = change(Card::clone(card))?;
        Ok(store.put(card))
    }

    fn store(&self) -> RwLockWriteGuard<'_, Store> {
        self.app.store.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn sum(before: i64, amount: i64) -> Result<i64, ChangeError> {
    before.checked_add(amount).filter(|_| amount >= 0).ok_or(ChangeError::Amount)
}

/// Returns a sum with an amount that must be available.
fn available_sum(card: &Card, before: i64, amount: i64) -> Result<i64, ChangeError> {
    let sum = sum(before, amount)?;
    if amount <= card.amount_available() { Ok(sum) } else { Err(ChangeError::Insufficient) }
}

//! The filters of "Get cards".

use std::collections::BTreeSet;
use std::fmt;

use dintero_cards_client::cards::builder::GetCards;

use super::{AmountRange, TimeRange};
use crate::cursor::Fingerprint;
use crate::{CardStatus, CardType, Currency, Error, Result};

/// Which cards to list; a card is listed when it matches every filter given.
///
/// Each method is one parameter of the documentation, or the two that make a
/// range. Giving a filter a second time replaces it, except currencies, which
/// add up. `Debug` shows which filters are set, not what they are set to.
///
/// ```
/// use chrono::NaiveDate;
/// use dintero_cards::{CardFilter, CardStatus, Currency};
///
/// let from = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day of the calendar");
/// let filter = CardFilter::new()
///     .status(CardStatus::PartiallyUsed)
///     .created_at(from..)
///     .amount_balance_within(100..=50_000)
///     .currency("NOK".parse::<Currency>()?);
/// # Ok::<(), dintero_cards::UnknownCurrency>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CardFilter {
    search: Option<String>,
    customer: Option<String>,
    card_type: Option<CardType>,
    status: Option<CardStatus>,
    created_at: TimeRange,
    expires_at: TimeRange,
    amount_balance: Option<i64>,
    amount_balance_within: AmountRange,
    amount_available: Option<i64>,
    amount_available_within: AmountRange,
    currency: BTreeSet<Currency>,
}

impl CardFilter {
    /// No filter: every card of the account.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Text to look for in `card_id`, `customer_id` or the amount (`search`).
    #[must_use]
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.search = Some(text.into());
        self
    }

    /// The `customer_id` of the cards (`customer`).
    #[must_use]
    pub fn customer(mut self, customer_id: impl Into<String>) -> Self {
        self.customer = Some(customer_id.into());
        self
    }

    /// Gift cards or credit notes (`type`).
    #[must_use]
    pub fn card_type(mut self, card_type: CardType) -> Self {
        self.card_type = Some(card_type);
        self
    }

    /// The state of the cards (`status`).
    #[must_use]
    pub fn status(mut self, status: CardStatus) -> Self {
        self.status = Some(status);
        self
    }

    /// When the cards were made (`created_at.gte`, `created_at.lte`).
    #[must_use]
    pub fn created_at(mut self, range: impl Into<TimeRange>) -> Self {
        self.created_at = range.into();
        self
    }

    /// When the cards expire (`expires_at.gte`, `expires_at.lte`).
    #[must_use]
    pub fn expires_at(mut self, range: impl Into<TimeRange>) -> Self {
        self.expires_at = range.into();
        self
    }

    /// The balance itself, in the smallest unit (`amount_balance`).
    #[must_use]
    pub fn amount_balance(mut self, amount: i64) -> Self {
        self.amount_balance = Some(amount);
        self
    }

    /// A range of balances, in the smallest unit (`amount_balance.gte`, `amount_balance.lte`).
    #[must_use]
    pub fn amount_balance_within(mut self, range: impl Into<AmountRange>) -> Self {
        self.amount_balance_within = range.into();
        self
    }

    /// The available amount itself, in the smallest unit (`amount_available`).
    #[must_use]
    pub fn amount_available(mut self, amount: i64) -> Self {
        self.amount_available = Some(amount);
        self
    }

    /// A range of available amounts, in the smallest unit
    /// (`amount_available.gte`, `amount_available.lte`).
    #[must_use]
    pub fn amount_available_within(mut self, range: impl Into<AmountRange>) -> Self {
        self.amount_available_within = range.into();
        self
    }

    /// One more currency that the cards may have (`currency`).
    #[must_use]
    pub fn currency(mut self, currency: Currency) -> Self {
        self.currency.insert(currency);
        self
    }

    /// More currencies that the cards may have (`currency`).
    #[must_use]
    pub fn currencies(mut self, currencies: impl IntoIterator<Item = Currency>) -> Self {
        self.currency.extend(currencies);
        self
    }

    /// Checks the ranges, as is done before anything is sent.
    ///
    /// # Errors
    /// An empty text, a range that ends before it begins, or a year outside 0
    /// to 9999.
    pub fn check(&self) -> Result<()> {
        for (name, text) in [("search", &self.search), ("customer", &self.customer)] {
            if text.as_ref().is_some_and(String::is_empty) {
                return Err(Error::invalid(format!("{name}: an empty text finds nothing")));
            }
        }
        self.created_at.check("created_at")?;
        self.expires_at.check("expires_at")?;
        self.amount_balance_within.check("amount_balance")?;
        self.amount_available_within.check("amount_available")
    }

    /// Puts the filters into a request; what is not set is not sent.
    pub(crate) fn apply<'a>(&self, request: GetCards<'a>) -> GetCards<'a> {
        let mut request = request;
        macro_rules! set {
            ($($parameter:ident: $value:expr),* $(,)?) => {
                $(if let Some(value) = $value { request = request.$parameter(value); })*
            };
        }
        let currency: Vec<String> = self.currency.iter().map(ToString::to_string).collect();
        set! {
            search: self.search.clone(),
            customer: self.customer.clone(),
            type_: self.card_type.clone(),
            status: self.status.clone(),
            created_at_gte: self.created_at.from,
            created_at_lte: self.created_at.to,
            expires_at_gte: self.expires_at.from,
            expires_at_lte: self.expires_at.to,
            amount_balance: self.amount_balance,
            amount_balance_gte: self.amount_balance_within.from,
            amount_balance_lte: self.amount_balance_within.to,
            amount_available: self.amount_available,
            amount_available_gte: self.amount_available_within.from,
            amount_available_lte: self.amount_available_within.to,
            currency: (!currency.is_empty()).then_some(currency),
        }
        request
    }

    /// What the cursors of a listing with these filters are bound to.
    pub(crate) fn fingerprint(&self, account: &str) -> Fingerprint {
        Fingerprint::of(account, self.set())
    }

    /// The filters that are set, by name, and what they are set to.
    fn set(&self) -> impl Iterator<Item = (&'static str, String)> {
        fn text<T: ToString>(value: Option<&T>) -> Option<String> {
            value.map(ToString::to_string)
        }
        let currencies: Vec<&str> = self.currency.iter().map(|currency| currency.code()).collect();
        [
            ("search", self.search.clone()),
            ("customer", self.customer.clone()),
            ("type", text(self.card_type.as_ref())),
            ("status", text(self.status.as_ref())),
            ("created_at from", text(self.created_at.from.as_ref())),
            ("created_at to", text(self.created_at.to.as_ref())),
            ("expires_at from", text(self.expires_at.from.as_ref())),
            ("expires_at to", text(self.expires_at.to.as_ref())),
            ("amount_balance", text(self.amount_balance.as_ref())),
            ("amount_balance from", text(self.amount_balance_within.from.as_ref())),
            ("amount_balance to", text(self.amount_balance_within.to.as_ref())),
            ("amount_available", text(self.amount_available.as_ref())),
            ("amount_available from", text(self.amount_available_within.from.as_ref())),
            ("amount_available to", text(self.amount_available_within.to.as_ref())),
            ("currency", Some(currencies.join(",")).filter(|codes| !codes.is_empty())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}

impl fmt::Debug for CardFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardFilter ")?;
        f.debug_set().entries(self.set().map(|(name, _)| name)).finish()
    }
}

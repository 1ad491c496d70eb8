//! The filters of "Get cards": their table, and a typed method for each.

use std::collections::BTreeSet;
use std::fmt;

use dintero_cards_client::cards::builder::GetCards;

use super::value::FilterValue as _;
use super::{AmountRange, FilterDefinition, FilterKind, TimeEnd, TimeRange};
use crate::cursor::Fingerprint;
use crate::setters::setters;
use crate::{CardStatus, CardType, Currency, Error, Result, Timestamp};

/// Defines the filter from its table. A line of it is: the field and its type; the
/// name of the query parameter; the method of the generated request; the name in
/// the fingerprint, which stored cursors depend on; the kind; the line of help.
macro_rules! filters {
    (
        $(#[$attribute:meta])*
        $($field:ident: $type:ty, $name:literal, $method:ident, $fingerprint:literal,
          $kind:ident, $help:literal;)*
    ) => {
        $(#[$attribute])*
        pub struct CardFilter {
            $(pub(super) $field: $type,)*
        }

        impl CardFilter {
            /// Every documented filter of "Get cards", once.
            pub const DEFINITIONS: &'static [FilterDefinition] = &[$(
                FilterDefinition { name: $name, kind: FilterKind::$kind, help: $help },
            )*];

            /// Sets the filter with this name from text, as [`FilterKind`] describes it.
            ///
            /// A second value replaces the first, except for currencies and statuses, which
            /// add up.
            ///
            /// ```
            /// use dintero_cards::CardFilter;
            ///
            /// let filter = CardFilter::new().set("created_at.gte", "2024-01-31")?;
            /// # Ok::<(), dintero_cards::Error>(())
            /// ```
            ///
            /// # Errors
            /// Returns an error of the kind
            /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if there is no
            /// filter with this name, or if the text cannot be read; its source says why.
            pub fn set(mut self, name: &str, value: &str) -> Result<Self> {
                let read = match name {
                    $($name => self.$field.read(value),)*
                    _ => return Err(Error::invalid("there is no filter with this name")),
                };
                match read {
                    Ok(()) => Ok(self),
                    Err(source) => {
                        let context = format!("{name}: the value cannot be read");
                        Err(Error::invalid(context).with_source(source))
                    }
                }
            }

            /// Adds the filters that are set to a request.
            pub(crate) fn apply<'a>(&self, request: GetCards<'a>) -> GetCards<'a> {
                let mut request = request;
                $(if let Some(value) = self.$field.wire() {
                    request = request.$method(value);
                })*
                request
            }

            /// Returns the filters that are set, with their values as text.
            pub(super) fn values(&self) -> Vec<(&'static FilterDefinition, Vec<String>)> {
                let texts = [$(self.$field.texts()),*];
                let all = Self::DEFINITIONS.iter().zip(texts);
                all.filter(|(_, texts)| !texts.is_empty()).collect()
            }

            /// Returns the filters that are set, by their name in the fingerprint.
            fn entries(&self) -> Vec<(&'static str, String)> {
                [$(($fingerprint, self.$field.fingerprint()),)*]
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value?)))
                    .collect()
            }
        }
    };
}

filters! {
    /// Which cards to list; a card must match every filter that is set.
    ///
    /// Each method sets one documented parameter, or the two bounds of a range.
    /// [`set`](Self::set) sets any of them by its name, from text. `Debug` shows which
    /// filters are set, but not their values. Serde reads and writes the names of the wire,
    /// and [`to_query`](Self::to_query) a query string, so that a handler can offer the
    /// same filters, and a job can store its filter and its cursor.
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
    search: Option<String>, "search", search, "search",
        Text, "Text to look for in card_id, customer_id or amount";
    customer: Option<String>, "customer", customer, "customer",
        CustomerId, "customer_id of the cards";
    card_type: Option<CardType>, "type", type_, "type",
        CardType, "Type of the cards";
    status: BTreeSet<CardStatus>, "status", status, "status",
        CardStatus, "Status of the cards";
    currency: BTreeSet<Currency>, "currency", currency, "currency",
        Currencies, "Currency of the cards, ISO 4217; may be given several times";
    created_at_from: Option<Timestamp>, "created_at.gte", created_at_gte, "created_at from",
        TimeFrom, "Created at or after this time; a day stands for its beginning";
    created_at_to: Option<TimeEnd>, "created_at.lte", created_at_lte, "created_at to",
        TimeTo, "Created at or before this time; a day stands for its end";
    expires_at_from: Option<Timestamp>, "expires_at.gte", expires_at_gte, "expires_at from",
        TimeFrom, "Expiring at or after this time; a day stands for its beginning";
    expires_at_to: Option<TimeEnd>, "expires_at.lte", expires_at_lte, "expires_at to",
        TimeTo, "Expiring at or before this time; a day stands for its end";
    balance: Option<i64>, "amount_balance", amount_balance, "amount_balance",
        Amount, "Exact balance, in the smallest unit: 50000 is 500.00 NOK";
    balance_from: Option<i64>, "amount_balance.gte", amount_balance_gte, "amount_balance from",
        Amount, "Smallest balance, in the smallest unit";
    balance_to: Option<i64>, "amount_balance.lte", amount_balance_lte, "amount_balance to",
        Amount, "Largest balance, in the smallest unit";
    available: Option<i64>, "amount_available", amount_available, "amount_available",
        Amount, "Exact available amount, in the smallest unit";
    available_from: Option<i64>, "amount_available.gte", amount_available_gte,
        "amount_available from",
        Amount, "Smallest available amount, in the smallest unit";
    available_to: Option<i64>, "amount_available.lte", amount_available_lte,
        "amount_available to",
        Amount, "Largest available amount, in the smallest unit";
}

impl CardFilter {
    /// Creates a filter that every card of the account matches.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the text to look for in `card_id`, `customer_id` or the amount (`search`).
        search(text: impl Into<String>) => search = Some(text.into());

        /// Sets the `customer_id` of the cards (`customer`).
        customer(customer_id: impl Into<String>) => customer = Some(customer_id.into());

        /// Sets the type of the cards: gift cards or credit notes (`type`).
        card_type(card_type: CardType) => card_type = Some(card_type);

        /// Sets the status of the cards (`status`).
        status(status: CardStatus) => status = [status].into();

        /// Sets the statuses that the cards may have.
        ///
        /// The documentation has a filter for one status only. With several of them the server
        /// sends the cards of every status, and the client leaves out the others: it costs the
        /// requests of a listing without this filter. It is one listing, though: each card
        /// comes once, which two listings at different times cannot promise.
        statuses(statuses: impl IntoIterator<Item = CardStatus>) =>
            status = statuses.into_iter().collect();

        /// Sets the exact balance, in the smallest unit (`amount_balance`).
        amount_balance(amount: i64) => balance = Some(amount);

        /// Sets the exact available amount, in the smallest unit (`amount_available`).
        amount_available(amount: i64) => available = Some(amount);

        /// Sets when the cards were created (`created_at.gte`, `created_at.lte`).
        created_at(range: impl Into<TimeRange>) =>
            created_at_from, created_at_to = range.into().bounds();

        /// Sets when the cards expire (`expires_at.gte`, `expires_at.lte`).
        expires_at(range: impl Into<TimeRange>) =>
            expires_at_from, expires_at_to = range.into().bounds();

        /// Sets a range of balances, in the smallest unit (`amount_balance.gte`,
        /// `amount_balance.lte`).
        amount_balance_within(range: impl Into<AmountRange>) =>
            balance_from, balance_to = range.into().bounds();

        /// Sets a range of available amounts, in the smallest unit
        /// (`amount_available.gte`, `amount_available.lte`).
        amount_available_within(range: impl Into<AmountRange>) =>
            available_from, available_to = range.into().bounds();
    }

    /// Adds a currency that the cards may have (`currency`).
    #[must_use]
    pub fn currency(mut self, currency: Currency) -> Self {
        self.currency.insert(currency);
        self
    }

    /// Adds currencies that the cards may have (`currency`).
    #[must_use]
    pub fn currencies(mut self, currencies: impl IntoIterator<Item = Currency>) -> Self {
        self.currency.extend(currencies);
        self
    }

    /// Returns what the cursors of a listing with these filters are bound to.
    pub(crate) fn fingerprint(&self, account: &str) -> Fingerprint {
        let mut entries = self.entries();
        // Stored cursors depend on the order of version 0.1.0: currencies last.
        entries.sort_by_key(|(name, _)| *name == "currency");
        Fingerprint::of(account, entries)
    }
}

impl fmt::Debug for CardFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardFilter ")?;
        f.debug_set().entries(self.entries().iter().map(|(name, _)| name)).finish()
    }
}

//! The filter of a listing.

use chrono::{DateTime, Utc};

use crate::contract::Arguments;
use crate::store::{Entry, Place, Store};
use crate::switches::Bounds;

/// The filter of a listing. All conditions must hold; an absent one holds for
/// every card.
///
/// A range that ends before it begins is legal and holds for no card.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// A part of `card_id` or `customer_id` in any case, or exactly `amount`; in
    /// lower case.
    pub(super) search: Option<String>,
    pub(super) created_at: Span<DateTime<Utc>>,
    /// A card without `expires_at` is in no span that has a bound.
    pub(super) expires_at: Span<DateTime<Utc>>,
    pub(super) kind: Option<String>,
    pub(super) status: Option<String>,
    pub(super) balance: Amounts,
    pub(super) available: Amounts,
    /// Any of these, exactly.
    pub(super) currency: Option<Vec<String>>,
    /// Exactly `customer_id`.
    pub(super) customer: Option<String>,
    pub(super) bounds: Bounds,
}

/// A range with optional bounds.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Span<T> {
    pub(super) from: Option<T>,
    pub(super) to: Option<T>,
}

/// An exact amount and a range, which must both hold.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    pub(super) exact: Option<i128>,
    pub(super) span: Span<i128>,
}

impl Filter {
    pub(super) fn read(arguments: &Arguments, bounds: Bounds) -> Self {
        let text = |name| arguments.text(name).map(str::to_owned);
        let instant = |name: &str| arguments.instant(name);
        let integer = |name: &str| arguments.integer(name);
        let currencies = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
        Self {
            search: text("search").map(|search| search.to_lowercase()),
            created_at: Span::read("created_at", instant),
            expires_at: Span::read("expires_at", instant),
            kind: text("type"),
            status: text("status"),
            balance: Amounts::read("amount_balance", integer),
            available: Amounts::read("amount_available", integer),
            currency: arguments.texts("currency").map(currencies),
            customer: text("customer"),
            bounds,
        }
    }

    /// Returns the matching entries behind a place at a time, in order.
    pub(super) fn entries<'a>(
        &'a self,
        store: &'a Store,
        after: Option<Place>,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = (&'a Place, &'a Entry)> {
        let range = store.range(after, self.created_at.from, self.created_at.to);
        range.filter(move |(_, entry)| self.holds(entry, now))
    }

    fn holds(&self, entry: &Entry, now: DateTime<Utc>) -> bool {
        let card = &entry.card;
        let is = |wanted: &Option<String>, given: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == given)
        };
        self.created_at.holds(Some(card.created_at()), self.bounds)
            && self.expires_at.holds(card.expires_at(), self.bounds)
            && self.balance.hold(card.amount_balance(), self.bounds)
            && self.available.hold(card.amount_available(), self.bounds)
            && is(&self.kind, Some(card.card_type().as_str()))
            && is(&self.customer, card.customer_id())
            && self.currency.as_ref().is_none_or(|any| any.iter().any(|c| c == card.currency()))
            && is(&self.status, Some(card.status(now).as_str()))
            && self
                .search
                .as_deref()
                .is_none_or(|text| entry.id_contains(text) || card.amount().to_string() == text)
    }
}

impl<T: Copy + PartialOrd> Span<T> {
    /// Reads the span from `name.gte` to `name.lte`.
    fn read(name: &str, end: impl Fn(&str) -> Option<T>) -> Self {
        Self { from: end(&format!("{name}.gte")), to: end(&format!("{name}.lte")) }
    }

    fn holds(&self, value: Option<T>, bounds: Bounds) -> bool {
        let in_order = |less: T, more: T| match bounds {
            Bounds::Inclusive => less <= more,
            Bounds::Exclusive => less < more,
        };
        let from = self.from.is_none_or(|from| value.is_some_and(|value| in_order(from, value)));
        let to = self.to.is_none_or(|to| value.is_some_and(|value| in_order(value, to)));
        from && to
    }
}

impl Amounts {
    fn read(name: &str, integer: impl Fn(&str) -> Option<i128>) -> Self {
        Self { exact: integer(name), span: Span::read(name, integer) }
    }

    fn hold(&self, amount: i64, bounds: Bounds) -> bool {
        let amount = i128::from(amount);
        self.exact.is_none_or(|exact| exact == amount) && self.span.holds(Some(amount), bounds)
    }
}

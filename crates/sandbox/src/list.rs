//! Which cards a listing shows: filters and pages, without any input or output.
//!
//! Queries hold ids and cursors, so they have no `Debug`.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::card::Card;
use crate::contract::Arguments;
use crate::faults;
use crate::store::{Place, Store};

/// Size of a page where the document gives neither a parameter nor a default.
const PAGE_SIZE: usize = 10;

/// A listing as it was asked for.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    limit: usize,
    starting_after: Option<String>,
    filter: Filter,
}

/// What a card must be to be listed. All of it must hold; what is absent holds.
///
/// Bounds are inclusive. A range whose ends are the wrong way round is legal
/// and holds for no card.
#[derive(Clone, Default, PartialEq, Eq)]
struct Filter {
    /// Part of `card_id` or `customer_id` in any case, or `amount` to the digit.
    search: Option<String>,
    created_at: Span<DateTime<Utc>>,
    /// A card without expiry is in no span, but for the one without ends.
    expires_at: Span<DateTime<Utc>>,
    kind: Option<String>,
    status: Option<String>,
    balance: Amounts,
    available: Amounts,
    /// Any one of these, letter by letter.
    currency: Option<Vec<String>>,
    /// `customer_id` to the letter.
    customer: Option<String>,
}

/// From and to, both included.
#[derive(Clone, Default, PartialEq, Eq)]
struct Span<T> {
    from: Option<T>,
    to: Option<T>,
}

/// An amount itself and a range, which must both hold.
#[derive(Clone, Default, PartialEq, Eq)]
struct Amounts {
    exact: Option<i128>,
    span: Span<i128>,
}

/// Some cards in a row, and the cursor when more follow.
pub(crate) struct Page {
    pub(crate) cards: Vec<Arc<Card>>,
    /// The cursor of the next page; absent on the last one.
    pub(crate) starting_after: Option<String>,
}

/// The cursor is not the id of a card.
pub(crate) struct UnknownCursor;

/// The page of a listing at a time.
pub(crate) fn select(
    store: &Store,
    query: &Query,
    now: DateTime<Utc>,
) -> Result<Page, UnknownCursor> {
    let place = match &query.starting_after {
        None => None,
        Some(cursor) => place(store, cursor).ok_or(UnknownCursor)?,
    };
    let mut matching = store.behind(place).filter(|card| query.filter.holds(card, now));
    let cards: Vec<_> = matching.by_ref().take(query.limit).cloned().collect();
    let more = matching.next().is_some();
    let starting_after = cards.last().filter(|_| more).map(|card| card.id().to_string());
    Ok(Page { cards, starting_after })
}

/// The number of the page that a query asks for, from 1: that of the page whose
/// cards come next, plus the empty pages that were given in front of it.
pub(crate) fn number(store: &Store, query: &Query, now: DateTime<Utc>) -> Option<u64> {
    let Some(cursor) = &query.starting_after else { return Some(1) };
    let before = match place(store, cursor)? {
        None => 0,
        Some(place) => store.up_to(place).filter(|card| query.filter.holds(card, now)).count(),
    };
    let full = u64::try_from(before.div_ceil(query.limit.max(1))).ok()?;
    Some(full.saturating_add(1).saturating_add(faults::split(cursor).1))
}

/// The place that a cursor leads behind; the inner `None` is the start.
///
/// The id of a card is one, but only in the form that a page gives out, not in
/// the others that a UUID may have. An empty page gives another name for the
/// place that it was asked for with.
#[expect(clippy::option_option, reason = "no such place, the start, or a card")]
fn place(store: &Store, cursor: &str) -> Option<Option<Place>> {
    let (name, empty_pages) = faults::split(cursor);
    if name == faults::START && empty_pages > 0 {
        return Some(None);
    }
    let id = Uuid::try_parse(name).ok().filter(|id| id.to_string() == name)?;
    store.place(id).map(Some)
}

impl Query {
    /// The same listing from its beginning.
    pub(crate) fn first_page(&self) -> Self {
        Self { starting_after: None, ..self.clone() }
    }

    /// The cursor that was given.
    pub(crate) fn cursor(&self) -> Option<&str> {
        self.starting_after.as_deref()
    }

    /// The listing that checked arguments ask for.
    pub(crate) fn read(arguments: &Arguments) -> Self {
        let text = |name| arguments.text(name).map(str::to_owned);
        let instant = |name: &str| arguments.instant(name);
        let integer = |name: &str| arguments.integer(name);
        let limit = arguments.integer("limit").map_or(Ok(PAGE_SIZE), usize::try_from);
        Self {
            limit: limit.unwrap_or(usize::MAX),
            starting_after: text("starting_after"),
            filter: Filter {
                search: text("search").map(|search| search.to_lowercase()),
                created_at: Span::read("created_at", instant),
                expires_at: Span::read("expires_at", instant),
                kind: text("type"),
                status: text("status"),
                balance: Amounts::read("amount_balance", integer),
                available: Amounts::read("amount_available", integer),
                currency: arguments
                    .texts("currency")
                    .map(|list| list.into_iter().map(str::to_owned).collect()),
                customer: text("customer"),
            },
        }
    }
}

impl Filter {
    fn holds(&self, card: &Card, now: DateTime<Utc>) -> bool {
        let is = |wanted: &Option<String>, given: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == given)
        };
        self.created_at.holds(Some(card.created_at()))
            && self.expires_at.holds(card.expires_at())
            && self.balance.hold(card.amount_balance())
            && self.available.hold(card.amount_available())
            && is(&self.kind, Some(card.card_type().as_str()))
            && is(&self.customer, card.customer_id())
            && self.currency.as_ref().is_none_or(|any| any.iter().any(|c| c == card.currency()))
            && is(&self.status, Some(card.status(now).as_str()))
            && self.search.as_deref().is_none_or(|text| finds(text, card))
    }
}

/// Whether a text, in lower case, is found in a card.
fn finds(text: &str, card: &Card) -> bool {
    let inside = |id: Option<&str>| id.is_some_and(|id| id.to_lowercase().contains(text));
    inside(card.card_id()) || inside(card.customer_id()) || card.amount().to_string() == text
}

impl<T: Copy + PartialOrd> Span<T> {
    /// The span between `name.gte` and `name.lte`.
    fn read(name: &str, end: impl Fn(&str) -> Option<T>) -> Self {
        Self { from: end(&format!("{name}.gte")), to: end(&format!("{name}.lte")) }
    }

    fn holds(&self, value: Option<T>) -> bool {
        let from = self.from.is_none_or(|from| value.is_some_and(|value| from <= value));
        let to = self.to.is_none_or(|to| value.is_some_and(|value| value <= to));
        from && to
    }
}

impl Amounts {
    fn read(name: &str, integer: impl Fn(&str) -> Option<i128>) -> Self {
        Self { exact: integer(name), span: Span::read(name, integer) }
    }

    fn hold(&self, amount: i64) -> bool {
        let amount = i128::from(amount);
        self.exact.is_none_or(|exact| exact == amount) && self.span.holds(Some(amount))
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document};
    use http::HeaderMap;

    use super::Query;
    use crate::contract::{Contract, Task};

    #[test]
    fn no_documented_parameter_is_without_effect() {
        let document = Document::parse(CARDS).unwrap();
        let contract = Contract::compile(&[&document]).unwrap();
        let operation = contract.operation(Task::ListCards).unwrap();
        let path = [("aid".to_owned(), "T12345678".to_owned())];
        let read = |query: &str| {
            let arguments = operation.arguments(&path, query, &HeaderMap::new());
            arguments.ok().map(|arguments| Query::read(&arguments))
        };
        let nothing = read("").unwrap_or_default();
        let (_, list) =
            document.resolve("/paths/~1accounts~1{aid}~1wallets~1cards/get/parameters").unwrap();
        let names = list.as_array().unwrap().iter().filter(|node| node["in"] == "query");
        let names: Vec<_> = names.map(|node| node["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), 17);
        for name in names {
            let samples = ["1", "2026-01-01", "gift_card", "unused"];
            let asked = samples.iter().find_map(|sample| read(&format!("{name}={sample}")));
            let Some(asked) = asked else { panic!("{name} takes none of the samples") };
            assert!(asked != nothing, "{name} has no effect");
        }
    }
}

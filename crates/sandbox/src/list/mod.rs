//! Which cards a listing shows: filters and pages, without any input or output.
//!
//! Queries hold ids and cursors, so they have no `Debug`.

mod filter;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

pub(crate) use self::filter::{Amounts, Filter, Span};
use crate::card::Card;
use crate::contract::Arguments;
use crate::faults;
use crate::store::{Place, Probe, Store};
use crate::switches::{Bounds, CountHeaders, LastPage, Switches};

/// Size of a page where the document gives neither a parameter nor a default.
const PAGE_SIZE: usize = 10;

/// A listing as it was asked for.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    limit: usize,
    starting_after: Option<String>,
    filter: Filter,
}

/// Some cards in a row, and the cursor when more follow.
pub(crate) struct Page {
    pub(crate) cards: Vec<Arc<Card>>,
    /// The cursor of the next page; absent on the last one.
    pub(crate) starting_after: Option<String>,
    /// Number of cards that match and of pages that they fill, where the
    /// switches ask for them.
    pub(crate) counts: Option<(usize, usize)>,
}

/// The cursor is not the id of a card.
pub(crate) struct UnknownCursor;

/// The page of a listing at a time.
pub(crate) fn select(
    store: &Store,
    query: &Query,
    now: DateTime<Utc>,
    switches: &Switches,
) -> Result<Page, UnknownCursor> {
    let place = match &query.starting_after {
        None => None,
        Some(cursor) => place(store, cursor).ok_or(UnknownCursor)?,
    };
    let probe = Probe::new(store, &query.filter, now);
    let mut cards = Vec::new();
    let mut more = false;
    store.visit(place, &probe, |card| {
        more = cards.len() == query.limit;
        if !more {
            cards.push(Arc::clone(card));
        }
        !more
    });
    let leads_on = more || switches.last_page == LastPage::EmptyPage;
    let starting_after = cards.last().filter(|_| leads_on).map(|card| card.id().to_string());
    let counts = (switches.count_headers == CountHeaders::Present).then(|| {
        let all = store.count(&probe);
        (all, all.div_ceil(query.limit.max(1)))
    });
    Ok(Page { cards, starting_after, counts })
}

/// The number of the page that a query asks for, from 1: that of the page whose
/// cards come next, plus the empty pages that were given in front of it.
pub(crate) fn number(store: &Store, query: &Query, now: DateTime<Utc>) -> Option<u64> {
    let Some(cursor) = &query.starting_after else { return Some(1) };
    let mut before = 0_usize;
    if let Some(end) = place(store, cursor)? {
        store.visit(None, &Probe::new(store, &query.filter, now), |card| {
            let counts = store.place_of(card) <= end;
            before += usize::from(counts);
            counts
        });
    }
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
    pub(crate) fn read(arguments: &Arguments, bounds: Bounds) -> Self {
        let limit = arguments.integer("limit").map_or(Ok(PAGE_SIZE), usize::try_from);
        Self {
            limit: limit.unwrap_or(usize::MAX),
            starting_after: arguments.text("starting_after").map(str::to_owned),
            filter: Filter::read(arguments, bounds),
        }
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document};
    use http::HeaderMap;

    use super::Query;
    use crate::contract::{Contract, Leniency, Task};
    use crate::switches::Bounds;

    #[test]
    fn no_documented_parameter_is_without_effect() {
        let document = Document::parse(CARDS).unwrap();
        let contract = Contract::compile(&[&document]).unwrap();
        let operation = contract.operation(Task::ListCards).unwrap();
        let path = [("aid".to_owned(), "T12345678".to_owned())];
        let read = |query: &str| {
            let arguments =
                operation.arguments(&path, query, &HeaderMap::new(), Leniency::default());
            arguments.ok().map(|arguments| Query::read(&arguments, Bounds::Inclusive))
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

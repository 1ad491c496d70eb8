//! Listings: filters and pages, without input or output.
//!
//! Queries contain ids and cursors, so they have no `Debug`.

mod filter;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use self::filter::Filter;
use crate::card::Card;
use crate::contract::Arguments;
use crate::store::{Entry, Place, Store};
use crate::switches::{Bounds, CountHeaders, LastPage, Switches};

/// A query for one page of a listing.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    limit: usize,
    starting_after: Option<String>,
    filter: Filter,
}

/// The cards of a page, and the cursor if more follow.
pub(crate) struct Page {
    pub(crate) cards: Vec<Arc<Card>>,
    /// The cursor of the next page; absent on the last one.
    pub(crate) starting_after: Option<String>,
    /// Number of matching cards and of their pages, if the switches enable the
    /// headers.
    pub(crate) counts: Option<(usize, usize)>,
}

/// Returns the page for a query at a time. `None` for an unknown cursor.
pub(crate) fn select(
    store: &Store,
    query: &Query,
    now: DateTime<Utc>,
    switches: &Switches,
) -> Option<Page> {
    let place = match &query.starting_after {
        Some(cursor) => Some(place(store, cursor)?),
        None => None,
    };
    let filter = &query.filter;
    let mut matching = filter.entries(store, place, now);
    let cards: Vec<_> =
        matching.by_ref().take(query.limit).map(|(_, entry)| Arc::clone(&entry.card)).collect();
    let more = matching.next().is_some();
    let leads_on = more || switches.last_page == LastPage::EmptyPage;
    let starting_after = cards.last().filter(|_| leads_on).map(|card| card.id().to_string());
    let counts = (switches.count_headers == CountHeaders::Present).then(|| {
        let all = filter.entries(store, None, now).count();
        (all, all.div_ceil(query.limit.max(1)))
    });
    Some(Page { cards, starting_after, counts })
}

/// Returns the number of the page for a query, from 1. `None` for an unknown
/// cursor.
pub(crate) fn number(store: &Store, query: &Query, now: DateTime<Utc>) -> Option<u64> {
    let Some(cursor) = &query.starting_after else { return Some(1) };
    let end = place(store, cursor)?;
    let seen = |(place, _): &(&Place, &Entry)| **place <= end;
    let before = query.filter.entries(store, None, now).take_while(seen).count();
    Some(u64::try_from(before.div_ceil(query.limit.max(1))).ok()?.saturating_add(1))
}

/// Returns the place of the card whose id is the cursor. Only the form of a UUID
/// that a page returns is a cursor.
fn place(store: &Store, cursor: &str) -> Option<Place> {
    let id = Uuid::try_parse(cursor).ok().filter(|id| id.to_string() == cursor)?;
    store.place(id)
}

impl Query {
    pub(crate) fn first_page(&self) -> Self {
        Self { starting_after: None, ..self.clone() }
    }

    /// Reads the query from checked arguments.
    pub(crate) fn read(arguments: &Arguments, bounds: Bounds) -> Self {
        // The arguments hold the default of the document. If it states none, a page has
        // every card.
        let limit = arguments.integer("limit").and_then(|limit| limit.try_into().ok());
        Self {
            limit: limit.unwrap_or(usize::MAX),
            starting_after: arguments.text("starting_after").map(str::to_owned),
            filter: Filter::read(arguments, bounds),
        }
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document, Location, OpenApi};

    use super::Query;
    use crate::contract::{Contract, Leniency};
    use crate::operation_id::OperationId;
    use crate::switches::Bounds;

    #[test]
    fn no_documented_parameter_is_without_effect() {
        let document = Document::parse(CARDS).unwrap();
        let contract = Contract::compile(&[&document]).unwrap();
        let operation = contract.operation(OperationId::GetCards).unwrap();
        let path = [("aid".to_owned(), "T12345678".to_owned())];
        let read = |query: &str| {
            let arguments = operation.arguments(&path, query, Leniency::default());
            arguments.ok().map(|arguments| Query::read(&arguments, Bounds::Inclusive))
        };
        let nothing = read("").unwrap_or_default();
        let parameters = OpenApi::new(&document).operations().remove(0).unwrap().parameters();
        let parameters = parameters.into_iter().map(Result::unwrap);
        let in_query = parameters.filter(|parameter| parameter.location == Location::Query);
        let names: Vec<_> = in_query.map(|parameter| parameter.name).collect();
        assert_eq!(names.len(), 17);
        for name in names {
            let samples = ["1", "2026-01-01", "gift_card", "unused"];
            let asked = samples.iter().find_map(|sample| read(&format!("{name}={sample}")));
            let Some(asked) = asked else { panic!("{name} takes none of the samples") };
            assert!(asked != nothing, "{name} has no effect");
        }
    }
}

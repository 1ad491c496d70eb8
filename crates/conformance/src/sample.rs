//! The first pages of a walk, which everything else is judged by.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::report::Report;
use crate::session::{Answer, Session, Stop};
use crate::shape::{Oddities, Shape};

/// Cards on a page of the walk.
const LIMIT: usize = 25;
/// Pages of the walk.
const PAGES: usize = 5;

/// Some cards, and what was seen on the way to them.
#[derive(Default)]
pub(crate) struct Sample {
    pub(crate) cards: Vec<Value>,
    /// How the last page was marked, if it was reached.
    pub(crate) last_page: Option<&'static str>,
    /// The cursor of the first page, and the ids of the second.
    pub(crate) second: Option<(String, Vec<Value>)>,
    /// Whether the cursors are the ids of the last cards.
    pub(crate) cursor_is_id: Option<bool>,
    pub(crate) headers: Vec<String>,
    pub(crate) counts: Option<bool>,
}

/// Walks from the beginning, for some pages or to the end.
pub(crate) async fn take(session: &mut Session, report: &mut Report) -> Result<Sample, Stop> {
    let limit = LIMIT.to_string();
    let mut sample = Sample::default();
    let (mut cursor, mut walk) = (None::<String>, Walk::default());
    for number in 0..PAGES {
        let mut query = vec![("limit", limit.as_str())];
        query.extend(cursor.as_deref().map(|cursor| ("starting_after", cursor)));
        let page = session.list(&query).await?;
        walk.look(&page);
        if number == 0 {
            let names = page.headers.keys().map(|name| name.as_str().to_owned());
            sample.headers = names.collect();
            sample.counts = Some(page.headers.contains_key("total-count"));
        }
        if let (1, Some(cursor)) = (number, &cursor) {
            sample.second = Some((cursor.clone(), ids(&page)));
        }
        if let (Some(next), Some(last)) = (page.cursor(), page.cards().last()) {
            let is_id = last["id"].as_str() == Some(next);
            sample.cursor_is_id = Some(is_id && sample.cursor_is_id != Some(false));
        }
        sample.cards.extend_from_slice(page.cards());
        cursor = page.cursor().map(str::to_owned);
        if cursor.is_none() {
            sample.last_page = Some(mark(&page, number > 0));
            break;
        }
    }
    walk.tell(report, &sample);
    Ok(sample)
}

/// How the last page of a walk is marked.
pub(crate) fn mark(page: &Answer, follows_another: bool) -> &'static str {
    match page.body.get("starting_after") {
        _ if page.cards().is_empty() && follows_another => "empty-page",
        None => "absent",
        Some(Value::Null) => "null",
        Some(_) => "empty",
    }
}

pub(crate) fn ids(page: &Answer) -> Vec<Value> {
    page.cards().iter().map(|card| card["id"].clone()).collect()
}

/// A time of a card.
pub(crate) fn time(card: &Value, field: &str) -> Option<DateTime<Utc>> {
    let text = card[field].as_str()?;
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

/// What is wrong with the pages of a walk.
#[derive(Default)]
struct Walk {
    seen: HashSet<String>,
    refused: Option<u16>,
    no_list: bool,
    too_many: Option<usize>,
    odd_cursor: bool,
    again: usize,
}

impl Walk {
    fn look(&mut self, page: &Answer) {
        if page.status != 200 {
            self.refused.get_or_insert(page.status);
        }
        self.no_list |= !page.body["cards"].is_array();
        if page.cards().len() > LIMIT {
            self.too_many = Some(page.cards().len());
        }
        let cursor = &page.body["starting_after"];
        self.odd_cursor |= !cursor.is_null() && !cursor.is_string();
        for card in page.cards() {
            let id = card["id"].as_str().map(str::to_owned);
            self.again += usize::from(id.is_some_and(|id| !self.seen.insert(id)));
        }
    }

    fn tell(self, report: &mut Report, sample: &Sample) {
        let status = self.refused.map(|status| format!("status {status}"));
        report.check("pages are given, each with the cursor of the one before", status);
        let no_list = self.no_list.then(|| "a page has no list `cards`".to_owned());
        report.check("a page has a list `cards`", no_list);
        let many = self.too_many.map(|count| format!("{count} cards where {LIMIT} were asked for"));
        report.check("a page has no more cards than were asked for", many);
        let odd = self.odd_cursor.then(|| "it is something else".to_owned());
        report.check("starting_after is a text, if it is there", odd);
        let again = (self.again > 0).then(|| format!("{} came again", self.again));
        report.check("no card comes twice in a walk", again);
        let (shape, mut oddities) = (Shape::of_card(), Oddities::default());
        sample.cards.iter().for_each(|card| shape.compare(card, &mut oddities));
        let list = |some: std::collections::BTreeSet<String>| {
            let some: Vec<String> = some.into_iter().collect();
            if some.is_empty() { "none".to_owned() } else { some.join(", ") }
        };
        let wrong = (!oddities.wrong.is_empty()).then(|| list(oddities.wrong));
        report.check("fields of cards have their documented types", wrong);
        report.observe("fields that are null", list(oddities.null));
        report.observe("fields that are absent", list(oddities.absent));
        report.observe("fields not in the document", list(oddities.unlisted_fields));
        report.observe("values not in the document", list(oddities.unlisted_values));
    }
}

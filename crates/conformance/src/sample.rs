//! The first pages of a listing: the sample that the other checks use.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::card_shape::Differences;
use crate::session::{Response, Session, Stop};

/// Cards on a page: few enough that a small account has several pages.
const LIMIT: usize = 25;
/// Pages of the sample: 125 cards usually have every status, for five of about 60 requests.
const PAGES: usize = 5;

/// The first pages of a listing, and the cards on them.
pub(crate) struct Sample {
    pub(crate) pages: Vec<Response>,
    pub(crate) cards: Vec<Value>,
}

/// Lists the first pages and checks them.
pub(crate) async fn take(session: &mut Session<'_>) -> Result<Sample, Stop> {
    let pages = walk(session, &[("limit", &LIMIT.to_string())], PAGES).await?;
    let cards = pages.iter().flat_map(Response::cards).cloned().collect();
    let sample = Sample { pages, cards };
    sample.check(session);
    Ok(sample)
}

/// Lists pages from the first one, up to a number of them or to the end.
pub(crate) async fn walk(
    session: &mut Session<'_>,
    query: &[(&str, &str)],
    most: usize,
) -> Result<Vec<Response>, Stop> {
    let mut pages: Vec<Response> = Vec::new();
    while pages.len() < most {
        let mut query = query.to_vec();
        query.extend(pages.last().and_then(Response::cursor).map(|c| ("starting_after", c)));
        let page = session.list(&query).await?;
        let is_last = page.cursor().is_none();
        pages.push(page);
        if is_last {
            break;
        }
    }
    Ok(pages)
}

/// Returns the mark of the last page of a listing, if the pages reach it.
pub(crate) fn last_page(pages: &[Response]) -> Option<&'static str> {
    let page = pages.last().filter(|page| page.status == 200 && page.cursor().is_none())?;
    Some(match page.body.get("starting_after") {
        _ if page.cards().is_empty() && pages.len() > 1 => "empty-page",
        None => "absent",
        Some(Value::Null) => "null",
        Some(_) => "empty",
    })
}

pub(crate) fn ids(page: &Response) -> Vec<&Value> {
    page.cards().iter().map(|card| &card["id"]).collect()
}

/// Returns a value of a card as the argument of a filter.
pub(crate) fn argument(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(crate) fn time(card: &Value, field: &str) -> Option<DateTime<Utc>> {
    let text = card[field].as_str()?;
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

impl Sample {
    fn check(&self, session: &mut Session<'_>) {
        let Session { report, facts, .. } = session;
        let any = |is_wrong: fn(&&Response) -> bool| self.pages.iter().find(is_wrong);
        let status = self.pages.iter().find_map(Response::status_problem);
        report.check("pages are given, each with the cursor of the one before", status);
        let no_list = any(|page| !page.body["cards"].is_array());
        let no_list = no_list.map(|_| "a page has no list `cards`".to_owned());
        report.check("a page has a list `cards`", no_list);
        let many = any(|page| page.cards().len() > LIMIT);
        let many = many.map(|page| format!("{} cards, not {LIMIT}", page.cards().len()));
        report.check("a page has no more cards than its limit", many);
        let cursor = |page: &&Response| {
            let cursor = &page.body["starting_after"];
            !cursor.is_null() && !cursor.is_string()
        };
        let cursor = any(cursor).map(|_| "it is something else".to_owned());
        report.check("starting_after is a text, if it is there", cursor);
        let mut seen = HashSet::new();
        let ids = self.cards.iter().filter_map(|card| card["id"].as_str());
        let repeated = ids.filter(|id| !seen.insert(*id)).count();
        let repeated = (repeated > 0).then(|| format!("{repeated} are repeated"));
        report.check("no card is on two pages", repeated);
        let mut differences = Differences::default();
        self.cards.iter().for_each(|card| differences.add(facts, card));
        let list = |names: BTreeSet<String>| match names.len() {
            0 => "none".to_owned(),
            _ => names.into_iter().collect::<Vec<_>>().join(", "),
        };
        let wrong = (!differences.wrong.is_empty()).then(|| list(differences.wrong));
        report.check("fields of cards have their documented types", wrong);
        report.observe("fields that are null", list(differences.null));
        report.observe("fields that are absent", list(differences.absent));
        report.observe("fields not in the document", list(differences.unlisted_fields));
        report.observe("values not in the document", list(differences.unlisted_values));
    }
}

//! Checks of filters: a page has only cards that match, and a card of the sample
//! that matches is found.
//!
//! The filters and their values are those of the document. It does not state
//! whether the bounds of a range belong to it, so a card at a bound passes either way.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::facts::Facts;
use crate::sample::{Sample, argument, time, walk};
use crate::session::{Response, Session, Stop};

pub(crate) async fn check(session: &mut Session<'_>, sample: &Sample) -> Result<(), Stop> {
    if sample.cards.is_empty() {
        session.report.inconclusive("filters select cards", "the account has no card");
        return Ok(());
    }
    let facts = &session.facts;
    let limit = facts.limit("maximum").to_string();
    let filters = [listed(facts), texts(sample), ranges(facts, sample)];
    for filter in filters.into_iter().flatten() {
        let mut query = vec![("limit", limit.as_str())];
        query.extend(filter.query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let page = session.list(&query).await?;
        let problem = filter.problem(&page, sample);
        session.report.check(filter.what, problem);
    }
    next_page(session, sample).await
}

type Compare = fn(&i128, &i128) -> bool;

/// One filter and its documented effect.
struct Filter {
    what: String,
    query: Vec<(String, String)>,
    matches: Box<dyn Fn(&Value) -> bool>,
    /// Whether a card of the sample must be found: it is not at the bound of a range.
    finds: bool,
}

impl Filter {
    /// A filter whose cards have one of some values in a field.
    fn any(what: String, parameter: &str, field: &str, values: Vec<String>) -> Self {
        let query = values.iter().map(|value| (parameter.to_owned(), value.clone())).collect();
        let field = field.to_owned();
        let matches = move |card: &Value| {
            card[&field].as_str().is_some_and(|given| values.iter().any(|value| value == given))
        };
        Self { what, query, matches: Box::new(matches), finds: true }
    }

    fn problem(&self, page: &Response, sample: &Sample) -> Option<String> {
        let cards = page.cards();
        let wrong = cards.iter().filter(|card| !(self.matches)(card)).count();
        let exists = self.finds && sample.cards.iter().any(|card| (self.matches)(card));
        let is_missing = exists && cards.is_empty();
        page.status_problem()
            .or((wrong > 0).then(|| format!("{wrong} of {} cards do not match", cards.len())))
            .or(is_missing.then(|| "a card that matches is not found".to_owned()))
    }
}

/// The filters by listed values, each value once.
fn listed(facts: &Facts) -> Vec<Filter> {
    let mut filters = Vec::new();
    for parameter in &facts.parameters {
        let name = &parameter.name;
        for value in parameter.options().into_iter().flatten().filter_map(Value::as_str) {
            // Listed values are words of the API, and no data.
            let what = format!("{name}={value} gives such cards");
            filters.push(Filter::any(what, name, name, vec![value.to_owned()]));
        }
    }
    filters
}

/// The filters by texts of the sample.
fn texts(sample: &Sample) -> Vec<Filter> {
    let mut filters = Vec::new();
    if let Some(customer) = text(sample, "customer_id") {
        let what = "customer gives cards of that customer".to_owned();
        filters.push(Filter::any(what, "customer", "customer_id", vec![customer]));
    }
    let currencies = sample.cards.iter().filter_map(|card| card["currency"].as_str());
    let currencies: BTreeSet<&str> = currencies.collect();
    let currencies: Vec<String> = currencies.into_iter().take(2).map(str::to_owned).collect();
    if let Some(one) = currencies.first() {
        let what = format!("currency={one} gives such cards");
        filters.push(Filter::any(what, "currency", "currency", vec![one.clone()]));
    }
    if currencies.len() == 2 {
        let what = "two currencies give cards of either".to_owned();
        filters.push(Filter::any(what, "currency", "currency", currencies));
    }
    if let Some(card_id) = text(sample, "card_id") {
        let wanted = card_id.to_lowercase();
        let matches = move |card: &Value| {
            let contains = |field: &str| {
                card[field].as_str().is_some_and(|id| id.to_lowercase().contains(&wanted))
            };
            let amount = card["amount"].to_string();
            contains("card_id") || contains("customer_id") || amount == wanted
        };
        filters.push(Filter {
            what: "search finds a card by its card_id".to_owned(),
            query: vec![("search".to_owned(), card_id)],
            matches: Box::new(matches),
            finds: true,
        });
    }
    filters
}

/// The filters by bounds, and those by an exact number beside them: for each
/// field that has such parameters, around the median of the sample.
fn ranges(facts: &Facts, sample: &Sample) -> Vec<Filter> {
    let comparisons: [(&str, Compare); 3] =
        [("", i128::eq), (".gte", i128::ge), (".lte", i128::le)];
    let mut filters = Vec::new();
    for field in &facts.fields {
        let unit = if field.text("type") == "integer" { "amounts" } else { "times" };
        let with_rank = |card| Some((rank(card, &field.name)?, card));
        let mut cards: Vec<(i128, &Value)> = sample.cards.iter().filter_map(with_rank).collect();
        cards.sort_by_key(|(rank, _)| *rank);
        let Some((wanted, median)) = cards.get(cards.len() / 2).copied() else { continue };
        let value = argument(&median[&field.name]);
        for (end, compare) in comparisons {
            let parameter = format!("{}{end}", field.name);
            if facts.parameter(&parameter).is_none() {
                continue;
            }
            let name = field.name.clone();
            filters.push(Filter {
                what: format!("{parameter} gives cards with such {unit}"),
                query: vec![(parameter, value.clone())],
                matches: Box::new(move |card| {
                    rank(card, &name).is_some_and(|given| compare(&given, &wanted))
                }),
                finds: end.is_empty(),
            });
        }
    }
    filters.push(Filter {
        what: "a date without a time is a time".to_owned(),
        query: vec![("created_at.gte".to_owned(), "2017-07-21".to_owned())],
        matches: Box::new(|card| {
            card["created_at"].as_str().is_none_or(|time| time >= "2017-07-21")
        }),
        finds: true,
    });
    filters
}

/// The value of a number or a time, in nanoseconds, for comparisons.
fn rank(card: &Value, field: &str) -> Option<i128> {
    let nanoseconds = |field| {
        let time = time(card, field)?;
        let fraction = i128::from(time.timestamp_subsec_nanos());
        Some(i128::from(time.timestamp()) * 1_000_000_000 + fraction)
    };
    card[field].as_i64().map(i128::from).or_else(|| nanoseconds(field))
}

async fn next_page(session: &mut Session<'_>, sample: &Sample) -> Result<(), Stop> {
    let what = "a filter holds on the next page too";
    let Some(kind) = text(sample, "type") else {
        session.report.inconclusive(what, "no card has a type");
        return Ok(());
    };
    let pages = walk(session, &[("limit", "2"), ("type", &kind)], 2).await?;
    let [_, second] = pages.as_slice() else {
        session.report.inconclusive(what, "there is no next page");
        return Ok(());
    };
    let wrong = second.cards().iter().any(|card| card["type"] != kind);
    let wrong = wrong.then(|| "a card does not match".to_owned());
    session.report.check(what, second.status_problem().or(wrong));
    Ok(())
}

/// Returns the first text in a field of the sample that is not empty.
fn text(sample: &Sample, field: &str) -> Option<String> {
    let mut texts = sample.cards.iter().filter_map(|card| card[field].as_str());
    texts.find(|text| !text.is_empty()).map(str::to_owned)
}

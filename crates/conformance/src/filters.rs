//! What is documented of filters: a page has only cards that match, and a card
//! of the walk that matches is found.
//!
//! Whether the ends of a range belong to it is not documented, so a card at an
//! end is right either way.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::report::Report;
use crate::sample::{Sample, time};
use crate::session::{Answer, Session, Stop};

type Compare = fn(i64, i64) -> bool;
type Holds = Box<dyn Fn(&Value) -> bool>;

/// One filter and what it promises.
struct Filter {
    what: String,
    query: Vec<(&'static str, String)>,
    holds: Holds,
    /// Whether a card of the walk must be found: it is not at the end of a range.
    finds: bool,
}

pub(crate) async fn check(
    session: &mut Session,
    report: &mut Report,
    sample: &Sample,
) -> Result<(), Stop> {
    if sample.cards.is_empty() {
        report.untold("filters select cards", "the account has no card");
        return Ok(());
    }
    let mut filters = exact(sample);
    filters.extend(ranges(sample));
    for filter in filters {
        let mut query = vec![("limit", "100")];
        query.extend(filter.query.iter().map(|(name, value)| (*name, value.as_str())));
        let page = session.list(&query).await?;
        report.check(filter.what.clone(), filter.complaint(&page, sample));
    }
    next_page(session, report, sample).await
}

impl Filter {
    fn complaint(&self, page: &Answer, sample: &Sample) -> Option<String> {
        if page.status != 200 {
            return Some(format!("status {}", page.status));
        }
        let wrong = page.cards().iter().filter(|card| !(self.holds)(card)).count();
        if wrong > 0 {
            return Some(format!("{wrong} of {} cards do not match", page.cards().len()));
        }
        let exists = self.finds && sample.cards.iter().any(|card| (self.holds)(card));
        (exists && page.cards().is_empty()).then(|| "a card that matches is not found".to_owned())
    }
}

/// Filters that name a value.
fn exact(sample: &Sample) -> Vec<Filter> {
    let mut filters = Vec::new();
    let mut is = |parameter: &'static str, field: &'static str, value: String| {
        let (query, wanted) = (vec![(parameter, value.clone())], value.clone());
        filters.push(Filter {
            // Words of the API are said, data are not.
            what: match field {
                "customer_id" => format!("{parameter} gives cards of that customer"),
                _ => format!("{parameter}={value} gives such cards"),
            },
            query,
            holds: Box::new(move |card| card[field].as_str() == Some(&wanted)),
            finds: true,
        });
    };
    for kind in ["gift_card", "credit_note"] {
        is("type", "type", kind.to_owned());
    }
    for status in ["inactive", "unused", "partially_used", "used", "expired"] {
        is("status", "status", status.to_owned());
    }
    if let Some(customer) = text(sample, "customer_id") {
        is("customer", "customer_id", customer);
    }
    let currencies: BTreeSet<String> = sample
        .cards
        .iter()
        .filter_map(|card| card["currency"].as_str())
        .map(str::to_owned)
        .collect();
    let mut currencies = currencies.into_iter().take(2);
    if let Some(one) = currencies.next() {
        is("currency", "currency", one.clone());
        if let Some(other) = currencies.next() {
            let query = vec![("currency", one.clone()), ("currency", other.clone())];
            filters.push(Filter {
                what: "two currencies give cards of either".to_owned(),
                query,
                holds: Box::new(move |card| {
                    card["currency"].as_str().is_some_and(|given| given == one || given == other)
                }),
                finds: true,
            });
        }
    }
    if let Some(card_id) = text(sample, "card_id") {
        let wanted = card_id.to_lowercase();
        let number = |card: &Value| card["amount"].to_string();
        filters.push(Filter {
            what: "search finds a card by its card_id".to_owned(),
            query: vec![("search", card_id)],
            holds: Box::new(move |card| {
                let has = |field: &str| {
                    card[field].as_str().is_some_and(|id| id.to_lowercase().contains(&wanted))
                };
                has("card_id") || has("customer_id") || number(card) == wanted
            }),
            finds: true,
        });
    }
    filters
}

/// Filters with ends.
fn ranges(sample: &Sample) -> Vec<Filter> {
    let mut filters = Vec::new();
    for (exact, least, most) in [
        ("amount_balance", "amount_balance.gte", "amount_balance.lte"),
        ("amount_available", "amount_available.gte", "amount_available.lte"),
    ] {
        let amounts = sample.cards.iter().filter_map(|card| card[exact].as_i64());
        let Some(amount) = amounts.max_by_key(|amount| amount % 1_000) else { continue };
        let holds: [(&'static str, Compare, bool); 3] = [
            (exact, |given, wanted| given == wanted, true),
            (least, |given, wanted| given >= wanted, false),
            (most, |given, wanted| given <= wanted, false),
        ];
        filters.extend(holds.map(|(parameter, compare, finds)| Filter {
            what: format!("{parameter} gives cards with such amounts"),
            query: vec![(parameter, amount.to_string())],
            holds: Box::new(move |card| {
                card[exact].as_i64().is_some_and(|given| compare(given, amount))
            }),
            finds,
        }));
    }
    for (field, least, most) in [
        ("created_at", "created_at.gte", "created_at.lte"),
        ("expires_at", "expires_at.gte", "expires_at.lte"),
    ] {
        let known = |card: &&Value| time(card, field).is_some();
        let mut cards: Vec<&Value> = sample.cards.iter().filter(known).collect();
        cards.sort_by_key(|card| time(card, field));
        let Some(middle) = cards.get(cards.len() / 2) else { continue };
        let (Some(wanted), Some(shown)) = (time(middle, field), middle[field].as_str()) else {
            continue;
        };
        for (parameter, is_least) in [(least, true), (most, false)] {
            filters.push(Filter {
                what: format!("{parameter} gives cards with such times"),
                query: vec![(parameter, shown.to_owned())],
                holds: Box::new(move |card| {
                    time(card, field).is_some_and(|given| {
                        if is_least { given >= wanted } else { given <= wanted }
                    })
                }),
                finds: false,
            });
        }
    }
    filters.push(Filter {
        what: "a date without a time is a time".to_owned(),
        query: vec![("created_at.gte", "2017-07-21".to_owned())],
        holds: Box::new(|card| card["created_at"].as_str().is_none_or(|time| time >= "2017-07-21")),
        finds: true,
    });
    filters
}

async fn next_page(
    session: &mut Session,
    report: &mut Report,
    sample: &Sample,
) -> Result<(), Stop> {
    let what = "a filter holds on the next page too";
    let kind = sample.cards.first().and_then(|card| card["type"].as_str()).unwrap_or("gift_card");
    let first = session.list(&[("limit", "2"), ("type", kind)]).await?;
    let Some(cursor) = first.cursor() else {
        report.untold(what, "there is no next page");
        return Ok(());
    };
    let query = [("limit", "2"), ("type", kind), ("starting_after", cursor)];
    let second = session.list(&query).await?;
    let wrong = second.cards().iter().any(|card| card["type"] != kind);
    let complaint = match second.status {
        200 => wrong.then(|| "a card does not match".to_owned()),
        status => Some(format!("status {status}")),
    };
    report.check(what, complaint);
    Ok(())
}

fn text(sample: &Sample, field: &str) -> Option<String> {
    let mut texts = sample.cards.iter().filter_map(|card| card[field].as_str());
    texts.find(|text| !text.is_empty()).map(str::to_owned)
}

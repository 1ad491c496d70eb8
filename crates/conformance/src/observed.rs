//! Observations of behaviour that is not documented.

use serde_json::Value;

use crate::facts::Facts;
use crate::sample::{Sample, argument, ids, last_page, time, walk};
use crate::session::{Response, Session, Stop};

pub(crate) async fn observe(session: &mut Session<'_>, sample: &Sample) -> Result<(), Stop> {
    session.report.observe("order", order(&sample.cards));
    let first = searchable(sample.cards.iter());
    let last = match (last_page(&sample.pages), first) {
        (None, Some(card)) => {
            let query = [("limit", "100"), ("search", text(card, "card_id"))];
            last_page(&walk(session, &query, 3).await?)
        }
        (mark, _) => mark,
    };
    session.report.observe("last page", last.unwrap_or("unknown"));
    let amounts = bounds(session, first, "amount_balance").await?;
    session.report.observe("bounds of amounts", described(amounts));
    let mut times = bounds(session, first, "created_at").await?;
    session.report.observe("bounds of times", described(times));
    // A card created on a whole second does not show hidden fractions; another may.
    if times != Some((true, false)) {
        times = bounds(session, searchable(sample.cards.iter().rev()), "created_at").await?;
    }
    let seen = fractions(&sample.cards, &session.facts, times);
    session.report.observe("fractions of a second", seen);
    limits(session).await?;
    cursors(session, sample).await?;
    let headers = sample.pages.first().map(|page| &page.headers);
    let counts = headers.is_some_and(|headers| headers.contains_key("total-count"));
    session.report.observe("count headers", if counts { "present" } else { "absent" });
    let names = headers.into_iter().flat_map(|headers| headers.keys()).map(|name| name.as_str());
    let names = names.filter(|name| name.contains("request-id") || name.contains("trace"));
    let names: Vec<&str> = names.collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    session.report.observe("headers that name a request", names);
    Ok(())
}

fn order(cards: &[Value]) -> &'static str {
    let created: Vec<_> = cards.iter().filter_map(|card| time(card, "created_at")).collect();
    let ids: Vec<_> = cards.iter().filter_map(|card| card["id"].as_str()).collect();
    let (newest, oldest) = (created.is_sorted_by(|a, b| a >= b), created.is_sorted());
    match (newest, oldest) {
        (true, true) if ids.is_sorted() && ids.len() > 1 => "by-id",
        (true, true) => "unknown",
        (true, false) => "newest-first",
        (false, true) => "oldest-first",
        (false, false) if ids.is_sorted() => "by-id",
        (false, false) => "another",
    }
}

/// Returns a card that a search can find alone.
fn searchable<'a>(mut cards: impl Iterator<Item = &'a Value>) -> Option<&'a Value> {
    cards.find(|card| {
        !text(card, "card_id").is_empty()
            && card["amount_balance"].is_i64()
            && time(card, "created_at").is_some()
    })
}

fn text<'a>(card: &'a Value, field: &str) -> &'a str {
    card[field].as_str().unwrap_or_default()
}

/// Returns whether the lower and the upper bound of a field, set to the value of a
/// card, find the card.
async fn bounds(
    session: &mut Session<'_>,
    card: Option<&Value>,
    field: &str,
) -> Result<Option<(bool, bool)>, Stop> {
    let Some(card) = card else { return Ok(None) };
    let value = argument(&card[field]);
    let mut found = [false; 2];
    for (end, found) in ["gte", "lte"].into_iter().zip(&mut found) {
        let parameter = format!("{field}.{end}");
        let query =
            [("limit", "100"), ("search", text(card, "card_id")), (parameter.as_str(), &value)];
        let page = session.list(&query).await?;
        if page.status != 200 {
            return Ok(None);
        }
        *found = ids(&page).contains(&&card["id"]);
    }
    Ok(Some((found[0], found[1])))
}

fn described(bounds: Option<(bool, bool)>) -> &'static str {
    match bounds {
        Some((true, true)) => "inclusive",
        Some((false, false)) => "exclusive",
        Some((true, false)) => "lower inclusive, upper exclusive",
        Some((false, true)) => "lower exclusive, upper inclusive",
        None => "unknown",
    }
}

/// Returns the finest fraction of the times of cards. A card that is found from its
/// time on, but not up to it, was created later than its time says.
fn fractions(cards: &[Value], facts: &Facts, times: Option<(bool, bool)>) -> &'static str {
    let digits = |card: &Value, field: &str| {
        let fraction = card[field].as_str()?.split_once('.')?.1;
        Some(fraction.bytes().take_while(u8::is_ascii_digit).count())
    };
    let times_of = facts.fields.iter().filter(|field| field.text("format") == "date-time");
    let all = times_of.flat_map(|field| cards.iter().filter_map(|card| digits(card, &field.name)));
    match (all.max().unwrap_or(0), times) {
        (0, Some((true, false))) => "hidden",
        (0, _) => "seconds",
        (1..=3, _) => "milliseconds",
        (4..=6, _) => "microseconds",
        _ => "nanoseconds",
    }
}

async fn limits(session: &mut Session<'_>) -> Result<(), Stop> {
    let maximum = session.facts.limit("maximum");
    let page = session.list(&[("limit", &(maximum + 1).to_string())]).await?;
    let seen = match (page.status, page.cards().len()) {
        (200, count) if count == maximum => "capped",
        (200, count) if count > maximum => "honoured",
        (200, _) => "accepted, with too few cards to see more",
        _ => "refused",
    };
    session.report.observe("limit above the maximum", seen);
    let page = session.list(&[("limit", "1"), ("conformance", "1")]).await?;
    let seen = if page.status == 200 { "ignored" } else { "refused" };
    session.report.observe("unknown parameters", seen);
    Ok(())
}

async fn cursors(session: &mut Session<'_>, sample: &Sample) -> Result<(), Stop> {
    let next = |page: &Response| page.cursor().zip(page.cards().last()).map(|(c, l)| l["id"] == c);
    let are_ids: Vec<bool> = sample.pages.iter().filter_map(next).collect();
    let kind = match are_ids.as_slice() {
        [] => "unknown",
        all if all.iter().all(|is_id| *is_id) => "the id of the last card of the page",
        _ => "not the id of the last card",
    };
    session.report.observe("cursor", kind);
    if let [first, second, ..] = sample.pages.as_slice()
        && let Some(cursor) = first.cursor()
    {
        let second = ids(second);
        let again = session.list(&[("limit", "25"), ("starting_after", cursor)]).await?;
        let seen = if ids(&again) == second { "the same page" } else { "another page" };
        session.report.observe("a cursor that is used again gives", seen);
        let fewer = session.list(&[("limit", "5"), ("starting_after", cursor)]).await?;
        let seen = match fewer.status {
            200 if second.starts_with(&ids(&fewer)) => "continues at the same place",
            200 => "continues elsewhere",
            _ => "is refused",
        };
        session.report.observe("a cursor with another limit", seen);
    }
    let unknown = ("starting_after", "00000000-0000-4000-8000-000000000000");
    let response = session.list(&[("limit", "1"), unknown]).await?;
    session.report.observe("an unknown cursor gives", format!("status {}", response.status));
    Ok(())
}

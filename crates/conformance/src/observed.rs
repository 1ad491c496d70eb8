//! What is not documented, and how it was seen to be.

use serde_json::Value;

use crate::report::Report;
use crate::sample::{Sample, ids, mark, time};
use crate::session::{Session, Stop};

pub(crate) async fn look(
    session: &mut Session,
    report: &mut Report,
    sample: &Sample,
) -> Result<(), Stop> {
    report.observe("order", order(&sample.cards));
    let one = One::among(sample.cards.iter());
    let last_page = match (sample.last_page, &one) {
        (Some(mark), _) => mark,
        (None, Some(one)) => last_page(session, one).await?,
        (None, None) => "untold",
    };
    report.observe("last page", last_page);
    let (amounts, times) = match &one {
        Some(one) => (one.amounts(session).await?, one.times(session).await?),
        None => (None, None),
    };
    report.observe("bounds of amounts", bounds(amounts));
    report.observe("bounds of times", bounds(times));
    // A card made on the second shows nothing of hidden fractions; another may.
    let other = match One::among(sample.cards.iter().rev()) {
        Some(other) if times != Some((true, false)) => other.times(session).await?,
        _ => times,
    };
    report.observe("fractions of a second", fractions(&sample.cards, other));
    limits(session, report).await?;
    cursors(session, report, sample).await?;
    let counts = if sample.counts == Some(true) { "present" } else { "absent" };
    report.observe("count headers", counts);
    let named = |name: &&String| name.contains("request-id") || name.contains("trace");
    let names: Vec<_> = sample.headers.iter().filter(named).map(String::as_str).collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    report.observe("headers that name a request", names);
    Ok(())
}

fn order(cards: &[Value]) -> &'static str {
    let created: Vec<_> = cards.iter().filter_map(|card| time(card, "created_at")).collect();
    let ids: Vec<_> = cards.iter().filter_map(|card| card["id"].as_str()).collect();
    let (newest, oldest) = (created.is_sorted_by(|a, b| a >= b), created.is_sorted());
    match (newest, oldest) {
        (true, true) if ids.is_sorted() && ids.len() > 1 => "by-id",
        (true, true) => "untold",
        (true, false) => "newest-first",
        (false, true) => "oldest-first",
        (false, false) if ids.is_sorted() => "by-id",
        (false, false) => "another",
    }
}

/// A card that can be asked for alone.
struct One<'a> {
    card: &'a Value,
    card_id: &'a str,
}

impl<'a> One<'a> {
    fn among(mut cards: impl Iterator<Item = &'a Value>) -> Option<Self> {
        let whole = |card: &&Value| {
            card["card_id"].as_str().is_some_and(|id| !id.is_empty())
                && card["amount_balance"].is_i64()
                && time(card, "created_at").is_some()
        };
        let card = cards.find(whole)?;
        Some(Self { card, card_id: card["card_id"].as_str()? })
    }

    /// Whether the lower and the upper bound of its balance find it.
    async fn amounts(&self, session: &mut Session) -> Result<Option<(bool, bool)>, Stop> {
        let balance = self.card["amount_balance"].to_string();
        self.ends(session, ["amount_balance.gte", "amount_balance.lte"], &balance).await
    }

    /// The same for the time it was made at, as it is shown.
    async fn times(&self, session: &mut Session) -> Result<Option<(bool, bool)>, Stop> {
        let created = self.card["created_at"].as_str().unwrap_or_default();
        self.ends(session, ["created_at.gte", "created_at.lte"], created).await
    }

    async fn ends(
        &self,
        session: &mut Session,
        parameters: [&str; 2],
        value: &str,
    ) -> Result<Option<(bool, bool)>, Stop> {
        let mut found = [false; 2];
        for (parameter, found) in parameters.into_iter().zip(&mut found) {
            let query = [("limit", "100"), ("search", self.card_id), (parameter, value)];
            let page = session.list(&query).await?;
            if page.status != 200 {
                return Ok(None);
            }
            *found = page.cards().iter().any(|card| card["id"] == self.card["id"]);
        }
        Ok(Some((found[0], found[1])))
    }
}

async fn last_page(session: &mut Session, one: &One<'_>) -> Result<&'static str, Stop> {
    let mut cursor = None::<String>;
    for number in 0..3 {
        let mut query = vec![("limit", "100"), ("search", one.card_id)];
        query.extend(cursor.as_deref().map(|cursor| ("starting_after", cursor)));
        let page = session.list(&query).await?;
        if page.status != 200 {
            break;
        }
        cursor = page.cursor().map(str::to_owned);
        if cursor.is_none() {
            return Ok(mark(&page, number > 0));
        }
    }
    Ok("untold")
}

fn bounds(found: Option<(bool, bool)>) -> &'static str {
    match found {
        Some((true, true)) => "inclusive",
        Some((false, false)) => "exclusive",
        Some((true, false)) => "lower inclusive, upper exclusive",
        Some((false, true)) => "lower exclusive, upper inclusive",
        None => "untold",
    }
}

/// The finest fraction that is shown. A card that is not found up to the time
/// that it shows, but from it on, is later than it shows.
fn fractions(cards: &[Value], times: Option<(bool, bool)>) -> &'static str {
    let digits = |card: &Value, field: &str| {
        let fraction = card[field].as_str()?.split_once('.')?.1;
        Some(fraction.bytes().take_while(u8::is_ascii_digit).count())
    };
    let fields = ["created_at", "active_from", "expires_at"];
    let all = cards.iter().flat_map(|card| fields.iter().filter_map(|field| digits(card, field)));
    match (all.max().unwrap_or(0), times) {
        (0, Some((true, false))) => "hidden",
        (0, _) => "seconds",
        (1..=3, _) => "milliseconds",
        (4..=6, _) => "microseconds",
        _ => "nanoseconds",
    }
}

async fn limits(session: &mut Session, report: &mut Report) -> Result<(), Stop> {
    let page = session.list(&[("limit", "101")]).await?;
    let seen = match (page.status, page.cards().len()) {
        (200, 100) => "capped",
        (200, 101..) => "honoured",
        (200, _) => "accepted, and there are too few cards to tell more",
        _ => "refused",
    };
    report.observe("limit above the maximum", seen);
    let page = session.list(&[("limit", "1"), ("conformance", "1")]).await?;
    let seen = if page.status == 200 { "ignored" } else { "refused" };
    report.observe("unknown parameters", seen);
    Ok(())
}

async fn cursors(session: &mut Session, report: &mut Report, sample: &Sample) -> Result<(), Stop> {
    let kind = match sample.cursor_is_id {
        Some(true) => "the id of the last card of the page",
        Some(false) => "something else than the id of the last card",
        None => "untold",
    };
    report.observe("cursor", kind);
    if let Some((cursor, second)) = &sample.second {
        let again = session.list(&[("limit", "25"), ("starting_after", cursor)]).await?;
        let seen = if ids(&again) == *second { "the same page" } else { "another page" };
        report.observe("a cursor that is used again gives", seen);
        let fewer = session.list(&[("limit", "5"), ("starting_after", cursor)]).await?;
        let seen = match fewer.status {
            200 if second.starts_with(&ids(&fewer)) => "goes on at the same place",
            200 => "goes on elsewhere",
            _ => "is refused",
        };
        report.observe("a cursor with another limit", seen);
    }
    let unknown = ("starting_after", "00000000-0000-4000-8000-000000000000");
    let answer = session.list(&[("limit", "1"), unknown]).await?;
    report.observe("an unknown cursor gives", format!("status {}", answer.status));
    Ok(())
}

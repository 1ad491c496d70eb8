//! The windows of a listing, one by one.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dintero_cards::{
    CardFilter, CardsClient, Cursor, ErrorKind, ListCards, ListingPlan, Timestamp,
};
use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::server::{Reply, Server, page};

pub(crate) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, day).unwrap()
}

pub(crate) fn read(text: &str) -> Result<ListingPlan, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// Serves cards with these times, as far as they are within the inclusive bounds.
pub(crate) async fn serve(times: &[&str]) -> Server {
    let times: Vec<String> = times.iter().map(ToString::to_string).collect();
    Server::start(move |_, target| respond(&times, target)).await
}

fn respond(times: &[String], target: &str) -> Reply {
    let parameter = |name: &str| {
        let (_, rest) = target.split_once(&format!("{name}="))?;
        Some(rest.split('&').next()?.replace("%3A", ":"))
    };
    let time = |text: &str| text.parse::<Timestamp>().ok();
    let bound = |name: &str| parameter(name).map(|text| time(&text).unwrap());
    let (from, to) = (bound("created_at.gte"), bound("created_at.lte"));
    let is_in = |text: &&String| match time(text) {
        Some(time) => from.is_none_or(|from| from <= time) && to.is_none_or(|to| time <= to),
        None => true,
    };
    let start = parameter("starting_after").map_or(0, |text| text.parse().unwrap());
    let limit: usize = parameter("limit").unwrap().parse().unwrap();
    let found: Vec<_> = times.iter().filter(is_in).collect();
    let cards: Vec<_> = found.iter().skip(start).take(limit).collect();
    let cards = cards.iter().map(|time| format!(r#"{{"created_at":"{time}"}}"#));
    let cards = cards.collect::<Vec<_>>().join(",");
    let end = start + limit;
    let next = if end < found.len() { end.to_string() } else { String::new() };
    page(format!(r#"{{"cards":[{cards}],"starting_after":"{next}"}}"#))
}

pub(crate) async fn times(listing: ListCards) -> Vec<String> {
    let cards: Vec<_> = listing.items().try_collect().await.unwrap();
    cards.iter().map(|card| card.created_at.unwrap().to_string()).collect()
}

/// Lists every window alone, each with a client and a plan of its own.
async fn by_windows(server: &Server, plan: &ListingPlan) -> Vec<String> {
    let stored = serde_json::to_string(plan).unwrap();
    let mut all = Vec::new();
    for index in (0..plan.windows().len()).rev() {
        let plan = read(&stored).unwrap();
        all.extend(times(server.client().list_window(&plan, index).unwrap()).await);
    }
    all.sort();
    all
}

#[tokio::test]
async fn every_card_is_in_one_window_whatever_its_fraction() {
    let cards = [
        "2024-01-01T00:00:00Z",
        "2024-01-02T00:00:00Z",
        "2024-01-01T23:59:59.999999999Z",
        "2024-01-02T00:00:00.000000001Z",
        "2024-01-02T00:00:00Z",
        "1999-01-01T00:00:00Z",
        "2030-01-01T00:00:00Z",
    ];
    let server = serve(&cards).await;
    let plan = server.listing().plan_within(30, day(1)..=day(30)).unwrap();
    assert_eq!(plan.windows().len(), 30);
    assert_eq!(plan.windows()[1].from().unwrap(), "2024-01-02".parse().unwrap());
    assert!(server.targets().is_empty(), "a known range needs no request");
    let mut sorted = cards.map(str::to_owned);
    sorted.sort();
    assert_eq!(by_windows(&server, &plan).await, sorted);
    let target = &server.targets()[28];
    let query = "created_at.gte=2024-01-01T23%3A59%3A59Z&created_at.lte=2024-01-03T00%3A00%3A02Z";
    assert!(target.contains(query), "{target}");
}

#[tokio::test]
async fn a_window_does_not_reach_beyond_the_bounds_of_the_filter() {
    let times = ["2024-01-31T00:00:00Z", "2024-02-01T00:00:00Z", "2024-02-01T00:00:00.5Z"];
    let server = serve(&times).await;
    let listing = server.client().list_cards(CardFilter::new().created_at(day(1)..=day(31)));
    let plan = listing.plan(2).await.unwrap();
    assert!(server.targets().is_empty(), "the filter has both bounds");
    assert_eq!(by_windows(&server, &plan).await, times[..1]);
    for target in server.targets() {
        assert!(!target.contains("2023") && !target.contains("2024-02-01T00%3A00%3A02"));
    }
}

#[tokio::test]
async fn the_ends_of_a_listing_are_found_whatever_its_order() {
    let start: DateTime<Utc> = "2014-05-01T12:00:00Z".parse().unwrap();
    let ordered: Vec<String> =
        (0..2_000).map(|number| (start + TimeDelta::hours(44) * number).to_rfc3339()).collect();
    let reversed: Vec<String> = ordered.iter().rev().cloned().collect();
    let by_id: Vec<String> = (0..2_000).map(|at| ordered[at * 787 % 2_000].clone()).collect();
    for times in [ordered, reversed, by_id] {
        let server = serve(&times.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let plan = server.listing().plan(20).await.unwrap();
        let requests = server.targets().len();
        assert!(requests < 40, "{requests}");
        let windows = plan.windows();
        assert!((18..=20).contains(&windows.len()));
        let mut counts = Vec::new();
        for index in 0..windows.len() {
            counts.push(times_of(&server.client(), &plan, index).await);
        }
        assert_eq!(counts.iter().sum::<usize>(), 2_000);
        assert!(counts.iter().all(|count| *count < 300), "{counts:?}");
    }
}

async fn times_of(client: &CardsClient, plan: &ListingPlan, index: usize) -> usize {
    client.list_window(plan, index).unwrap().items().count().await
}

#[tokio::test]
async fn few_cards_and_none_have_plans() {
    let server = serve(&[]).await;
    assert_eq!(server.listing().plan(8).await.unwrap().windows().len(), 1);
    let server = serve(&["2024-01-01T00:00:00Z"; 3]).await;
    let plan = server.listing().plan(8).await.unwrap();
    assert_eq!(by_windows(&server, &plan).await.len(), 3);
    assert_eq!(server.listing().plan(0).await.unwrap().windows().len(), 1);
}

#[tokio::test]
async fn a_card_without_created_at_is_an_error_that_names_its_place() {
    let body = r#"{"cards":[{"created_at":"2024-01-01"},{"amount":1}],"starting_after":"b"}"#;
    let server = Server::pages([body]).await;
    let plan = server.listing().plan_within(2, day(1)..=day(2)).unwrap();
    for error in [
        server.client().list_window(&plan, 1).unwrap().items().next().await.unwrap().unwrap_err(),
        server.listing().plan(2).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::NoCreatedAt);
        assert_eq!(error.path(), Some("cards[1].created_at"));
        assert_eq!(error.next_cursor().map(Cursor::as_str), Some("b"));
        assert!(error.to_string().contains("no window owns it"), "{error}");
    }
}

#[tokio::test]
async fn a_malformed_card_is_owned_by_its_time_or_else_reported() {
    let body = r#"{"cards":[
        {"created_at":"2024-01-01","amount":"canary"},
        {"amount":"canary","created_at":"2024-01-15"},
        {"created_at":"yesterday"},
        {"created_at":"2024-01-20"}]}"#;
    let server = Server::pages([body]).await;
    let plan = server.listing().plan_within(2, day(1)..=day(20)).unwrap();
    for (index, places, cards) in [(0, vec![0, 2], 0), (1, vec![1, 2], 1)] {
        let page = server.client().list_window(&plan, index).unwrap().page().await.unwrap();
        let found: Vec<_> = page.malformed_cards().iter().map(|card| card.index()).collect();
        assert_eq!((found, page.cards().len()), (places, cards));
        let mut items = server.client().list_window(&plan, index).unwrap().items();
        assert_eq!(items.by_ref().count().await, cards);
        assert_eq!(
            (items.take_malformed_cards().len(), items.report().left_out),
            (2, 2 - cards as u64)
        );
    }
}

#[tokio::test]
async fn a_window_that_was_stopped_goes_on_in_another_process() {
    let cards: Vec<String> = (1..=28).map(|day| format!("2024-01-{day:02}T00:00:00Z")).collect();
    let server = serve(&cards.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let plan = server.listing().plan_within(2, day(1)..=day(28)).unwrap();
    let mut stored = serde_json::to_string(&plan).unwrap();
    let (mut seen, mut index) = (Vec::new(), 0);
    while index < 2 {
        let mut plan = read(&stored).unwrap();
        let listing = server.client().list_window(&plan, index).unwrap();
        let mut items = listing.page_size(3.try_into().unwrap()).items();
        let some: Vec<_> = items.by_ref().take(4).try_collect().await.unwrap();
        let cursor = items.cursor().filter(|_| some.len() == 4);
        index += usize::from(cursor.is_none());
        let at = index - usize::from(cursor.is_none());
        plan.record(at, cursor, some.len() as u64, 0).unwrap();
        seen.extend(some.iter().map(|card| card.created_at.unwrap().to_string()));
        stored = serde_json::to_string(&plan).unwrap();
    }
    let plan = read(&stored).unwrap();
    assert!(plan.is_done());
    assert_eq!(plan.windows().iter().map(|it| it.cards()).sum::<u64>(), 28);
    seen.sort();
    assert_eq!(seen, cards);
    let error = server.client().list_window(&plan, 0).unwrap_err();
    assert!(error.is_invalid_input());
    assert_eq!(error.to_string(), "plan: the window 0 is done");
    assert!(server.client().list_window(&plan, 2).is_err());
}

//! Cards are created and removed while they are listed, and cards that no window owns.

use std::collections::BTreeSet;
use std::time::Duration;

use dintero_cards::{CardFilter, ErrorKind, Partitioned};
use dintero_cards_sandbox::{Action, Faults, NewCard, Order, Rule, Sandbox};
use fastrand::Rng;
use futures_util::StreamExt as _;

use super::world::time;
use crate::listing::client_of;

#[tokio::test]
async fn what_was_there_throughout_comes_once_and_nothing_twice() {
    for seed in 0..60 {
        let mut random = Rng::with_seed(seed);
        let set = if seed < 30 { |stream| stream } else { Partitioned::in_order };
        let kind = random.u8(..6);
        let order = Order::ALL[random.usize(..Order::ALL.len())];
        let mut builder = Sandbox::builder().cards(0).order(order);
        for _ in 0..80 {
            builder = builder.card(NewCard::new().created_at(time(&mut random, kind)));
        }
        let sandbox = builder.start().await.unwrap();
        let client = client_of(&sandbox);
        let mut throughout: BTreeSet<_> = sandbox.cards().iter().map(|card| card.id()).collect();
        let listing = client.list_cards(CardFilter::new()).page_size(4.try_into().unwrap());
        let mut stream = set(listing.partitioned(3).parallel_from(Duration::ZERO));
        let mut seen = BTreeSet::new();
        for attempt in 0.. {
            assert!(attempt < 100, "seed {seed}: no end");
            let end = loop {
                let card = match stream.next().await {
                    Some(Ok(card)) => card,
                    Some(Err(error)) => break Some(error),
                    None => break None,
                };
                assert!(seen.insert(card.id.unwrap()), "seed {seed}: a card came twice");
                if seen.len().is_multiple_of(5) {
                    sandbox.insert(NewCard::new().created_at(time(&mut random, kind)));
                    let cards = sandbox.cards();
                    let gone = cards[random.usize(..cards.len())].id();
                    sandbox.remove(gone).unwrap();
                    throughout.remove(&gone);
                }
            };
            // A cursor that was removed fails its window, which has delivered nothing.
            let plan = stream.plan().unwrap();
            match end {
                Some(_) => stream = set(client.resume_plan(&plan, 3).unwrap()),
                None => break,
            }
        }
        assert!(throughout.is_subset(&seen), "seed {seed}: a card did not come");
    }
}

#[tokio::test]
async fn every_malformed_card_is_reported_and_hides_no_other() {
    malformed(|stream| stream).await;
    malformed(Partitioned::in_order).await;
}

async fn malformed(set: fn(Partitioned) -> Partitioned) {
    let faults = Faults::new().on(Rule::always(), [Action::MalformedCard(3)]);
    let sandbox = Sandbox::builder().cards(120).faults(faults).start().await.unwrap();
    let listing = client_of(&sandbox).list_cards(CardFilter::new());
    let listing = listing.page_size(10.try_into().unwrap());
    let mut stream = set(listing.partitioned(3).parallel_from(Duration::ZERO));
    let mut found = BTreeSet::new();
    while let Some(card) = stream.next().await {
        assert!(found.insert(card.unwrap().id.unwrap().to_string()));
    }
    let malformed = stream.take_malformed_cards();
    assert!(!malformed.is_empty());
    for card in &malformed {
        let json: serde_json::Value = serde_json::from_str(card.json()).unwrap();
        found.insert(json["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(found.len(), 120);
    let plan = stream.plan().unwrap();
    let counted: u64 = plan.windows().iter().map(|window| window.malformed_cards()).sum();
    assert_eq!(counted, malformed.len() as u64);
}

#[tokio::test]
async fn a_card_without_created_at_fails_the_listing_by_name() {
    let null = Action::NullFields(vec!["created_at".into()]);
    let faults = Faults::new().on(Rule::nth(1), [null]);
    let sandbox = Sandbox::builder().cards(120).faults(faults).start().await.unwrap();
    let client = client_of(&sandbox);
    let listing = client.list_cards(CardFilter::new()).page_size(10.try_into().unwrap());
    let mut stream = listing.partitioned(3).parallel_from(Duration::ZERO);
    let (mut count, mut ends) = (0, Vec::new());
    while let Some(card) = stream.next().await {
        match card {
            Ok(_) => count += 1,
            Err(error) => ends.push(error),
        }
    }
    assert_eq!(ends.iter().map(|end| end.kind()).collect::<Vec<_>>(), [ErrorKind::NoCreatedAt]);
    assert!(ends[0].path().unwrap().ends_with(".created_at") && ends[0].cursor().is_none());
    let rest = client.resume_plan(&stream.plan().unwrap(), 3).unwrap();
    assert_eq!(count + rest.filter(|card| std::future::ready(card.is_ok())).count().await, 120);
}

#[tokio::test]
async fn workers_share_one_access_token() {
    let sandbox = Sandbox::builder().cards(400).start().await.unwrap();
    let listing = client_of(&sandbox).list_cards(CardFilter::new());
    let listing = listing.page_size(5.try_into().unwrap());
    let stream = listing.partitioned(8).parallel_from(Duration::ZERO);
    assert_eq!(stream.count().await, 400);
    let requests = sandbox.log().requests();
    let tokens = requests.iter().filter(|request| request.method() == "POST").count();
    let windows: BTreeSet<_> =
        requests.iter().filter_map(|request| request.parameter("created_at.gte")).collect();
    assert!(tokens == 1 && windows.len() > 8, "{tokens} tokens, {} windows", windows.len());
}

#[tokio::test]
async fn a_fast_server_is_listed_page_after_page_and_the_report_counts_all() {
    let sandbox = Sandbox::builder().cards(300).start().await.unwrap();
    let listing = client_of(&sandbox).list_cards(CardFilter::new());
    let mut stream = listing.partitioned(8).parallel_from(Duration::MAX);
    assert_eq!(stream.by_ref().count().await, 300);
    let report = stream.report();
    assert_eq!((report.pages, report.items, report.attempts), (3, 300, 3));
    let plan = stream.plan().unwrap();
    assert_eq!((plan.windows().len(), plan.windows()[0].cards()), (1, 300));
    assert!(plan.is_done() && stream.next().await.is_none());
}

//! Faults of pages: malformed cards, wrong cursors, cards that are missing or
//! repeated.

use std::collections::HashSet;

use dintero_cards_sandbox::{Action, Faults, Rule, Sandbox};
use serde_json::Value;

use crate::client::{list, message, page};
use crate::faults::with;

/// The pages of a listing, at most `most`.
async fn walk(sandbox: &Sandbox, limit: usize, most: usize) -> Vec<Value> {
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    while pages.len() < most {
        let page = page(sandbox, &format!("limit={limit}{cursor}")).await;
        let next = page["starting_after"].as_str().map(str::to_owned);
        pages.push(page);
        match next {
            Some(next) => cursor = format!("&starting_after={next}"),
            None => break,
        }
    }
    pages
}

fn ids(pages: &[Value]) -> Vec<String> {
    let cards = pages.iter().flat_map(|page| page["cards"].as_array().unwrap());
    cards.map(|card| card["id"].as_str().unwrap().to_owned()).collect()
}

fn all(sandbox: &Sandbox) -> Vec<String> {
    sandbox.cards().iter().map(|card| card.id().to_string()).collect()
}

async fn first_page(action: Action) -> Value {
    page(&with(Faults::new().on(Rule::first(1), action)).await, "limit=10").await
}

#[tokio::test]
async fn one_card_is_malformed() {
    for (index, place) in [(3, 3), (13, 3)] {
        let page = first_page(Action::MalformedCard(index)).await;
        let malformed = |card: &Value| card["amount"].is_string() && card["metadata"].is_array();
        let cards = page["cards"].as_array().unwrap();
        let found: Vec<_> = (0..10).filter(|index| malformed(&cards[*index])).collect();
        assert_eq!(found, [place]);
    }
}

#[tokio::test]
async fn fields_are_null() {
    let page = first_page(Action::NullFields(vec!["name".into(), "amount".into()])).await;
    for card in page["cards"].as_array().unwrap() {
        assert!(card["name"].is_null() && card.get("name").is_some());
        assert!(card["amount"].is_null() && card["currency"].is_string());
    }
    let page = first_page(Action::NullFields(Vec::new())).await;
    for card in page["cards"].as_array().unwrap() {
        let fields = card.as_object().unwrap();
        assert!(fields.iter().all(|(name, value)| value.is_null() == (name != "id")));
    }
}

#[tokio::test]
async fn a_status_is_undocumented() {
    let page = first_page(Action::UnknownStatus("created".into())).await;
    assert!(page["cards"].as_array().unwrap().iter().all(|card| card["status"] == "created"));
}

#[tokio::test]
async fn some_fields_are_undocumented() {
    let page = first_page(Action::UnknownFields).await;
    assert_eq!(page["loyalty_points"], 17);
    let cards = page["cards"].as_array().unwrap();
    assert!(cards.iter().all(|card| card["links"].is_array() && card["loyalty_points"] == 17));
    assert!(cards.iter().any(|card| card["pin"]["links"].is_array()));
    assert!(cards.iter().any(|card| card["pin"]["format"]["links"].is_array()));
    assert!(cards.iter().all(|card| card["metadata"].get("links").is_none()));
}

#[tokio::test]
async fn a_cursor_repeats() {
    let sandbox = with(Faults::new().on(Rule::page(2), Action::RepeatCursor)).await;
    let pages = walk(&sandbox, 5, 4).await;
    assert_ne!(pages[0]["starting_after"], Value::Null);
    assert_eq!(pages[1]["starting_after"], pages[0]["starting_after"]);
    assert_eq!(pages[2], pages[1], "every later page is the same");
    assert_eq!(pages[3], pages[1]);
}

#[tokio::test]
async fn cursors_form_a_cycle() {
    for length in [1, 2, 3] {
        let sandbox = with(Faults::new().on(Rule::always(), Action::CycleCursors(length))).await;
        let pages = walk(&sandbox, 5, 12).await;
        assert_eq!(pages.len(), 12, "it never ends");
        let cursors: Vec<_> =
            pages.iter().map(|page| page["starting_after"].as_str().unwrap()).collect();
        let round = usize::try_from(length).unwrap();
        assert_eq!(cursors.iter().collect::<HashSet<_>>().len(), round);
        assert!(cursors.windows(round + 1).all(|some| some[0] == some[round]));
    }
}

#[tokio::test]
async fn empty_pages_lose_nothing() {
    for rule in [Rule::nth(1), Rule::nth(2), Rule::every(2), Rule::nth(5)] {
        let sandbox = with(Faults::new().on(rule.clone(), Action::EmptyPage)).await;
        let pages = walk(&sandbox, 6, 20).await;
        assert!(pages.iter().any(|page| page["cards"].as_array().unwrap().is_empty()));
        assert_eq!(ids(&pages), all(&sandbox), "{rule:?}");
    }
}

#[tokio::test]
async fn empty_pages_can_be_endless_with_new_cursors() {
    let sandbox = with(Faults::new().on(Rule::always(), Action::EmptyPage)).await;
    let pages = walk(&sandbox, 6, 15).await;
    assert_eq!((pages.len(), ids(&pages).len()), (15, 0));
    let cursors: HashSet<_> = pages.iter().map(|page| page["starting_after"].as_str()).collect();
    assert_eq!(cursors.len(), 15);
}

#[tokio::test]
async fn a_cursor_of_an_empty_page_is_unknown_without_the_fault() {
    let sandbox = with(Faults::new().on(Rule::page(3), Action::DropCard)).await;
    for place in ["start".to_owned(), all(&sandbox)[3].clone()] {
        let response = list(&sandbox, &format!("starting_after={place}~1")).await;
        let text = message(response, 404).await;
        assert_eq!(text, "starting_after is not the id of a card", "{place}");
    }
    // With the fault it is known, and stays known when the script is replaced.
    sandbox.set_faults(Faults::new().on(Rule::nth(1), Action::EmptyPage));
    let empty = page(&sandbox, "limit=5").await;
    assert_eq!(empty["starting_after"], "start~1");
    sandbox.set_faults(Faults::new());
    let first = page(&sandbox, "limit=5&starting_after=start%7E1").await;
    assert_eq!(ids(&[first]), all(&sandbox)[..5]);
    for unknown in ["start", "start~0", "x~1", "~1"] {
        message(list(&sandbox, &format!("starting_after={unknown}")).await, 404).await;
    }
}

#[tokio::test]
async fn a_card_is_missing_at_the_end_of_a_page() {
    let sandbox = with(Faults::new().on(Rule::page(2), Action::DropCard)).await;
    let seen = ids(&walk(&sandbox, 5, 20).await);
    let mut expected = all(&sandbox);
    expected.remove(9);
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_card_is_repeated_on_the_next_page() {
    let sandbox = with(Faults::new().on(Rule::page(2).at_most(1), Action::DuplicateCard)).await;
    let seen = ids(&walk(&sandbox, 5, 20).await);
    let mut expected = all(&sandbox);
    expected.insert(9, expected[9].clone());
    assert_eq!(seen, expected);
    // On a page with one card it is repeated on the same page.
    sandbox.set_faults(Faults::new().on(Rule::page(2).at_most(1), Action::DuplicateCard));
    let mut expected = all(&sandbox);
    expected.insert(1, expected[1].clone());
    assert_eq!(ids(&walk(&sandbox, 1, 50).await), expected);
}

#[tokio::test]
async fn an_error_is_not_changed_by_a_fault_of_pages() {
    let sandbox = with(Faults::new().on(Rule::always(), Action::EmptyPage)).await;
    crate::client::refused(&sandbox, "limit=0").await;
}

#[tokio::test]
async fn a_cursor_stays_valid_when_its_card_leaves_the_filter() {
    let sandbox = with(Faults::new().on(Rule::always(), Action::CursorCardLeaves)).await;
    let before = all(&sandbox);
    let pages = walk(&sandbox, 10, 9).await;
    assert_eq!(ids(&pages), before, "every card was there when its page was listed");
    let again = ids(&walk(without_faults(&sandbox), 100, 1).await);
    let left: Vec<_> = before.iter().filter(|id| !again.contains(id)).collect();
    assert_eq!(left, [&before[9], &before[19]], "the last cards of two pages have left");
}

fn without_faults(sandbox: &Sandbox) -> &Sandbox {
    sandbox.set_faults(Faults::new());
    sandbox
}

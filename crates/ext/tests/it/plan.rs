//! The stored form of a plan, and how plans of several processes become one.

use dintero_cards::{CardFilter, CardsClient, Cursor, ListingPlan, WindowState, documents};

use futures_util::StreamExt as _;

use crate::server::Server;
use crate::windows::{day, read, serve, times};

/// A plan that version 0.1.0 stored, of a document with another digest.
const V1: &str = include_str!("cases/plan_v1.json");
/// A plan of a listing in order that was stopped between two cards of one moment.
const V2: &str = include_str!("cases/plan_v2.json");

fn v1() -> String {
    V1.replace("DIGEST", documents::CARDS.digest)
}

#[tokio::test]
async fn plans_of_several_processes_are_merged() {
    let server = serve(&[]).await;
    let plan = server.listing().plan_within(3, day(1)..=day(20)).unwrap();
    let (mut first, mut second, mut all) = (plan.clone(), plan.clone(), plan.clone());
    first.record(0, None, 5, 0).unwrap();
    second.record(1, Cursor::new("a"), 2, 1).unwrap();
    for other in [&second, &first, &plan] {
        all.merge(other).unwrap();
    }
    assert!(all.windows()[0].is_done());
    assert!(matches!(all.windows()[1].state(), WindowState::Started(_)));
    assert_eq!(*all.windows()[2].state(), WindowState::Open);
    let other = server.listing().plan_within(4, day(1)..=day(20)).unwrap();
    assert!(all.merge(&other).unwrap_err().is_invalid_input());
    let other = server.client().list_cards(CardFilter::new().search("canary"));
    let other = other.plan_within(3, day(1)..=day(20)).unwrap();
    assert!(all.merge(&other).unwrap_err().is_invalid_input());
}

#[tokio::test]
async fn a_plan_of_version_1_is_read_and_goes_on() {
    let server = serve(&["2024-01-15T00:00:00Z"]).await;
    let plan = read(&v1()).unwrap();
    assert_eq!(plan.package(), "dintero-cards 0.1.0");
    let query = "status=unused&currency=NOK&currency=SEK&created_at.gte=2024-01-01T00%3A00%3A00Z";
    assert_eq!(plan.filter().to_query(), query);
    let [done, started, open] = plan.windows() else { panic!("{plan:?}") };
    assert!(done.is_done());
    assert_eq!((done.cards(), done.malformed_cards()), (120, 1));
    let WindowState::Started(cursor) = started.state() else { panic!("{plan:?}") };
    assert_eq!((cursor.as_str(), cursor.skip()), ("0", 1));
    assert_eq!((open.from(), open.before()), (started.before(), None));
    // Written again, it is the same text.
    let text: serde_json::Value = serde_json::from_str(&v1()).unwrap();
    assert_eq!(serde_json::to_value(&plan).unwrap(), text);
    // The place within a page of version 0.1.0 is accepted.
    assert!(times(server.client().list_window(&plan, 1).unwrap()).await.is_empty());
    assert_eq!(times(server.client().list_window(&plan, 2).unwrap()).await.len(), 0);
}

#[tokio::test]
async fn a_plan_of_version_2_begins_after_a_card() {
    let card = |id: u128| {
        let id = uuid::Uuid::from_u128(id);
        format!(r#"{{"id":"{id}","created_at":"2024-01-15T00:00:00Z"}}"#)
    };
    let body = format!(r#"{{"cards":[{},{},{}]}}"#, card(9), card(7), card(8));
    let server = Server::pages([body.clone(), body.clone(), body]).await;
    let text = V2.replace("DIGEST", documents::CARDS.digest);
    let plan = read(&text).unwrap();
    assert_eq!(plan.windows()[1].after(), Some(uuid::Uuid::from_u128(7)));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&plan).unwrap(), json);
    let listing = server.client().list_window(&plan, 1).unwrap();
    assert_eq!(listing.items().count().await, 2);
    let stream = server.client().resume_plan(&plan, 2).unwrap().in_order();
    let ids = stream.map(|card| card.unwrap().id.unwrap().as_u128());
    assert_eq!(ids.collect::<Vec<_>>().await, [8, 9]);
    // Resumed without order, and stopped: the window still begins there.
    let mut stream = server.client().resume_plan(&plan, 1).unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().id.unwrap().as_u128(), 9);
    let plan = read(&serde_json::to_string(&stream.plan().unwrap()).unwrap()).unwrap();
    assert_eq!(plan.windows()[1].after(), Some(uuid::Uuid::from_u128(7)));
}

#[tokio::test]
async fn what_cannot_be_resumed_in_order_is_refused() {
    let server = serve(&["2024-01-15T00:00:00Z"; 3]).await;
    let plan = read(&v1()).unwrap();
    let begun = server.client().resume_plan(&plan, 1).unwrap().in_order().next().await;
    let error = begun.unwrap().unwrap_err();
    assert!(error.is_invalid_input());
    assert_eq!(error.to_string(), "plan: a window was begun without order");
    let mut cards = server.listing().partitioned(2).in_order();
    cards.next().await.unwrap().unwrap();
    let error = cards.plan().unwrap_err();
    assert_eq!(error.to_string(), "plan: nothing resumes after a card without an id");
    assert_eq!(cards.by_ref().count().await, 2);
    assert!(cards.plan().unwrap().is_done());
}

#[tokio::test]
async fn a_plan_that_does_not_fit_is_refused_by_name() {
    let newer = v1().replace(r#""version": 1,"#, r#""version": 3,"#);
    let error = read(&newer).unwrap_err();
    assert!(error.starts_with("the plan is stored in version 3 of its format"), "{error}");
    let gap = v1().replacen(r#""before": "2024-01-15T00:00:00Z""#, r#""before": "2024-01-14""#, 1);
    for broken in [gap, v1().replace(r#""state": "started","#, r#""state": "open","#)] {
        assert!(read(&broken).is_err());
    }
    let server = serve(&[]).await;
    let refusal = |plan: &ListingPlan, client: CardsClient| {
        let error = client.list_window(plan, 2).unwrap_err();
        assert!(error.is_invalid_input() && !error.to_string().contains("canary"));
        error.to_string()
    };
    let plan = read(&V1.replace("DIGEST", "0123")).unwrap();
    assert_eq!(
        refusal(&plan, server.client()),
        "plan: it was made by dintero-cards 0.1.0 for another version of the document; \
         use that version, or make a new plan"
    );
    // The filter of the text was changed, and its digest was not.
    let plan = read(&v1().replace(r#""unused""#, r#""used""#)).unwrap();
    let other = "plan: it belongs to another account or filter";
    assert_eq!(refusal(&plan, server.client()), other);
    let plan = read(&v1()).unwrap();
    let account = dintero_cards::CardsClient::builder("P00000000")
        .token_source(dintero_cards::AccessToken::new("t"))
        .build()
        .unwrap();
    assert_eq!(refusal(&plan, account), other);
    let listing = server.client().list_cards(CardFilter::new().search("canary"));
    assert_eq!(plan.check(&listing).unwrap_err().to_string(), other);
    assert!(plan.check(&server.client().list_cards(plan.filter().clone())).is_ok());
    assert!(server.targets().is_empty());
}

#[tokio::test]
async fn the_listing_of_a_customer_is_planned_with_its_check() {
    let body = r#"{"cards":[{"created_at":"2024-01-01","customer_id":"a"},
        {"created_at":"2024-01-01","customer_id":"b"}]}"#;
    let server = Server::pages([body]).await;
    let plan = server.client().customer("a").plan_within(1, day(1)..=day(2)).unwrap();
    let plan = read(&serde_json::to_string(&plan).unwrap()).unwrap();
    assert_eq!(times(server.client().list_window(&plan, 0).unwrap()).await.len(), 1);
    assert!(plan.check(&server.client().list_cards(plan.filter().clone())).is_err());
    let shown = format!("{:?}", server.client().customer("canary").plan_within(1, day(1)..=day(2)));
    assert!(!shown.contains("canary"), "{shown}");
}

//! Cards for tests: of a sandbox, unusual ones, and any.

use dintero_cards::{AccessToken, Card, CardFilter, CardsClient};
use dintero_cards_sandbox::Sandbox;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The cards of a sandbox, by way of its pages.
pub(crate) async fn of_sandbox(count: usize) -> Vec<Card> {
    let sandbox = Sandbox::builder().cards(count).start().await.unwrap();
    let client = CardsClient::builder(sandbox.account_id())
        .base_url(sandbox.base_url())
        .token_source(AccessToken::new(sandbox.access_token()))
        .build()
        .unwrap();
    let (mut cards, mut next) = (Vec::new(), None);
    loop {
        let listing = client.list_cards(CardFilter::new());
        let listing =
            if let Some(cursor) = next { listing.starting_after(cursor) } else { listing };
        let page = listing.page().await.unwrap();
        next = page.next_cursor().cloned();
        cards.extend(page.into_cards());
        if next.is_none() {
            return cards;
        }
    }
}

pub(crate) fn card(json: &str) -> Card {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// Cards that a reader must not expect.
pub(crate) fn unusual() -> Vec<Card> {
    let texts = [
        "{}",
        r#"{"card_id":null,"amount":null,"created_at":null,"metadata":null,"pin":null}"#,
        r#"{"status":"created","type":"voucher","currency":"XXQ","amount":1}"#,
        r#"{"status":"","type":"","currency":"","card_id":"","name":""}"#,
        r#"{"amount":9223372036854775807,"amount_funds":-9223372036854775808}"#,
        r#"{"created_at":"0001-01-01T00:00:00Z","expires_at":"9999-12-31T23:59:59.999999Z"}"#,
        r#"{"created_at":"0000-01-01T00:00:00Z","expires_at":"9999-12-31T23:59:59.999999999Z"}"#,
        r#"{"created_at":"1969-12-31T23:59:59.999999999Z","active_from":"2026-01-01T00:00:00.1Z"}"#,
        r#"{"created_at":"2016-12-31T23:59:60Z","expires_at":"2016-12-31T23:59:60.5Z"}"#,
        r#"{"name":"🎁 \u0000 \" \\ æøå \u202e","metadata":{"🎁":[1e400,{"a":null}],"a":1,"a":2}}"#,
        "{\"metadata\":{\n \"a\" : 1.10\n}}",
        r#"{"colour":"red","size":1.10,"colour":{"a":[ ]},"\"":null}"#,
        r#"{"pin":{"format":{"length":4,"prefix":"A\"","hint":[1]},"code":"1234"}}"#,
        r#"{"pin":{}}"#,
        r#"{"pin":{"code":"1234"}}"#,
        r#"{"pin":{"code":"1235"}}"#,
        r#"{"metadata":{},"extra":{"exact_times":1},"exact_times":"none"}"#,
        r#"{"id":"3C90C3CC-0D44-4B50-8888-8DD25736052A"}"#,
    ];
    texts.iter().map(|json| card(json)).collect()
}

const TIMES: [&str; 3] = ["created_at", "active_from", "expires_at"];
const AMOUNTS: [&str; 3] = ["amount", "amount_balance", "amount_reserved"];
const TEXTS: [&str; 6] = ["card_id", "currency", "type", "status", "name", "customer_id"];
const OBJECTS: [&str; 3] = ["metadata", "pin", "unknown"];

/// Any card.
pub(crate) fn any_card() -> impl Strategy<Value = Card> {
    let text = prop_oneof!["(?s).{0,8}", "(NOK|unused|gift_card|created)"].prop_map(Value::from);
    let time = (0..=9999, 1..=12, 1..=28, 0..24, 0..=60, prop_oneof![Just(0), 0..1_000_000_000]);
    let time = time.prop_map(|(year, month, day, hour, second, nanos)| {
        json!(format!("{year:04}-{month:02}-{day:02}T{hour:02}:59:{second:02}.{nanos:09}Z"))
    });
    let amount = prop_oneof![any::<i64>(), -9..9_i64].prop_map(Value::from);
    let object = prop::collection::btree_map("(?s).{0,4}", text.clone(), 0..3);
    let object = object.prop_map(|fields| Value::Object(Map::from_iter(fields)));
    let id = any::<u128>().prop_map(|id| json!(uuid(id)));
    let field = prop_oneof![
        3 => (prop::sample::select(&TEXTS[..]).prop_map(str::to_owned), text.clone()),
        3 => (prop::sample::select(&AMOUNTS[..]).prop_map(str::to_owned), amount),
        2 => (prop::sample::select(&TIMES[..]).prop_map(str::to_owned), time),
        2 => (prop::sample::select(&OBJECTS[..]).prop_map(str::to_owned), object),
        1 => (Just("id".to_owned()), id),
        1 => ("[a-zæ🎁\"]{12}", text),
    ];
    let fields = prop::collection::vec(field, 0..12);
    fields.prop_map(|fields| card(&Value::Object(Map::from_iter(fields)).to_string()))
}

fn uuid(id: u128) -> String {
    let hex = format!("{id:032x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    parts.join("-")
}

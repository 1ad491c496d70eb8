//! Cards from files.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use dintero_cards_sandbox::{Error, NewCard, Sandbox};
use serde_json::{Value, json};

use crate::client::{clock, list, page};

/// A file that is removed when the test ends.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("dintero-cards-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        Self(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

pub(crate) async fn load(name: &str, text: &str) -> Result<Sandbox, Error> {
    let file = File::new(name, text);
    Sandbox::builder().data(&file.0).clock(clock()).start().await
}

pub(crate) async fn listed(sandbox: &Sandbox) -> Vec<Value> {
    page(sandbox, "limit=100").await["cards"].as_array().unwrap().clone()
}

/// The message of a file that is refused, without the name of the file.
async fn refused(name: &str, text: &str) -> String {
    let message = load(name, text).await.unwrap_err().to_string();
    let place = message.find(name).unwrap() + name.len();
    message[place..].to_owned()
}

#[tokio::test]
async fn a_listing_that_is_read_from_a_file_is_the_same() {
    let original = Sandbox::builder().cards(60).clock(clock()).start().await.unwrap();
    let cards = listed(&original).await;
    let lines: String = cards.iter().map(|card| format!("{card}\n")).collect();
    for (name, text) in [
        ("again.json", json!(cards).to_string()),
        ("page.json", page(&original, "limit=100").await.to_string()),
        ("again.ndjson", lines.clone()),
        ("again.jsonl", lines),
    ] {
        let sandbox = load(name, &text).await.unwrap();
        assert_eq!(listed(&sandbox).await, cards, "{name}");
    }
}

#[tokio::test]
async fn rows_are_read_by_the_names_of_their_columns() {
    let text = "amount,card_id,unknown,type,created_at,pin,metadata,amount_balance,expires_at\n\
                500,\"a, b\",x,credit_note,2026-01-01,\"{\"\"format\"\":{\"\"length\"\":6}}\",\
                \"{\"\"k\"\":[1]}\",200,\n\
                ,0017,,,,,,300,2026-02-01T00:00:00+01:00\n";
    let sandbox = load("rows.csv", text).await.unwrap();
    let cards = listed(&sandbox).await;
    let card = |id: &str| cards.iter().find(|card| card["card_id"] == id).unwrap();
    let first = card("a, b");
    assert_eq!(first["amount"], 500);
    assert_eq!(first["type"], "credit_note");
    assert_eq!(first["created_at"], "2026-01-01T00:00:00Z");
    assert_eq!(first["pin"]["format"]["length"], 6);
    assert_eq!(first["metadata"], json!({ "k": [1] }));
    assert_eq!((&first["amount_balance"], &first["amount_drawdown"]), (&json!(200), &json!(300)));
    assert_eq!(first.get("expires_at"), None);
    let second = card("0017");
    assert_eq!(second["amount"], 300);
    assert_eq!(second["expires_at"], "2026-01-31T23:00:00Z");
    assert_eq!(cards.len(), 2);
}

#[tokio::test]
async fn fields_are_read_leniently() {
    let text = r#"[
      {},
      {"id": null, "card_id": 17, "amount": "250", "created_at": "2026-01-01T00:00",
       "pin": null, "metadata": null, "more": {"deep": [1]}, "status": "created"},
      {"pin": {}, "card\u005fid": "escaped"},
      {"pin": {"format": {"prefix": "G-", "barcode": true}}}
    ]"#;
    let sandbox = load("tolerant.json", text).await.unwrap();
    let cards = listed(&sandbox).await;
    assert_eq!(cards.len(), 4);
    let second = cards.iter().find(|card| card["card_id"] == "17").unwrap();
    assert_eq!((&second["amount"], &second["status"]), (&json!(250), &json!("unused")));
    assert_eq!(second["more"], json!({ "deep": [1] }), "an unknown field is kept");
    assert!(cards.iter().any(|card| card["card_id"] == "escaped"));
    let pin = cards.iter().find(|card| !card["pin"]["format"].is_null()).unwrap();
    assert_eq!(pin["pin"], json!({ "format": { "prefix": "G-", "barcode": true } }));
}

#[tokio::test]
async fn what_is_kept_and_what_is_not_is_said() {
    let text = r#"[
      {"id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "amount": 500, "status": "created",
       "amount_available": 7, "total": 12345678901234567890123, "tags": ["a", null]},
      {"id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "amount_funds": 9, "amount_drawdown": 2,
       "amount_balance": 7, "amount_available": 7, "status": "partially_used", "total": null},
      {"amount": 3, "status": "inactive", "amount_balance": 3}
    ]"#;
    let sandbox = load("said.json", text).await.unwrap();
    let notes: Vec<_> =
        sandbox.notes().iter().map(|note| note.split_once("said.json: ").unwrap().1).collect();
    assert_eq!(
        notes,
        [
            "amount_available is not as given: it follows from the other fields (cards: 1)",
            "id replaces an earlier card with the same id (cards: 1)",
            "status is not as given: it follows from the other fields (cards: 2)",
        ]
    );
    let cards = listed(&sandbox).await;
    assert_eq!(cards.len(), 2);
    assert_eq!(cards.iter().filter(|card| card.get("total") == Some(&Value::Null)).count(), 1);
    let text = r#"{"total": 12345678901234567890123, "\u0061": 1.50}"#;
    let sandbox = load("exact.ndjson", text).await.unwrap();
    let body = list(&sandbox, "").await.text().await.unwrap();
    assert!(body.contains(r#""total":12345678901234567890123,"a":1.50}"#), "{body}");
    assert!(sandbox.notes().is_empty());
}

#[tokio::test]
async fn every_listed_time_is_one_of_rfc_3339() {
    for time in ["9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00+00:01"] {
        let message =
            refused("years.ndjson", &format!("{{}}\n{{\"expires_at\":\"{time}\"}}")).await;
        assert!(message.starts_with(":2: expires_at must be an ISO 8601 date"), "{message}");
    }
    for (year, listed) in [(12_345, "9999-12-31T23:59:59Z"), (-1, "0000-01-01T00:00:00Z")] {
        let time = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_time(NaiveTime::MIN).and_utc();
        let sandbox = Sandbox::builder().card(NewCard::new().created_at(time));
        let sandbox = sandbox.clock(clock()).start().await.unwrap();
        assert_eq!(page(&sandbox, "").await["cards"][0]["created_at"], listed);
    }
}

#[tokio::test]
async fn a_leap_second_is_one_instant_however_often_it_is_read_and_written() {
    let text = "2016-12-31T23:59:60+01:00";
    let written = "2016-12-31T23:00:00Z";
    let given = NewCard::new().created_at(text.parse().unwrap());
    let from_file = load("leap.ndjson", &format!("{{\"created_at\":\"{text}\"}}")).await.unwrap();
    let from_test = Sandbox::builder().card(given).clock(clock()).start().await.unwrap();
    for sandbox in [from_file, from_test] {
        let card = &listed(&sandbox).await[0];
        assert_eq!(card["created_at"], written);
        let again = load("again.ndjson", &card.to_string()).await.unwrap();
        assert_eq!(listed(&again).await[0]["created_at"], written);
        for bound in ["created_at.gte", "created_at.lte"] {
            let query = format!("{bound}={}", text.replace('+', "%2B"));
            assert_eq!(page(&sandbox, &query).await["cards"].as_array().unwrap().len(), 1);
        }
    }
}

#[tokio::test]
async fn an_invalid_card_is_refused_with_file_and_line() {
    let uuid = "must be a UUID";
    for (name, text, expected) in [
        ("bad.json", "[\n{},\n{\"amount\": 1.5}]", ":3: amount must be a whole number"),
        ("bad.json", "[{}", ":1: EOF while parsing a list"),
        ("bad.json", "{\n}", ":2: the object has no list `cards`"),
        ("bad.json", "{\"cards\": {}}", ":1: invalid type: map, expected"),
        ("bad.json", "[] []", ":1: trailing characters"),
        ("bad.json", "[3]", ":1: invalid type: integer"),
        ("bad.json", "[{}, [null, \"POS\"]]", ":1: invalid type: sequence, expected a card"),
        ("bad.json", "[{\"name\": \"a\", \"name\": \"b\"}]", ":1: duplicate field `name`"),
        ("bad.ndjson", "{}\n[]\n", ":2: invalid type: sequence, expected a card"),
        ("bad.json", "[{\"metadata\": [1]}]", ":1: metadata must be an object"),
        ("bad.json", "[{\"metadata\": {\"a\": 1e999}}]", ":1: metadata must be JSON with at most"),
        ("bad.json", "[{\"total\": 1e999}]", ":1: total must be JSON with at most 124 levels"),
        ("bad.json", "[{\"total\": 1, \"total\": 1}]", ":1: duplicate field `total`"),
        ("bad.json", "[{\"amount\": 9223372036854775808}]", ":1: amount must be a whole number"),
        (
            "bad.ndjson",
            "{}\n\n{\"type\": \"coupon\"}\n",
            ":3: type must be gift_card or credit_note",
        ),
        ("bad.ndjson", "{}\n{} {}\n", ":2: trailing characters"),
        ("bad.ndjson", "{}\n{\"expires_at\": \"tomorrow\"}", ":2: expires_at must be an ISO 8601"),
        ("bad.csv", "id,amount\n1,2\n", ":2: id must be a UUID"),
        ("bad.csv", "name,amount,name\na,1,b\n", ":1: duplicate field `name`"),
        ("bad.csv", "\u{200b}x\n1\n", ":1: no column has the name of a field of a card"),
        ("bad.csv", "amount\n1\n1,2\n", ":3: the row has 2 cells, the first has 1"),
        ("bad.csv", "a,b\n1,2\n", ":1: no column has the name of a field of a card"),
        ("bad.csv", "amount,name\n1,\"two\nlines\"\nx,y\n", ":4: amount must be a whole number"),
        ("bad.txt", "", ": the name must end in .json, .ndjson, .jsonl or .csv"),
    ] {
        let message = refused(name, text).await;
        assert!(message.starts_with(expected), "{text}: {message}");
    }
    let secret = refused("bad.json", "[{\"id\": \"customer-17\"}]").await;
    assert!(secret.contains(uuid) && !secret.contains("customer-17"), "{secret}");
    let missing = std::env::temp_dir().join("dintero-cards-is-not-there.json");
    let error = Sandbox::builder().data(&missing).start().await.unwrap_err();
    assert!(matches!(error, Error::File { line: None, .. }), "{error}");
}

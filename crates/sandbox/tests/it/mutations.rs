//! Changed files: a sandbox starts or refuses them with a place, and what it has read
//! it reads again.
//!
//! `FUZZ_SECONDS` sets how long each test looks for changes that it does not survive.

use std::time::{Duration, Instant};

use dintero_cards_sandbox::Faults;
use serde_json::Value;

use crate::client::page;
use crate::data::{listed, load};

/// Enough for some hundred changes.
const SECONDS: u64 = 1;

/// Pieces that replace or extend a part of a text.
const PIECES: [&str; 26] = [
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\u0000",
    "\\ud800",
    "\u{feff}",
    "\n",
    "null",
    "true",
    "-1",
    "1e999",
    "9223372036854775808",
    "0.5",
    "9999-12-31T23:59:59-23:59",
    "23:59:60",
    "+01:00",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "\"id\":",
    "\"status\"",
    "\"always\":true",
    "æ",
];

/// Changed forms of some texts, until the time is over.
fn changes(seeds: &'static [&'static str]) -> impl Iterator<Item = String> {
    #[expect(clippy::disallowed_methods, reason = "whoever runs this test sets its length")]
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(SECONDS));
    let mut random = fastrand::Rng::with_seed(15);
    let mut below = move |limit: usize| random.usize(..limit.max(1));
    std::iter::from_fn(move || {
        let mut text: Vec<char> = seeds[below(seeds.len())].chars().collect();
        for _ in 0..=below(4) {
            let from = below(text.len());
            let to = (from + below(6)).min(text.len());
            text.splice(from..to, PIECES[below(PIECES.len())].chars());
        }
        (Instant::now() < end).then(|| text.into_iter().collect())
    })
}

#[tokio::test]
async fn a_changed_file_of_cards_is_read_the_same_twice_or_refused_with_its_place() {
    const SEEDS: [&str; 4] = [
        r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","card_id":"a","amount":5,"currency":"SEK",
           "type":"gift_card","status":"unused","pin":{"format":{"length":6}},"more":[1.50]}"#,
        r#"{"created_at":"2016-12-31T23:59:60+01:00","active_from":"2026-03-01","amount":"7"}"#,
        r#"{"metadata":{"a":[1,{"b":null}]},"amount_balance":3,"amount_drawdown":4,"name":null}"#,
        r#"{"expires_at":"9999-12-31T23:59:59.999999999Z","amount_funds":-9223372036854775808}"#,
    ];
    for change in changes(&SEEDS) {
        let text = change.replace('\n', " ");
        match load("change.ndjson", &text).await {
            Ok(sandbox) => {
                let cards = listed(&sandbox).await;
                let lines: Vec<_> = cards.iter().map(Value::to_string).collect();
                let again = load("again.ndjson", &lines.join("\n")).await.unwrap();
                assert_eq!(listed(&again).await, cards, "{text}");
                assert!(
                    sandbox.cards().iter().all(|card| card.to_json(card.created_at()).is_object())
                );
            }
            Err(error) => assert!(error.to_string().contains("ndjson:1: "), "{text}: {error}"),
        }
    }
}

#[tokio::test]
async fn a_changed_script_of_faults_is_used_or_refused_with_its_place() {
    const SEEDS: [&str; 3] = [
        r#"{"seed":1,"faults":[{"first":2,"actions":[{"status":503},{"retry_after_seconds":1}]}]}"#,
        r#"{"faults":[{"page":3,"at_most":1,"actions":"empty_page"},{"nth":1,"actions":"drop_card"}]}"#,
        r#"{"faults":[{"always":true,"actions":{"cycle_cursors":3}},{"every":5,"operation":"any",
           "actions":{"null_fields":["name"]}},{"probability":0.1,"actions":"duplicate_card"}]}"#,
    ];
    let sandbox = crate::client::of(3).await;
    for text in changes(&SEEDS) {
        match Faults::from_json(&text) {
            Ok(faults) => sandbox.set_faults(faults),
            Err(error) => {
                assert!(error.to_string().starts_with("faults:"), "{text}: {error}");
                continue;
            }
        }
        crate::client::list(&sandbox, "limit=2").await;
    }
    sandbox.set_faults(Faults::new());
    page(&sandbox, "").await;
}

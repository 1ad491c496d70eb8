//! The reader is held to `serde_json`.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::de::DeserializeOwned;

use crate::cards::types::{Card, CardPage, ErrorBody};
use crate::json::from_str;

/// A page in the form that servers send.
const PAGE: &str = r#"{"cards":[{"card_id":"GC-1","amount":-50000,"currency":"NOK","name":"Gave på åtte",
    "type":"gift_card","status":"new_status","pin":{"format":{"length":36,"prefix":"DIN:",
    "symbols":true,"numbers":false}},"id":"3c90c3cc-0d44-4b50-8888-000000000001","new":[1,{"a":"b"}],
    "created_at":"2023-11-07T05:31:56Z","metadata":{"order_id":"x","n":{"deep":[]}},"amount_balance":0,
    "originated_by":null},{}],"starting_after":"a\"b"}"#;

/// Values of every kind, and texts that are no value, a line each.
const VALUES: &str = r#"0
-0
00
-
1
-17
1.0
1e2
999999999999999999
9223372036854775807
9223372036854775808
-9223372036854775808
1 2
1,
true
false
tru
truefalse
null
nul
nullx
NaN
""
"a
"a"b"
"\"
"\u00e6"
"seven77"
"eight888"
"æøå ÿ€日本"
[]
[1]
[ 1 , 2 ]
[1,]
[,1]
[1 2]
[1
]
{}
{"a":1}
{ "a" : 1 , "b" : 2 }
{"a":1,}
{"a" 1}
{a:1}
{1:1}
{"1":1}
{"a":1
{"a":1]
[1}"#;

/// Whether a text is read as `serde_json` reads it; panics if it is read in another way.
fn agrees<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> bool {
    let (ours, theirs) = (from_str::<T>(text).ok(), serde_json::from_str::<T>(text).ok());
    assert!(ours.is_none() || ours == theirs, "{text}: {ours:?}, not {theirs:?}");
    ours.is_some() == theirs.is_some()
}

#[test]
fn usual_texts_are_read_at_once() {
    for text in [
        PAGE,
        r#"{"cards":[]}"#,
        r#" { "cards" : [ ] , "starting_after" : null } "#,
        r#"{"cards":[{"amount":9223372036854775807},{"amount":-999999999999999999}]}"#,
        r#"{"cards":[{"name":"\u00e6\n","c\u0061rd_id":"æøå"}],"starting_after":""}"#,
    ] {
        assert!(agrees::<CardPage>(text) && from_str::<CardPage>(text).is_ok(), "{text}");
    }
}

#[test]
fn fields_are_read_in_any_order() {
    let fields =
        [r#""amount":1"#, r#""amount_funds":2"#, r#""new":3"#, r#""name":"a""#, r#""pin":{}"#];
    let orders = (0..25).map(|number| {
        let (from, without) = (number % 5, number / 5);
        let mut order: Vec<&str> = fields.iter().cycle().skip(from).take(5).copied().collect();
        order.remove(without);
        format!("{{{}}}", order.join(","))
    });
    let page = |cards: Vec<String>| format!(r#"{{"cards":[{}]}}"#, cards.join(","));
    let cards: Vec<String> = orders.collect();
    let text = page(cards.clone());
    assert!(agrees::<CardPage>(&text) && from_str::<CardPage>(&text).is_ok());
    // Of two fields of one name neither is right.
    let twice = page([&cards[..], &[r#"{"amount":1,"amount":1}"#.to_owned()]].concat());
    assert!(from_str::<CardPage>(&twice).is_err());
}

#[test]
fn every_kind_of_value_is_read_as_serde_json_reads_it_or_refused() {
    for value in VALUES.lines().chain(["", " ", "\"\u{1}\"", "\"\u{7f}\"", "\u{feff}1"]) {
        agrees::<i64>(value);
        agrees::<Option<i64>>(value);
        agrees::<bool>(value);
        agrees::<String>(value);
        agrees::<Vec<i64>>(value);
        agrees::<BTreeMap<String, i64>>(value);
        agrees::<BTreeMap<i64, i64>>(value);
        agrees::<(u8, f64)>(value);
        agrees::<serde_json::Value>(value);
        agrees::<Card>(value);
        agrees::<ErrorBody>(value);
    }
}

#[test]
fn depth_is_bounded_as_serde_json_bounds_it() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(transparent)]
    struct Deep(Vec<Deep>);

    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let most = 127;
    assert!(agrees::<Deep>(&nested(most)) && from_str::<Deep>(&nested(most)).is_ok());
    assert!(agrees::<Deep>(&nested(most + 1)) && from_str::<Deep>(&nested(most + 1)).is_err());
    assert!(from_str::<Deep>(&nested(100_000)).is_err());
}

proptest! {
    #[test]
    fn a_changed_page_is_read_as_serde_json_reads_it_or_refused(
        changes in vec((any::<Index>(), r#"["\\{}\[\],:0e.\-ntf æ\x00]{0,3}"#), 0..4),
    ) {
        let mut text = PAGE.to_owned();
        for (index, instead) in changes {
            let (start, old) = text.char_indices().nth(index.index(text.chars().count())).unwrap();
            text.replace_range(start..start + old.len_utf8(), &instead);
        }
        agrees::<CardPage>(&text);
    }
}

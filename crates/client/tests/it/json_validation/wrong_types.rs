//! Types that disagree with their document fail the comparison.

use std::cell::RefCell;

use dintero_cards_openapi::{AUTH, CARDS, Source};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Counts, compare_conforming, compare_damaged};
use crate::named::{Named, reread};

/// A hand-written type in the place of the one generated for a schema.
fn wrong<T>(source: Source<'static>, name: &'static str) -> Named
where
    T: DeserializeOwned + Serialize + PartialEq,
{
    Named { source, name, derived: || Value::Null, reread: reread::<T> }
}

#[track_caller]
fn caught(outcome: Result<impl Sized, String>, in_the_words: &str) {
    let error = outcome.err().unwrap_or_else(|| panic!("not caught: {in_the_words}"));
    assert!(error.contains(in_the_words), "{error}");
    assert!(error.contains("Fixed("), "{error}");
}

/// The fields of the schema, with a length of any type.
#[derive(Serialize, Deserialize, PartialEq)]
struct PinFormat<Number> {
    #[serde(skip_serializing_if = "Option::is_none")]
    barcode: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    characters: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbols: Option<bool>,
    #[serde(flatten)]
    extra: serde_json::Map<String, Value>,
}

#[test]
fn a_hand_written_type_that_agrees_passes() {
    let right = wrong::<PinFormat<i64>>(CARDS, "PinFormat");
    assert!(compare_conforming(&right).is_ok());
    assert!(compare_damaged(&right, &RefCell::new(Counts::default())).is_ok());
}

#[test]
fn a_type_that_is_too_small_is_caught() {
    let small = wrong::<PinFormat<i32>>(CARDS, "PinFormat");
    caught(compare_conforming(&small), "refuses {\"length\":");
}

#[test]
fn a_type_that_takes_anything_is_caught() {
    let lax = wrong::<PinFormat<Value>>(CARDS, "PinFormat");
    caught(compare_damaged(&lax, &RefCell::new(Counts::default())), "which the document refuses");
}

#[test]
fn a_type_without_a_field_is_caught() {
    #[derive(Serialize, Deserialize, PartialEq)]
    struct ErrorDetail {
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    }
    let incomplete = wrong::<ErrorDetail>(CARDS, "ErrorDetail");
    caught(compare_conforming(&incomplete), "comes back as {}");
}

#[test]
fn a_type_that_refuses_unknown_fields_is_caught() {
    #[derive(Serialize, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct ErrorDetail {
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    }
    caught(compare_conforming(&wrong::<ErrorDetail>(CARDS, "ErrorDetail")), "unknown field");
}

#[test]
fn a_page_that_may_be_without_cards_is_caught() {
    #[derive(Serialize, Deserialize, PartialEq)]
    struct CardPage {
        #[serde(default)]
        cards: Vec<dintero_cards_client::cards::types::Card>,
        #[serde(skip_serializing_if = "Option::is_none")]
        starting_after: Option<String>,
        #[serde(flatten)]
        extra: serde_json::Map<String, Value>,
    }
    let met = RefCell::new(Counts::default());
    caught(compare_damaged(&wrong::<CardPage>(CARDS, "CardPage"), &met), "required property");
}

#[test]
fn an_open_enumeration_that_is_only_sent_is_caught() {
    let met = RefCell::new(Counts::default());
    caught(
        compare_damaged(&wrong::<String>(AUTH, "GrantType"), &met),
        "which the document refuses",
    );
}

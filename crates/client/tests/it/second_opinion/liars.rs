//! Types that do not keep to their document are caught.

use std::cell::RefCell;

use dintero_cards_openapi::{AUTH, CARDS, Source};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Met, compare_conforming, compare_damaged};
use crate::named::{Named, reread};

/// A type in the place of the one generated for a schema.
fn liar<T>(source: Source<'static>, name: &'static str) -> Named
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
}

#[test]
fn the_stand_in_itself_is_no_liar() {
    let honest = liar::<PinFormat<i64>>(CARDS, "PinFormat");
    assert!(compare_conforming(&honest).is_ok());
    assert!(compare_damaged(&honest, &RefCell::new(Met::default())).is_ok());
}

#[test]
fn a_type_that_is_too_small_is_caught() {
    let small = liar::<PinFormat<i32>>(CARDS, "PinFormat");
    caught(compare_conforming(&small), "refuses {\"length\":");
}

#[test]
fn a_type_that_takes_anything_is_caught() {
    let lax = liar::<PinFormat<Value>>(CARDS, "PinFormat");
    caught(compare_damaged(&lax, &RefCell::new(Met::default())), "which the document refuses");
}

#[test]
fn a_type_that_forgets_a_field_is_caught() {
    #[derive(Serialize, Deserialize, PartialEq)]
    struct ErrorDetail {
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    }
    let forgetful = liar::<ErrorDetail>(CARDS, "ErrorDetail");
    caught(compare_conforming(&forgetful), "comes back as {}");
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
    caught(compare_conforming(&liar::<ErrorDetail>(CARDS, "ErrorDetail")), "unknown field");
}

#[test]
fn a_page_that_may_be_without_cards_is_caught() {
    #[derive(Serialize, Deserialize, PartialEq)]
    struct CardPage {
        #[serde(default)]
        cards: Vec<dintero_cards_client::cards::types::Card>,
        #[serde(skip_serializing_if = "Option::is_none")]
        starting_after: Option<String>,
    }
    let met = RefCell::new(Met::default());
    caught(compare_damaged(&liar::<CardPage>(CARDS, "CardPage"), &met), "required property");
}

#[test]
fn an_open_enumeration_that_is_only_sent_is_caught() {
    let met = RefCell::new(Met::default());
    caught(compare_damaged(&liar::<String>(AUTH, "GrantType"), &met), "which the document refuses");
}

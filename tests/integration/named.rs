//! The named schemas of both documents, and the types generated from them.
//!
//! Whoever compares documents with types goes through this table, so that a
//! schema without its type is noticed once and for all.

use dintero_cards_client::{auth, cards};
use dintero_cards_openapi::{AUTH, CARDS, DOCUMENTS, Document, Source};
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

/// A named schema of a document.
pub(crate) struct Named {
    pub(crate) source: Source<'static>,
    pub(crate) name: &'static str,
    /// The JSON Schema that is derived from the type.
    pub(crate) derived: fn() -> Value,
}

macro_rules! named {
    ($source:ident, $module:ident: $($name:ident)*) => {
        [$(Named {
            source: $source,
            name: stringify!($name),
            derived: derived::<$module::types::$name>,
        }),*]
    };
}

/// Every named schema that has a type.
pub(crate) fn named() -> Vec<Named> {
    let cards = named!(CARDS, cards: AccountId CardType CardStatus CardPage Card Pin PinFormat
        ErrorBody ErrorDetail);
    let auth = named!(AUTH, auth: OwnerId GrantType TokenRequest TokenType AccessToken ErrorBody
        ErrorDetail);
    cards.into_iter().chain(auth).collect()
}

fn derived<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

#[test]
fn every_named_schema_has_its_type_and_every_type_its_schema() {
    for source in DOCUMENTS {
        let document = Document::parse(source).unwrap();
        let schemas = document.root()["components"]["schemas"].as_object().unwrap();
        let mut typed: Vec<&str> =
            named().iter().filter(|named| named.source == source).map(|named| named.name).collect();
        typed.sort_unstable();
        let mut stated: Vec<&str> = schemas.keys().map(String::as_str).collect();
        stated.sort_unstable();
        assert_eq!(
            stated, typed,
            "{}: schemas on the left, types on the right; bring `named` up to date",
            source.file
        );
    }
}

//! The named schemas of both documents, and the types generated from them.
//!
//! Every comparison of documents with types uses this table, and a test finds a
//! schema without its type.

use dintero_cards_openapi::{DOCUMENTS, Document, Source};
use schemars::{JsonSchema, schema_for};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use serde_path_to_error::Segment;

/// A named schema of a document and its type.
pub(crate) struct Named {
    pub(crate) source: Source<'static>,
    pub(crate) name: &'static str,
    /// The JSON Schema that is derived from the type.
    pub(crate) derived: fn() -> Value,
    /// Decodes a text and encodes the value.
    pub(crate) reread: fn(&str) -> Result<Value, Refusal>,
}

impl Named {
    /// Returns the JSON pointer of the schema in its document.
    pub(crate) fn pointer(&self) -> String {
        format!("/components/schemas/{}", self.name)
    }
}

/// The reason why a type does not decode a text, with the place in the text.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) pointer: String,
    pub(crate) message: String,
}

macro_rules! named {
    ($($source:ident as $module:ident: $($name:ident)*;)*) => {
        vec![$($(Named {
            source: dintero_cards_openapi::$source,
            name: stringify!($name),
            derived: derived::<dintero_cards_client::$module::types::$name>,
            reread: reread::<dintero_cards_client::$module::types::$name>,
        }),*),*]
    };
}

/// Returns every named schema that has a type.
pub(crate) fn named() -> Vec<Named> {
    named! {
        CARDS as cards: AccountId CardType CardStatus CardPage Card Pin PinFormat ErrorBody ErrorDetail;
        AUTH as auth: OwnerId GrantType TokenRequest TokenType AccessToken ErrorBody ErrorDetail;
    }
}

fn derived<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

/// Decodes a text and encodes the value, which must decode to the same value.
pub(crate) fn reread<T: DeserializeOwned + Serialize + PartialEq>(
    text: &str,
) -> Result<Value, Refusal> {
    let value: T = decode(text)?;
    let encoded = serde_json::to_string(&value).unwrap();
    let again: T = decode(&encoded)
        .unwrap_or_else(|refusal| panic!("{encoded} was written and is not read: {refusal:?}"));
    assert!(again == value, "{encoded} was written and is read as another value");
    Ok(serde_json::from_str(&encoded).unwrap())
}

fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| Refusal {
        pointer: error.path().iter().map(step).collect(),
        message: error.inner().to_string(),
    })
}

fn step(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", dintero_cards_openapi::pointer_token(key)),
        Segment::Enum { .. } | Segment::Unknown => String::new(),
    }
}

#[test]
fn every_named_schema_has_its_type_and_every_type_its_schema() {
    for source in DOCUMENTS.iter().copied() {
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

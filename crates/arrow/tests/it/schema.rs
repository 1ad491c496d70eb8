//! The columns are those of the document.

use arrow_schema::DataType;
use dintero_cards_arrow::{MONEY, SCHEMA_VERSION, schema};
use dintero_cards_openapi::{CARDS, Document};
use serde_json::Value;

/// Columns that are no property of a card.
const FURTHER: [&str; 2] = ["extra", "exact_times"];
/// Properties whose column is a dictionary although the document lists no values.
const SHARED: [&str; 1] = ["currency"];

/// The type of a column in short.
fn short(data_type: &DataType) -> String {
    match data_type {
        DataType::Dictionary(_, value) => format!("dictionary of {value}"),
        other => other.to_string(),
    }
}

/// The type of the column of a property.
fn expected(name: &str, property: &Value, root: &Value) -> String {
    let reference = property.get("$ref").and_then(Value::as_str);
    let property =
        reference.map_or(property, |to| root.pointer(to.trim_start_matches('#')).unwrap());
    let text = |key: &str| property.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_listed = property.get("enum").is_some() || SHARED.contains(&name);
    let short = match (text("type"), text("format")) {
        ("integer", _) => "Int64",
        ("string", "date-time") => "Timestamp(µs, \"UTC\")",
        ("string", "" | "uuid") if is_listed => "dictionary of Utf8",
        ("string", "" | "uuid") | ("object", _) => "Utf8",
        other => panic!("{name}: say which column a property of {other:?} has"),
    };
    short.to_owned()
}

#[test]
fn every_property_of_a_card_has_one_column_of_its_type() {
    let document = Document::parse(CARDS).unwrap();
    let root = document.root();
    let properties = root.pointer("/components/schemas/Card/properties").unwrap();
    let properties = properties.as_object().unwrap();
    let schema = schema();
    for (name, property) in properties {
        let columns = schema.fields().iter().filter(|field| field.name() == name);
        let types: Vec<String> = columns.map(|field| short(field.data_type())).collect();
        assert_eq!(types, [expected(name, property, root)], "the columns of {name}");
    }
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let ordered: Vec<&str> = properties.keys().map(String::as_str).chain(FURTHER).collect();
    assert_eq!(names, ordered, "the order of the document");
}

#[test]
fn a_changed_schema_has_another_version() {
    let fields = schema();
    let fields = fields.fields().iter();
    let text: Vec<String> = fields
        .map(|field| {
            format!("{} {} {}", field.name(), short(field.data_type()), field.is_nullable())
        })
        .collect();
    let of_version_1 = "card_id Utf8 true, amount Int64 true, \
        currency dictionary of Utf8 true, originated_by Utf8 true, customer_id Utf8 true, \
        name Utf8 true, type dictionary of Utf8 true, status dictionary of Utf8 true, \
        pin Utf8 true, id Utf8 true, created_at Timestamp(µs, \"UTC\") true, \
        created_by Utf8 true, metadata Utf8 true, amount_balance Int64 true, \
        amount_available Int64 true, amount_funds Int64 true, amount_drawdown Int64 true, \
        amount_pending Int64 true, amount_reserved Int64 true, \
        active_from Timestamp(µs, \"UTC\") true, expires_at Timestamp(µs, \"UTC\") true, \
        extra Utf8 true, exact_times Utf8 true";
    assert_eq!((SCHEMA_VERSION, text.join(", ").as_str()), (1, of_version_1));
}

#[test]
fn the_metadata_names_the_version_and_the_document() {
    let schema = schema();
    let digest = dintero_cards::documents::CARDS.digest;
    assert_eq!(schema.metadata()["dintero.schema_version"], SCHEMA_VERSION.to_string());
    assert_eq!(schema.metadata()["dintero.document"], "openapi/cards.yaml 1.0.0");
    assert_eq!(schema.metadata()["dintero.document_digest"], format!("sha256:{digest}"));
}

#[test]
fn the_columns_of_money_say_that_they_are() {
    let schema = schema();
    for field in schema.fields() {
        let expected = match field.name().as_str() {
            name if name.starts_with("amount") => Some("amount"),
            "currency" => Some("currency"),
            _ => None,
        };
        assert_eq!(field.metadata().get(MONEY).map(String::as_str), expected, "{field}");
    }
}

//! Random JSON that conforms to a schema of a document.
//!
//! Everything is derived from the document; no field is named here. A recursive
//! schema would need a bound here.

use dintero_cards_openapi::{Document, Node, pointer_token};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::string_regex;
use serde_json::{Map, Value, json};

use super::validator::validator;

/// Returns JSON that the schema at a pointer accepts.
pub(super) fn conforming(document: &Document, pointer: &str) -> BoxedStrategy<Value> {
    let Node { pointer, value: schema, .. } = Node::at(document, pointer).unwrap();
    let value = if let Some(values) = schema["enum"].as_array() {
        select(values.clone()).boxed()
    } else {
        match schema["type"].as_str() {
            Some("object") => object(document, &pointer, schema),
            Some("array") => vec(conforming(document, &format!("{pointer}/items")), 0..4)
                .prop_map(Value::Array)
                .boxed(),
            Some("string") => text(document, &pointer, schema),
            Some("integer") => prop_oneof![any::<i64>(), -9_i64..100_000].prop_map_into().boxed(),
            Some("boolean") => any::<bool>().prop_map_into().boxed(),
            None => anything(),
            Some(other) => panic!("{}{pointer}: add a strategy for {other} here", document.file()),
        }
    };
    if schema["nullable"] == true {
        return prop_oneof![4 => value, 1 => Just(Value::Null)].boxed();
    }
    value
}

/// An object with the required properties, some of the others, and sometimes a field
/// that the document does not have.
fn object(document: &Document, pointer: &str, schema: &Value) -> BoxedStrategy<Value> {
    let Some(properties) = schema["properties"].as_object() else {
        return free_object();
    };
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let mut fields = Just(Map::new()).boxed();
    for name in properties.keys() {
        let place = format!("{pointer}/properties/{}", pointer_token(name));
        let value = conforming(document, &place);
        let value = if required.contains(&json!(name)) {
            value.prop_map(Some).boxed()
        } else {
            prop::option::of(value).boxed()
        };
        let name = name.clone();
        fields = (fields, value)
            .prop_map(move |(mut fields, value)| {
                fields.extend(value.map(|value| (name.clone(), value)));
                fields
            })
            .boxed();
    }
    let further = prop_oneof![3 => Just(Value::Object(Map::new())), 1 => free_object()];
    let known: Vec<String> = properties.keys().cloned().collect();
    (fields, further)
        .prop_map(move |(mut fields, mut further)| {
            let further = std::mem::take(further.as_object_mut().unwrap());
            fields.extend(further.into_iter().filter(|(name, _)| !known.contains(name)));
            Value::Object(fields)
        })
        .boxed()
}

fn text(document: &Document, pointer: &str, schema: &Value) -> BoxedStrategy<Value> {
    match (schema["pattern"].as_str(), schema["format"].as_str()) {
        (Some(pattern), _) => {
            let validator = validator(document, pointer);
            string_regex(&generator_pattern(pattern))
                .unwrap()
                .prop_map(Value::from)
                .prop_filter("the whole pattern and the lengths", move |text| {
                    validator.is_valid(text)
                })
                .boxed()
        }
        (None, Some("date-time")) => time().prop_map_into().boxed(),
        (None, Some("uuid")) => any::<(u128, bool)>()
            .prop_map(|(bits, upper)| {
                let text = uuid::Uuid::from_u128(bits).to_string();
                json!(if upper { text.to_uppercase() } else { text })
            })
            .boxed(),
        (None, Some(other)) => panic!("{pointer}: add a strategy for the format {other} here"),
        (None, None) => prop_oneof!["[ -~]{0,9}", "\\PC{0,5}", ".{0,3}"].prop_map_into().boxed(),
    }
}

/// Returns a pattern that texts can be generated from: without its look-ahead, which
/// the validator checks, and without anchors. Digits are those of ASCII, as in the
/// dialect of JSON Schema.
fn generator_pattern(pattern: &str) -> String {
    let mut pattern = pattern.replace("\\d", "[0-9]");
    if let Some(start) = pattern.find("(?=") {
        let mut depth = 0;
        let end = pattern[start..].find(|character| {
            depth += match character {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        pattern.replace_range(start..=start + end.unwrap(), "");
    }
    pattern.trim_start_matches('^').trim_end_matches('$').to_owned()
}

prop_compose! {
    /// A time of RFC 3339 in all its notations.
    fn time()(
        (year, month, day) in (1..=9998, 1..=12, 1..=28),
        (hour, minute, second) in (0..24, 0..60, 0..60),
        fraction in prop_oneof![Just(String::new()), "\\.[0-9]{1,12}"],
        zone in "Z|z|[+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]",
        separator in select(vec!['T', 't']),
    ) -> String {
        format!(
            "{year:04}-{month:02}-{day:02}{separator}{hour:02}:{minute:02}:{second:02}{fraction}{zone}"
        )
    }
}

fn free_object() -> BoxedStrategy<Value> {
    btree_map("[ -~]{0,6}", anything(), 0..3)
        .prop_map(|map| Value::Object(map.into_iter().collect()))
        .boxed()
}

/// Any JSON, of a bounded size.
pub(super) fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map_into(),
        any::<i64>().prop_map_into(),
        any::<u64>().prop_map_into(),
        any::<f64>().prop_map_into(),
        "\\PC{0,5}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::Array),
            btree_map("[a-z]{0,3}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
    .boxed()
}

//! The schema checker accepts the values that the crate `jsonschema` accepts.
//!
//! Formats are not compared: the sandbox knows formats of OpenAPI that JSON
//! Schema has no rule for.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Map, Value, json};

use super::compile;

const NAMES: [&str; 3] = ["a", "b", "c"];

fn scalar() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-4..5).prop_map(Value::from),
        (-4..5).prop_map(|number| Value::from(f64::from(number) + 0.5)),
        "[ab1æ]{0,4}".prop_map(Value::from),
    ]
    .boxed()
}

fn value() -> BoxedStrategy<Value> {
    let nested = |inner: BoxedStrategy<Value>| {
        let object = btree_map(select(&NAMES[..]), inner.clone(), 0..4);
        prop_oneof![vec(inner, 0..4).prop_map(Value::from), object.prop_map(|map| json!(map))]
    };
    scalar().prop_recursive(3, 16, 4, nested).boxed()
}

/// A schema with any of the keywords that the sandbox enforces.
fn schema() -> BoxedStrategy<Value> {
    let kinds = ["string", "integer", "number", "boolean", "array", "object"];
    let patterns = ["^a", "b$", r"^\d+$", "[^a]", "a(?=b)"];
    let number = || option::of((-3..4).prop_map(Value::from));
    let size = || option::of((0..4).prop_map(Value::from));
    let keywords = (
        option::of(select(kinds.to_vec()).prop_map(Value::from)),
        option::of(any::<bool>().prop_map(Value::from)),
        option::weighted(0.2, vec(scalar(), 1..5).prop_map(Value::from)),
        [number(), number()],
        [size(), size(), size(), size()],
        option::of(select(patterns.to_vec()).prop_map(Value::from)),
        option::weighted(0.3, subsequence(&NAMES[..], 1..3).prop_map(|names| json!(names))),
    );
    let leaf = keywords.prop_map(|(kind, nullable, options, number, size, pattern, required)| {
        let [minimum, maximum] = number;
        let [min_length, max_length, min_items, max_items] = size;
        let keywords = [
            ("type", kind),
            ("nullable", nullable),
            ("enum", options),
            ("minimum", minimum),
            ("maximum", maximum),
            ("minLength", min_length),
            ("maxLength", max_length),
            ("minItems", min_items),
            ("maxItems", max_items),
            ("pattern", pattern),
            ("required", required),
        ];
        let keywords =
            keywords.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(keywords.collect::<Map<_, _>>())
    });
    let nested = |inner: BoxedStrategy<Value>| {
        let properties = btree_map(select(&NAMES[..]), inner.clone(), 0..3);
        let additional = prop_oneof![any::<bool>().prop_map(Value::from), inner.clone()];
        (inner.clone(), option::of(inner), option::of(properties), option::of(additional)).prop_map(
            |(mut schema, items, properties, additional)| {
                let properties = properties.map(|properties| json!(properties));
                for (name, value) in [
                    ("items", items),
                    ("properties", properties),
                    ("additionalProperties", additional),
                ] {
                    if let Some(value) = value {
                        schema[name] = value;
                    }
                }
                schema
            },
        )
    };
    leaf.prop_recursive(2, 12, 4, nested).boxed()
}

/// The same schema without `nullable`, which JSON Schema does not have.
fn standard(schema: &Value) -> Value {
    let Value::Object(map) = schema else { return schema.clone() };
    let mut map: Map<_, _> = map.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = map.get_mut(key) {
            *inner = standard(inner);
        }
    }
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        properties.values_mut().for_each(|property| *property = standard(property));
    }
    match map.remove("nullable") {
        Some(Value::Bool(true)) => json!({ "anyOf": [{ "type": "null" }, map] }),
        _ => Value::Object(map),
    }
}

proptest! {
    #![proptest_config(Config {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(10),
        ..Config::with_cases(512)
    })]
    #[test]
    fn the_checker_agrees_with_another_validator(schema in schema(), values in vec(value(), 8)) {
        let checker = compile(&schema.to_string()).unwrap();
        let validator = jsonschema::validator_for(&standard(&schema)).unwrap();
        for value in values {
            let accepted = checker.check("it", &value).is_ok();
            assert_eq!(accepted, validator.is_valid(&value), "{schema} {value}");
        }
    }
}

//! Documents of less than 100 KB that would become far too much code, or take far too
//! long, are refused at their place within the time that every document may take.

use std::time::{Duration, Instant};

use crate::document::text_of;

const MAX_TIME: Duration = Duration::from_secs(10);

/// A document whose response has the schema `S`.
fn document(schemas: &str) -> String {
    format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},\
         \"servers\":[{{\"url\":\"https://a.b\"}}],\"paths\":{{\"/a\":{{\"get\":{{\
         \"operationId\":\"a\",\"responses\":{{\"200\":{{\"description\":\"\",\"content\":\
         {{\"application/json\":{{\"schema\":{{\"$ref\":\"#/components/schemas/S\"}}}}}}}}}}}}}}}},\
         \"components\":{{\"schemas\":{{\n{schemas}}}}}}}"
    )
}

fn list(count: usize, unit: impl Fn(usize) -> String) -> String {
    (0..count).map(unit).collect::<Vec<_>>().join(",")
}

fn reference(name: &str) -> String {
    format!("{{\"$ref\":\"#/components/schemas/{name}\"}}")
}

fn object(properties: &str) -> String {
    format!("{{\"type\":\"object\",\"properties\":{{{properties}}}}}")
}

#[test]
fn what_would_become_too_much_code_is_refused_at_its_place() {
    let enums = list(3_500, |n| format!("\"p{n}\":{{\"enum\":[\"v\"]}}"));
    let objects = list(2_000, |n| format!("\"p{n}\":{}", object("\"a\":{}")));
    let properties = list(8_000, |n| format!("\"p{n}\":{{}}"));
    let required = list(12_000, |n| format!("\"p{n}\""));
    let base = object(&list(2_000, |n| format!("\"p{n}\":{{}}")));
    let parts = list(600, |n| {
        format!("\"T{n}\":{{\"allOf\":[{},{{\"type\":\"object\"}}]}}", reference("S"))
    });
    for schemas in [
        format!("\"S\":{}", object(&enums)),
        format!("\"S\":{}", object(&objects)),
        format!("\"S\":{}", object(&properties)),
        format!("\"S\":{{\"type\":\"object\",\"required\":[{required}]}}"),
        format!("\"S\":{base},{parts}"),
    ] {
        let text = document(&schemas);
        assert!(text.len() < 100_000, "{} bytes", text.len());
        let start = Instant::now();
        let error = text_of(&text).unwrap_err();
        assert!(error.contains("too large to generate; leave out"), "{error}");
        assert!(error.starts_with("openapi/cards.yaml:2:"), "{error}");
        assert!(start.elapsed() < MAX_TIME, "{:?}: {schemas:.60}", start.elapsed());
    }
}

#[test]
fn objects_with_many_lists_in_common_are_distinguished_or_refused_in_time() {
    let names = list(1_500, |n| format!("\"p{n}\""));
    let lists = list(1_500, |n| format!("\"p{n}\":{{\"enum\":[\"a\"]}}"));
    let base =
        format!("\"B\":{{\"type\":\"object\",\"required\":[{names}],\"properties\":{{{lists}}}}}");
    let alternatives = list(100, |n| reference(&format!("T{n}")));
    let objects = list(100, |n| format!("\"T{n}\":{{\"allOf\":[{}]}}", reference("B")));
    let text = document(&format!("\"S\":{{\"oneOf\":[{alternatives}]}},{objects},{base}"));
    let start = Instant::now();
    let error = text_of(&text).unwrap_err();
    assert!(error.contains("nothing tells the objects of oneOf apart"), "{error}");
    assert!(start.elapsed() < 2 * MAX_TIME, "{:?} without optimization", start.elapsed());
}

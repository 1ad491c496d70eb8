//! Our documents and the pages that would be published from them, in invented words.

use std::sync::LazyLock;

use chrono::NaiveDate;
use dintero_cards_openapi::{AUTH, CARDS, Document, Source};
use dintero_docs_drift::compare::MIN_COVERAGE;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Page, Published, Report, assess, prose};
use serde_json::{Value, json};

use crate::{page_text, yaml};

/// The three forms of a page.
pub(crate) const FORMS: [Form; 3] = [Form::Text, Form::Markdown, Form::Raw];

/// The path of "Get cards" as a JSON pointer.
pub(crate) const CARDS_AT: &str = "/paths/~1accounts~1{aid}~1wallets~1cards/get";

/// A setting of the person who runs the tests.
#[expect(clippy::disallowed_methods, reason = "how long a test looks for more is no fact")]
pub(crate) fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// The document "Get cards", with digests of its own descriptions in place of
/// the digests of the published ones.
pub(crate) fn cards() -> Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
        let mut document = Document::parse(CARDS).unwrap().root().clone();
        own_words(&mut document);
        document
    });
    DOCUMENT.clone()
}

/// The document "Get Token", with digests of its own descriptions.
pub(crate) fn token() -> Value {
    let mut document = Document::parse(AUTH).unwrap().root().clone();
    own_words(&mut document);
    document
}

fn own_words(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if map.contains_key("x-description-digest") {
                let words = map["description"].as_str().unwrap().to_owned();
                map.insert("x-description-digest".to_owned(), prose::digest(&words).into());
            }
            map.values_mut().for_each(own_words);
        }
        Value::Array(items) => items.iter_mut().for_each(own_words),
        _ => {}
    }
}

/// What would be published from a document: nothing of ours in it, the scopes
/// in prose, schemas of parameters written out, and no error responses.
pub(crate) fn published(document: &Value) -> Value {
    let mut published = document.clone();
    let title = published["x-provenance"]["title"].as_str().unwrap().to_owned();
    let schemas = published["components"]["schemas"].clone();
    for item in published["paths"].as_object_mut().unwrap().values_mut() {
        for operation in item.as_object_mut().unwrap().values_mut() {
            operation["summary"] = title.clone().into();
            operation["operationId"] = "aid_things_get".into();
            if let Some(scopes) = operation["x-required-scopes"]["any-of"].as_array() {
                let list: Vec<String> =
                    scopes.iter().map(|scope| format!("- {}", scope.as_str().unwrap())).collect();
                let words = format!("Invented words\n\nscopes:\n{}", list.join("\n"));
                operation["description"] = words.into();
            }
            for parameter in operation["parameters"].as_array_mut().unwrap() {
                if let Some(reference) = parameter["schema"]["$ref"].as_str() {
                    let name = reference.rsplit('/').next().unwrap();
                    let mut schema = schemas[name].clone();
                    schema.as_object_mut().unwrap().remove("description");
                    parameter["schema"] = schema;
                }
            }
            let responses = operation["responses"].as_object_mut().unwrap();
            responses.remove("4XX");
            responses.remove("5XX");
            responses["200"]["content"]["application/json"]
                .as_object_mut()
                .unwrap()
                .remove("example");
        }
    }
    clean(&mut published);
    published
}

fn clean(node: &mut Value) {
    match node {
        Value::Object(map) => {
            map.retain(|key, _| !key.starts_with("x-"));
            map.values_mut().for_each(clean);
        }
        Value::Array(items) => items.iter_mut().for_each(clean),
        _ => {}
    }
}

/// A page in a form.
pub(crate) fn page(published: &Value, form: Form) -> String {
    match form {
        Form::Text => page_text::render(published),
        Form::Markdown => markdown(published, &yaml::emit(published)),
        Form::Raw => yaml::emit(&with_neighbour(published)),
    }
}

/// The Markdown form around a block.
pub(crate) fn markdown(published: &Value, block: &str) -> String {
    let (path, item) = published["paths"].as_object().unwrap().iter().next().unwrap();
    let (method, operation) = item.as_object().unwrap().iter().next().unwrap();
    let title = operation["summary"].as_str().unwrap();
    format!(
        "> ## Documentation Index\n> Fetch the index at: https://docs.example.com/llms.txt\n\n\
         # {title}\n\n> Invented words\n\n## OpenAPI\n\n\
         ````yaml /files/openapi/spec-things.yaml {method} {path}\n{block}````\n"
    )
}

/// A whole document has other operations too.
fn with_neighbour(published: &Value) -> Value {
    let mut whole = published.clone();
    whole["paths"]["/accounts/{aid}/wallets/things"] = json!({
        "get": {
            "summary": "Get things",
            "parameters": [{ "name": "aid", "in": "path", "required": true, "schema": { "type": "string" } }],
            "responses": { "200": { "description": "Things" } },
        }
    });
    whole
}

/// Our side of a comparison, from a document.
pub(crate) fn ours(document: &Value, file: &str) -> Vec<Ours> {
    let text = yaml::emit(document);
    Ours::read(Source { file, text: &text }).unwrap()
}

/// The report on a page.
pub(crate) fn check(document: &Value, page: &str) -> Report {
    check_bytes(document, page.as_bytes())
}

pub(crate) fn check_bytes(document: &Value, page: &[u8]) -> Report {
    // Most tests compare with this one; reading it takes longer than a comparison.
    static CARDS: LazyLock<Vec<Ours>> = LazyLock::new(|| ours(&cards(), "openapi/cards.yaml"));
    let other: Vec<Ours>;
    let ours = if *document == cards() {
        &*CARDS
    } else {
        other = ours(document, "openapi/cards.yaml");
        &other
    };
    let source = dintero_docs_drift::Source { name: "page".to_owned(), ..Default::default() };
    match Page::read("page", page, None) {
        Ok(read) => {
            let text = String::from_utf8_lossy(page);
            let published = Published::of_page(read, &source, &text);
            assess(ours, &published, MIN_COVERAGE)
        }
        Err(error) => {
            let mut report = Report::new();
            report.unreadable.push(error.to_string());
            report
        }
    }
}

/// Each finding as `severity rule subject`.
pub(crate) fn findings(report: &Report) -> Vec<String> {
    let mut found: Vec<String> = report
        .findings()
        .map(|(_, finding)| {
            let severity = finding.severity.as_str();
            format!("{severity} {} {}", finding.rule.id, finding.subject.subject())
        })
        .collect();
    found.sort();
    found
}

/// Why the page is not trusted.
pub(crate) fn faults(report: &Report) -> Vec<String> {
    let faults = report.comparisons.iter().flat_map(|comparison| &comparison.faults);
    faults
        .map(|fault| format!("{}: {}", fault.line, fault.why))
        .chain(report.unreadable.clone())
        .collect()
}

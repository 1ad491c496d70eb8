//! Damaged pages and documents: no damage ends the process, and a document compared with
//! itself has no difference. `FUZZ_SECONDS` sets how long each test looks for more.

#![expect(clippy::print_stderr, reason = "a failed test names its seed")]

use std::time::{Duration, Instant};

use dintero_cards_openapi::{AUTH, CARDS, Document, Source};
use dintero_docs_drift::compare;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Page, Published, assess};
use serde_json::{Value, json};

use crate::hostile::Numbers;
use crate::kind_table::{KINDS, document};
use crate::world::{FORMS, cards, page, published};

/// Runs a test on numbers from seeds that are the same in every run, and names the seed
/// of a failure.
fn for_each_seed(test: impl Fn(&mut Numbers)) {
    struct Named(u64);
    impl Drop for Named {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("it failed with the seed {}", self.0);
            }
        }
    }
    let seconds = crate::world::setting("FUZZ_SECONDS").and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let mut seeds = 1..;
    while let Some(seed) = seeds.next().filter(|_| Instant::now() < end) {
        let named = Named(seed);
        test(&mut Numbers(seed));
        drop(named);
    }
}

/// Every node of a document by its JSON pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            let token = key.replace('~', "~0").replace('/', "~1");
            pointers(value, &format!("{at}/{token}"), found);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| {
            pointers(value, &format!("{at}/{index}"), found);
        }),
        _ => {}
    }
}

/// Values that documents of other people have in odd places.
fn odd(numbers: &mut Numbers) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!(u64::MAX),
        json!(""),
        json!("{x}/ + header "),
        json!([]),
        json!({}),
        json!({ "$ref": "#/components/schemas/Card" }),
        json!({ "$ref": "#" }),
        json!({ "allOf": [{ "$ref": "#/components/schemas/Card" }, { "maximum": 1 }] }),
        json!({ "type": ["string", "null"], "const": 1 }),
        json!([{ "accessToken": ["a"], "clientCredentials": [] }, {}]),
    ];
    all[numbers.below(all.len())].clone()
}

/// Changes a few nodes: to odd values, to copies of other nodes, or to nothing.
fn mutated(document: &Value, numbers: &mut Numbers) -> Value {
    let mut document = document.clone();
    for _ in 0..=numbers.below(4) {
        let mut all = Vec::new();
        pointers(&document, "", &mut all);
        let from = document.pointer(&all[numbers.below(all.len())]).cloned().unwrap();
        let to = &all[numbers.below(all.len())];
        match numbers.below(4) {
            0 => *document.pointer_mut(to).unwrap() = odd(numbers),
            1 => *document.pointer_mut(to).unwrap() = from,
            2 => {
                let (holder, key) = to.rsplit_once('/').unwrap_or(("", to));
                match document.pointer_mut(holder) {
                    Some(Value::Object(map)) => drop(map.shift_remove(key)),
                    Some(Value::Array(items)) => drop(items.pop()),
                    _ => {}
                }
            }
            _ => match document.pointer_mut(to) {
                Some(Value::Object(map)) => {
                    let keys = ["readOnly", "allOf", "x-a/b", "nullable", "discriminator", "/"];
                    map.insert(keys[numbers.below(keys.len())].to_owned(), from);
                }
                Some(Value::Array(items)) => items.push(from),
                _ => {}
            },
        }
    }
    document
}

#[test]
fn a_document_compared_with_itself_has_no_difference() {
    let mut corpus: Vec<Value> = [CARDS, AUTH]
        .map(|source| Document::parse(source).unwrap().root().clone())
        .into_iter()
        .collect();
    corpus.extend(
        KINDS.iter().map(|(part, _, after, _)| {
            serde_json::from_str::<Value>(&document(part, after)).unwrap()
        }),
    );
    for_each_seed(|numbers| {
        let text = mutated(&corpus[numbers.below(corpus.len())], numbers).to_string();
        let Ok(ours) = Ours::read(Source { file: "x.json", text: &text }) else { return };
        for one in &ours {
            let changes = compare::changes(one, &one.operation.contract);
            let rules: Vec<&str> = changes.iter().map(|change| change.rule.id).collect();
            assert_eq!(rules, [""; 0], "{text}");
        }
        let Ok(read) = Page::read("page", text.as_bytes(), None) else { return };
        assert_eq!(read.form, Form::Raw, "{text}");
        let report = assess(&ours, &Published::of_page(read, &Default::default(), &text), 85);
        let rules = report.findings().map(|(_, finding)| finding.rule.id);
        // Our words are others than the published ones.
        let rules: Vec<&str> = rules.filter(|rule| *rule != "prose-changed").collect();
        assert_eq!(rules, [""; 0], "{text}");
    });
}

#[test]
fn no_damage_of_a_page_ends_the_check() {
    let ours = crate::world::ours(&cards(), "openapi/cards.yaml");
    let pages = FORMS.map(|form| page(&published(&cards()), form));
    let scraps: Vec<&str> = pages.iter().flat_map(|page| page.lines()).collect();
    for_each_seed(|numbers| {
        let mut lines: Vec<&str> = pages[numbers.below(3)].lines().collect();
        for _ in 0..=numbers.below(8) {
            let at = numbers.below(lines.len());
            let line = lines.get(at).copied().unwrap_or("");
            match numbers.below(5) {
                0 => drop(lines.drain(at..(at + numbers.below(9)).min(lines.len()))),
                1 => lines.insert(at, scraps[numbers.below(scraps.len())]),
                2 => lines.insert(at, line),
                3 if !line.is_empty() => {
                    let cut = line.char_indices().nth(numbers.below(line.chars().count()));
                    lines[at] = &line[cut.map_or(0, |(at, _)| at)..];
                }
                _ => lines.insert(
                    at,
                    ["", "/", "required", "a,", "x < 1", "<", "array<"][numbers.below(7)],
                ),
            }
        }
        let text = lines.join("\n");
        let Ok(read) = Page::read("page", text.as_bytes(), None) else { return };
        let report = assess(&ours, &Published::of_page(read, &Default::default(), &text), 85);
        let is_silent = report.comparisons.is_empty() && report.unreadable.is_empty();
        assert!(!is_silent || !report.not_compared.is_empty(), "{text}");
    });
}

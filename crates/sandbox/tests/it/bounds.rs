//! Hostile documents and card files end within ten seconds, read or refused.

use std::time::{Duration, Instant};

use dintero_cards_openapi::CARDS;
use dintero_cards_sandbox::Sandbox;

use crate::data::load;

/// Largest hostile input, in bytes.
const SIZE: usize = 100_000;
/// Longest time for one input.
const LIMIT: Duration = Duration::from_secs(10);

async fn start(text: String) -> String {
    let started = Instant::now();
    let outcome = Sandbox::builder().cards(1).cards_document(text).start().await;
    assert!(started.elapsed() < LIMIT, "{:?}", started.elapsed());
    outcome.map_or_else(|error| error.to_string(), |_| "started".to_owned())
}

#[tokio::test]
async fn hostile_patterns_are_read_or_refused_in_time() {
    let with = |pattern: &str| {
        let from = r"pattern: ^[PT]{1}\d{8}$";
        assert!(CARDS.text.contains(from));
        CARDS.text.replacen(from, &format!("pattern: '{pattern}'"), 1)
    };
    let nested =
        |open: &str, close: &str, count| format!("{}T{}", open.repeat(count), close.repeat(count));
    let repeated = "the pattern has more repetitions than the sandbox matches";
    for (pattern, expected) in [
        (nested("(", ")", SIZE / 2), "the pattern is longer than 1000 bytes"),
        ("T|".repeat(SIZE / 2), "the pattern is longer than 1000 bytes"),
        (nested("(", ")", 499), "too deeply nested"),
        ("T|".repeat(499), "started"),
        (nested("(?=", ")", 90), "started"),
        (nested("(", ")*", 90) + "$", repeated),
        (nested("(", ")*", 2) + "$", repeated),
        ("(T*[0-7]?)?(?:x|.)+$".to_owned(), "started"),
        (nested("(.*", ")?", 5) + "x", repeated),
        (".*".repeat(300) + "x", repeated),
        (nested("(", "){99}", 4), repeated),
        ("(T{1,1000}){1,1000}".repeat(50), repeated),
        (format!("[{}]", "*+?{".repeat(200)), "account id must match"),
    ] {
        let outcome = start(with(&pattern)).await;
        assert!(outcome.contains(expected), "{pattern:.30}: {outcome:.200}");
    }
}

#[tokio::test]
async fn hostile_documents_are_read_or_refused_in_time() {
    let with = |text: &str| {
        let from = "type: integer\n";
        assert!(CARDS.text.contains(from));
        CARDS.text.replacen(from, text, 1)
    };
    let doubled = |count: usize| {
        // Each schema holds the next one twice.
        let link = |n| {
            format!(
                "    L{n}:\n      type: object\n      properties:\n        a: {{$ref: '#/components/schemas/L{m}'}}\n        b: {{$ref: '#/components/schemas/L{m}'}}\n",
                m = n + 1
            )
        };
        let links: String = (0..count).map(link).collect();
        links + &format!("    L{count}:\n      type: string\n")
    };
    let response = "  schemas:\n";
    let page = "        cards:\n";
    assert!(CARDS.text.contains(response) && CARDS.text.contains(page));
    for text in [
        with("$ref: '#/components/schemas/L0'\n").replacen(
            response,
            &(response.to_owned() + &doubled(20)),
            1,
        ),
        CARDS.text.replacen(response, &(response.to_owned() + &doubled(20)), 1).replacen(
            page,
            &format!("        more: {{$ref: '#/components/schemas/L0'}}\n{page}"),
            1,
        ),
        CARDS.text.replacen(
            response,
            &format!("{response}    L: {}\n", "{items: ".repeat(5_000) + &"}".repeat(5_000)),
            1,
        ),
        with(&format!("enum: [{}]\n", "1, ".repeat(SIZE / 3))),
        with(&format!(
            "required: [{}]\n",
            (0..SIZE / 8).map(|n| format!("a{n}, ")).collect::<String>()
        )),
        CARDS.text.replacen("tags:", &format!("x: [{}]\ntags:", "&a [*a, *a], ".repeat(2_000)), 1),
        "[".repeat(SIZE),
        format!(
            "paths: {{{}}}",
            (0..SIZE / 16).map(|n| format!("/a{n}: {{}}, ")).collect::<String>()
        ),
    ] {
        start(text).await;
    }
}

#[tokio::test]
async fn hostile_files_of_cards_are_read_or_refused_in_time() {
    let fields = (0..SIZE / 12).map(|n| format!("\"{n}\":null,"));
    let columns = (0..SIZE / 6).map(|n| format!("{n},"));
    for (name, text) in [
        ("deep.json", "[".repeat(SIZE)),
        (
            "deep.ndjson",
            format!("{{\"metadata\":{}{}}}", "{\"a\":".repeat(SIZE / 6), "}".repeat(SIZE / 6)),
        ),
        ("many.json", format!("[{}{{}}]", "{},".repeat(SIZE / 3))),
        ("fields.ndjson", format!("{{{}\"a\":1}}", fields.collect::<String>())),
        ("columns.csv", format!("{}amount\n", columns.collect::<String>())),
        ("cells.csv", format!("amount\n{}", "1\n".repeat(SIZE / 2))),
        ("quotes.csv", format!("amount\n\"{}", "\"\"".repeat(SIZE / 2))),
        ("digits.ndjson", format!("{{\"amount\":{}}}", "9".repeat(SIZE))),
        (
            "time.ndjson",
            format!("{{\"created_at\":\"2026-01-01T00:00:00.{}Z\"}}", "9".repeat(SIZE)),
        ),
    ] {
        let started = Instant::now();
        let _ = load(name, &text).await;
        assert!(started.elapsed() < LIMIT, "{name}: {:?}", started.elapsed());
    }
}

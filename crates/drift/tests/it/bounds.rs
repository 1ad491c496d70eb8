//! No text of less than 100 KB takes more than 10 seconds or 512 MB.
//!
//! The test takes texts of a third of that, and a fifth of the time; with
//! `THOROUGH=1` it takes whole ones.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dintero_cards_openapi::Source;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Page, Published, assess};
use serde_json::{Value, json};

use crate::world::{cards, findings, page, published};

/// The size of a large text in bytes, and the time that it may take.
static LARGE: LazyLock<(usize, Duration)> = LazyLock::new(|| {
    let whole = crate::world::setting("THOROUGH").is_some();
    if whole { (100_000, Duration::from_secs(10)) } else { (33_000, Duration::from_secs(2)) }
});

/// A number of parts, for whole texts.
fn part_of(count: usize) -> usize {
    count * LARGE.0 / 100_000
}

/// As many parts as make a large text.
fn many(part: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut at = 0;
    while text.len() < LARGE.0 - 1_500 {
        text.push_str(&part(at));
        at += 1;
    }
    text
}

/// A document with operations and schemas in YAML.
fn document(paths: &str, schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: X, version: '1'}}\nservers: [{{url: 'https://a.example/v1'}}]\n\
         paths:\n{paths}\ncomponents:\n  schemas:\n    S0: {{type: string}}\n{schemas}"
    )
}

fn one_operation(parameters: &str, schema: &str) -> String {
    let paths = format!(
        "  /x:\n    get:\n      parameters:\n{parameters}\n      responses:\n        '200': {{description: Fine, \
         content: {{application/json: {{schema: {schema}}}}}}}"
    );
    document(&paths, "")
}

/// Pairs of large texts, ours and the published one.
fn pairs() -> Vec<(&'static str, String, String)> {
    let parameter =
        |name: String| format!("        - {{name: {name}, in: query, schema: {{type: string}}}}\n");
    let parameters =
        |word: &str| one_operation(&many(|at| parameter(format!("{word}{at}_at"))), "{}");
    let operations = |word: &str| {
        document(
            &many(|at| {
                format!(
                    "  /{word}{at}/{{a}}: {{get: {{responses: {{'200': {{description: A}}}}}}}}\n"
                )
            }),
            "",
        )
    };
    let shared = |kind: &str| {
        let operation = |at| {
            format!(
                "  /o{at}: {{get: {{responses: {{'200': {{description: A, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Big'}}}}}}}}}}}}}}\n"
            )
        };
        let paths: String = (0..part_of(155)).map(operation).collect();
        let fields: String =
            (0..120).map(|at| format!("        f{at}: {{type: {kind}, maximum: 5}}\n")).collect();
        document(&paths, &format!("    Big:\n      type: object\n      properties:\n{fields}"))
    };
    let options = |word: &str| {
        let list = |word: &str| {
            many(|at| format!("{word}{at}, ")).chars().take(LARGE.0 / 2 - 500).collect::<String>()
        };
        one_operation(
            "        []",
            &format!(
                "{{type: string, allOf: [{{enum: [{} z]}}, {{enum: [{} z]}}]}}",
                list("a"),
                list(word)
            ),
        )
    };
    let placeholders = |word: &str| {
        let names: Vec<String> = (0..120).map(|at| format!("{word}{at}")).collect();
        let path: String = names.iter().map(|name| format!("/{{{name}}}")).collect();
        let one = |name| json!({ "name": name, "in": "path", "schema": { "type": "string" } });
        let list: Vec<Value> = names.iter().map(one).collect();
        let operation = json!({ "parameters": list, "responses": {} });
        json!({ "openapi": "3.0.3", "servers": [{ "url": "https://a.example" }],
            "paths": { path: { "get": operation } } })
        .to_string()
    };
    let parts = || {
        let part = |at| {
            format!(
                "{{properties: {{f{at}: {{allOf: [{{maximum: {at}}}, {{minimum: {at}}}]}}}}}}, "
            )
        };
        one_operation(
            "        []",
            &format!("{{allOf: [{}]}}", (0..part_of(250)).map(part).collect::<String>()),
        )
    };
    let header = |upper: bool| {
        let name = |at: usize| if upper { format!("X-NAME-{at}") } else { format!("x-name-{at}") };
        one_operation(
            &many(|at| {
                format!("        - {{name: {}, in: header, schema: {{type: string}}}}\n", name(at))
            }),
            "{}",
        )
    };
    vec![
        ("names", parameters("created"), parameters("creatad")),
        ("other names", parameters("a"), parameters("b")),
        ("operations", operations("a"), operations("a")),
        ("other operations", operations("a"), operations("b")),
        ("shared schema", shared("integer"), shared("number")),
        ("the same shared schema", shared("integer"), shared("integer")),
        ("options", options("a"), options("b")),
        ("placeholders", placeholders("a"), placeholders("b")),
        ("parts", parts(), parts()),
        ("headers", header(true), header(false)),
    ]
}

/// Large pages, each chosen to make a careless reader slow.
fn pages() -> Vec<(&'static str, String)> {
    let text = page(&published(&cards()), Form::Text);
    let at = text.find("search\nstring").unwrap();
    let without = format!("{}{}", &text[..at], &text[at..].replacen("search\nstring\n", "", 1));
    let in_search = |words: &str| {
        without.replacen("Text to look for", &format!("{words}\n\nText to look for"), 1)
    };
    let field = |at: usize| format!("\"f{at}\": {{\"a\": [1]}}, ");
    vec![
        (
            "nested types",
            format!(
                "{text}\nx\n{}string{}\n",
                "array<".repeat(part_of(10_000)),
                ">".repeat(part_of(10_000))
            ),
        ),
        ("paragraphs", in_search(&many(|at| format!("w{at}\n\n")))),
        ("one paragraph", in_search(&many(|at| format!("word{at} ")))),
        ("lines of one paragraph", in_search(&many(|at| format!("w{at}\n")))),
        (
            "paragraphs like ours",
            in_search(&many(|_| {
                "Text to look for in the card_id, the customer_id or amount\n\n".to_owned()
            })),
        ),
        ("parameters", format!("{text}\n{}", many(|at| format!("name{at}\nstring\n\nWords\n\n")))),
        ("names", format!("{text}\n{}", many(|at| format!("name{at}\n\n")))),
        ("options", text.replacen("gift_card,", &many(|at| format!("o{at},\n")), 1)),
        ("example", text.replacen("\"cards\": [", &format!("{}\"cards\": [", many(field)), 1)),
        (
            "braces",
            text.replacen(
                "Get cards\n",
                &format!("Get cards\n{}", "{\n".repeat(part_of(30_000))),
                1,
            ),
        ),
        (
            "segments",
            text.replacen(
                "/\naccounts",
                &format!("{}/\naccounts", "/\na\n".repeat(part_of(20_000))),
                1,
            ),
        ),
        (
            "samples",
            text.replacen(
                "curl",
                &format!("{}curl", many(|at| format!("https://api.dintero.com/{at}\n"))),
                1,
            ),
        ),
        ("a table", format!("{text}\n{}", many(|at| format!("| a{at} | b | c |\n")))),
        ("quotes", format!("{}\n{text}", ">".repeat(part_of(90_000)))),
        ("one line", "a ".repeat(LARGE.0 / 2)),
        ("brackets", "[a](".repeat(LARGE.0 / 4)),
        ("entities", "&lt;&amp;".repeat(LARGE.0 / 9)),
        ("accents", "e\u{301}\u{301}\u{301}".repeat(LARGE.0 / 7)),
        ("fences", many(|_| "```yaml get /x\n".to_owned())),
        ("blocks", many(|_| "```yaml get /x\nopenapi: 3.0.3\npaths: {}\n```\n".to_owned())),
        ("flow", format!("openapi: 3.0.3\npaths: {}{}", "{a: ".repeat(120), "}".repeat(120))),
        ("keys", format!("openapi: 3.0.3\n{}", many(|at| format!("k{at}: {{}}\n")))),
        (
            "changelog",
            document(
                &(0..part_of(900))
                    .map(|at| format!("  /p{at}: {{get: {{responses: {{}}}}}}\n"))
                    .collect::<String>(),
                "",
            )
            .replace(
                "title: X",
                &format!(
                    "title: X, description: \"{}\"",
                    "- 2026-11-30 /p1\\n\\n".repeat(part_of(2_500))
                ),
            ),
        ),
    ]
}

#[test]
fn no_large_text_takes_long() {
    let ours = crate::world::ours(&cards(), "openapi/cards.yaml");
    let mut slow = Vec::new();
    let mut timed = |what: &str, run: &dyn Fn()| {
        let begin = busy();
        run();
        let took = busy().saturating_sub(begin);
        if took > LARGE.1 {
            slow.push(format!("{what}: {took:?}"));
        }
    };
    let against = |ours: &[Ours], text: &str| {
        if let Ok(read) = Page::read("page", text.as_bytes(), None) {
            let report = assess(ours, &Published::of_page(read, &Default::default(), text), 0);
            assert_ne!(findings(&report).len(), usize::MAX);
        }
    };
    for (what, own, text) in pairs() {
        assert!(own.len().max(text.len()) <= LARGE.0, "{what}: {} {}", own.len(), text.len());
        timed(what, &|| {
            let own = Ours::read(Source { file: "x.yaml", text: &own });
            against(&own.unwrap_or_else(|error| panic!("{what}: {error}")), &text);
        });
    }
    for (what, text) in pages() {
        assert!(text.len() <= LARGE.0 + 10_000, "{what}: {}", text.len());
        timed(what, &|| against(&ours, &text));
    }
    assert!(slow.is_empty(), "{slow:?}");
    assert!(peak() < 512 * 1024, "{} KiB", peak());
}

/// The time that this thread was running; other work of the machine does not count.
fn busy() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let running = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let running = running.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok());
    running.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

/// The most memory of this process at once in KiB; 0 where the system does not state it.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("");
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

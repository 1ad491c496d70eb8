//! No text ends the process, or takes more time and memory than it may.

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use dintero_cards_openapi::{DOCUMENTS, Document, MediaType, OpenApi, Schema, Source};

use crate::parse;

const MAX_TIME: Duration = Duration::from_secs(10);
const MAX_KIB: u64 = 512 * 1024;

/// Texts of up to 100 KB: those that were found to take the most time or memory.
fn worst_texts() -> Vec<String> {
    let fill = |before: &str, unit: &str| {
        format!("{before}{}", unit.repeat((100_000 - before.len()) / unit.len()))
    };
    let anchors = |count: usize, leaf: &str| {
        let open: String = (0..count).map(|level| format!("&a{level} [")).collect();
        format!("{}{}", fill(&open, leaf), "]".repeat(count))
    };
    let bomb = |leaf: &str, fan: usize| {
        let mut text = format!("- &a0 {leaf}\n");
        for level in 1..30 {
            let list = vec![format!("*a{} ", level - 1); fan].join(",");
            text.push_str(&format!("- &a{level} [{list}]\n"));
        }
        text
    };
    let long_keys = format!("{{\"{}\":[", vec!["k".repeat(300); 120].join("\":{\""));
    let mut texts = vec![
        anchors(120, "{\"\":1},"),
        anchors(20, "{\"\":1},"),
        anchors(120, "1,"),
        bomb("{\"\":{\"\":{\"\":{}}}}", 2),
        bomb("{\"\":1}", 10),
        format!("a: &a [{}]\nb:\n{}", "{\"\":1},".repeat(1_000), "- *a\n".repeat(240)),
        fill(&long_keys, "1,"),
        fill(&format!("{{\"{}\":[", "~".repeat(2_000)), "1,"),
        fill(&format!("{{\"{}\":[", "k".repeat(50_000)), "1,"),
        (0..440).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
    ];
    let units = [
        "[", "{\"a\":", "[{", "{a", "[a:,", "[? ", "[: ", "{? ", "- ", "? ", ": ", "-\n", "?\n",
        "!a ", "&a ", "*a ", "---\n", "...\n", "%A b\n", "#\n", "\n", "\t", " ", "\"", "'", "[1,",
        "[{},", "9", "x\n  ", "a: 1\n", "a: |\n", "]", "\"\\", "1e", "[\"a\" ",
    ];
    texts.extend(units.map(|unit| fill("", unit)));
    texts.extend(units.map(|unit| fill("[", unit)));
    texts
}

/// Peak memory of this process, where the system tells it.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test runs itself again, and says so to it")]
fn the_worst_texts_stay_within_time_and_memory() {
    // In a process of its own: the memory of other tests does not count.
    if env::var_os("WORST_TEXTS").is_none() {
        let name = "hostile::the_worst_texts_stay_within_time_and_memory";
        let mut child = Command::new(env::current_exe().unwrap());
        let output = child.args(["--exact", name]).env("WORST_TEXTS", "1").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    for text in worst_texts() {
        let start = Instant::now();
        let outcome = parse(&text).map(|_| ());
        let beginning: String = text.chars().take(60).collect();
        assert!(start.elapsed() < MAX_TIME, "{:?}: {outcome:?}: {beginning}", start.elapsed());
        assert!(peak_kib().is_none_or(|kib| kib < MAX_KIB), "{:?}: {beginning}", peak_kib());
    }
}

#[test]
fn defaults_of_server_variables_do_not_multiply() {
    let fan = |name: &str| format!("{{{name}}}").repeat(1_000);
    let variables: Vec<_> = ('a'..='y')
        .zip('b'..='z')
        .map(|(name, next)| format!("{name}: {{default: '{}'}}", fan(&next.to_string())))
        .collect();
    let text =
        format!("servers: [{{url: 'https://{{a}}', variables: {{{}}}}}]", variables.join(", "));
    let document = parse(&text).unwrap();
    let server = OpenApi::new(&document).servers().remove(0).unwrap();
    assert_eq!(server.url, format!("https://{}", fan("b")));
    let text = text.replace("//{a}", &fan("a"));
    let document = parse(&text).unwrap();
    let error = OpenApi::new(&document).servers().remove(0).unwrap_err();
    assert_eq!(error.to_string(), "some.yaml:1:11: the URL is longer than 8192 bytes");
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// Cuts a piece of up to 200 characters out of a text: before, piece, after.
    fn cut<'a>(&mut self, text: &'a str) -> [&'a str; 3] {
        let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let start = boundary(self.below(text.len() + 1));
        let end = boundary((start + self.below(200)).min(text.len()));
        [&text[..start], &text[start..end], &text[end..]]
    }
}

const TOKENS: [&str; 36] = [
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "- ",
    "? ",
    "\n",
    "\r",
    "\t",
    "  ",
    "&a ",
    "*a",
    "!!int ",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "%",
    "#",
    "\\",
    "\\ud83d",
    "\u{feff}",
    "\0",
    "👍",
    "<<: ",
    "1e999",
    "$ref: '#/paths'",
    "$ref: '#/components/schemas/Card'",
    "allOf: [{$ref: '#'}]",
    "~",
    "0x1F",
];

fn mutate(numbers: &mut Numbers, text: &str, other: &str) -> String {
    let [before, piece, after] = numbers.cut(text);
    let (token, another) = (numbers.of(&TOKENS), numbers.of(&TOKENS));
    let middle = match numbers.below(6) {
        0 => String::new(),
        1 => piece.repeat(2 + numbers.below(8)),
        2 => numbers.cut(other)[1].to_owned(),
        3 => piece.replace(token, another),
        4 => format!("{}{piece}", token.repeat(1 + numbers.below(300))),
        _ => format!("{token}{piece}{another}"),
    };
    [before, &middle, after].concat()
}

/// Reads all that a document says.
fn read_all(document: &Document) {
    for operation in OpenApi::new(document).operations().into_iter().flatten() {
        let (_, _, _) = (operation.placeholders(), operation.servers(), operation.security());
        let mut owners: Vec<_> =
            operation.responses().into_iter().flatten().map(|r| r.node).collect();
        owners.extend(operation.request_body().ok().flatten());
        let media = owners.iter().flat_map(MediaType::of).flatten().map(|media| media.node);
        let parameters =
            operation.parameters().into_iter().flatten().map(|parameter| parameter.node);
        for owner in parameters.chain(media.collect::<Vec<_>>()) {
            if let Ok(Some(schema)) = Schema::of(&owner) {
                read_schema(&schema);
            }
        }
    }
}

fn read_schema(schema: &Schema<'_>) {
    let properties = schema.properties().into_iter().map(|(_, pointer)| pointer);
    for pointer in properties.chain(schema.items()) {
        match schema.below(&pointer) {
            Ok(below) if !below.is_recursive() => read_schema(&below),
            _ => {}
        }
    }
}

#[test]
fn mutated_documents_are_read_or_refused_at_a_place_that_they_have() {
    let json: Vec<_> = DOCUMENTS
        .iter()
        .map(|source| format!("{:#}", Document::parse(*source).unwrap().root()))
        .collect();
    let mut corpus: Vec<&str> = DOCUMENTS.iter().map(|source| source.text).collect();
    corpus.extend(json.iter().map(String::as_str));
    corpus.extend([
        "a: &a [1, 'two']\nb: {c: *a, d: \"\\u00e9\"}\n",
        "{\"a\": [1, 2.5e3, \"\\ud83d\\udc4d\"],\r\n\t\"b\": {\"c\": null}}",
        "%YAML 1.2\n---\n? a\n: |\n  text\n  more\n...\n",
    ]);
    let (start, mut numbers) = (Instant::now(), Numbers(15));
    for round in 0..4_000 {
        if start.elapsed() > Duration::from_secs(1) {
            break;
        }
        let mut text = corpus[numbers.below(corpus.len())].to_owned();
        for _ in 0..=numbers.below(3) {
            let other = corpus[numbers.below(corpus.len())];
            text = mutate(&mut numbers, &text, other);
        }
        let one = Instant::now();
        match Document::parse(Source { file: "some.yaml", text: &text }) {
            Ok(document) => read_all(&document),
            Err(error) => {
                let (place, text) = (error.position(), text.replace("\r\n", "\n"));
                let line = text.split(['\n', '\r']).nth(place.line - 1);
                let length = line.map(|line| line.chars().count());
                assert!(length.is_some_and(|n| place.column <= n + 1), "round {round}: {error}");
            }
        }
        assert!(one.elapsed() < MAX_TIME, "round {round}: {:?}", one.elapsed());
    }
}

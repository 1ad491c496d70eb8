//! Documents changed at random are read, or refused at a place that they have.

use std::time::{Duration, Instant};

use dintero_cards_openapi::{DOCUMENTS, Document, Source};
use fastrand::Rng;

use crate::hostile::{MAX_TIME, read_all};

/// Cuts a piece of up to 200 characters out of a text: before, piece, after.
fn cut<'a>(random: &mut Rng, text: &'a str) -> [&'a str; 3] {
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    let start = boundary(random.usize(..=text.len()));
    let end = boundary((start + random.usize(..200)).min(text.len()));
    [&text[..start], &text[start..end], &text[end..]]
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

fn mutate(random: &mut Rng, text: &str, other: &str) -> String {
    let [before, piece, after] = cut(random, text);
    let mut token = || TOKENS[random.usize(..TOKENS.len())];
    let (token, another) = (token(), token());
    let middle = match random.usize(..6) {
        0 => String::new(),
        1 => piece.repeat(2 + random.usize(..8)),
        2 => cut(random, other)[1].to_owned(),
        3 => piece.replace(token, another),
        4 => format!("{}{piece}", token.repeat(1 + random.usize(..300))),
        _ => format!("{token}{piece}{another}"),
    };
    [before, &middle, after].concat()
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
    let (start, mut random) = (Instant::now(), Rng::with_seed(15));
    for round in 0..4_000 {
        if start.elapsed() > Duration::from_secs(1) {
            break;
        }
        let mut text = corpus[random.usize(..corpus.len())].to_owned();
        for _ in 0..=random.usize(..3) {
            let other = corpus[random.usize(..corpus.len())];
            text = mutate(&mut random, &text, other);
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

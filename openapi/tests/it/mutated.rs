//! Documents changed at random are read, or refused at a place that they have.

use std::time::{Duration, Instant};

use dintero_cards_openapi::{DOCUMENTS, Document, Source};

use crate::hostile::{MAX_TIME, read_all};

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

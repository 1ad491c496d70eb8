//! Every target on seeded mutations of the files of the workspace, for a bounded
//! time each: the seconds in `FUZZ_SECONDS`, or 0.3.
#![allow(clippy::unwrap_used, reason = "a failed step ends the test")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;
use fuzz_targets::{TARGETS, Target};

/// No input takes longer.
const MAX_TIME: Duration = Duration::from_secs(10);
/// No input is larger.
const MAX_BYTES: usize = 100_000;

/// Inputs besides the files of the workspace.
const SEEDS: [&str; 6] = [
    r#"{"cards":[{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","amount":1,"status":"unused",
        "created_at":"2016-12-31T23:59:60+01:00","metadata":{"a":[1e2,null]}},{"amount":"x"}],
        "starting_after":"YWJj"}"#,
    r#"{"version":1,"starting_after":"YWJj","listing":"0123456789abcdef"}"#,
    "card_id,amount,currency,expires_at\na,100,NOK,2026-01-31\n",
    "{\"card_id\":\"a\",\"amount\":100}\n{\"card_id\":\"b\"}\n",
    "2024-02-29T24:00:00.000000001-23:59",
    "Get cards\nGET /accounts/{aid}/wallets/cards\nQuery Parameters\nlimit\ninteger\ndefault:10\n\
     Required range: 1 <= x <= 100\nstatus\nenum<string>\nAvailable options:\nunused,\nused\n",
];

/// Pieces that mean something to one of the readers.
const TOKENS: [&str; 24] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ": ",
    "\n",
    "\t",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    "---\n",
    "\\ud83d",
    "\u{feff}",
    "\0",
    "é",
    "1e999",
    "60",
    "+24:00",
    "null",
    "$ref: '#/paths'",
    "````",
];

#[test]
fn no_mutation_breaks_a_promise() {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    for folder in ["openapi", "crates"] {
        read(&root.join(folder), &mut files);
    }
    for target in TARGETS {
        let corpus =
            files.iter().filter(|(name, _)| target.2.iter().any(|end| name.ends_with(end)));
        let mut corpus: Vec<&[u8]> = corpus.map(|(_, text)| text.as_slice()).collect();
        corpus.extend(SEEDS.map(str::as_bytes));
        println!("{}: {} inputs", target.0, run(target, &corpus));
    }
}

/// Every file below a folder, in an order that is the same in every run. What was built is
/// not part of the workspace.
fn read(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.ends_with("target") {
            continue;
        } else if path.is_dir() {
            read(&path, files);
        } else {
            let text = fs::read(&path).unwrap();
            if text.len() <= MAX_BYTES {
                files.push((path.display().to_string(), text));
            }
        }
    }
}

/// Runs a target: returns the number of inputs.
fn run((name, target, _): Target, corpus: &[&[u8]]) -> usize {
    let (mut random, begun, mut round) = (Rng::with_seed(15), Instant::now(), 0);
    while round == 0 || begun.elapsed() < seconds() {
        let mut input = corpus[round % corpus.len()].to_owned();
        // The first inputs are as they are.
        for _ in 0..(round / corpus.len()).min(1 + random.usize(..3)) {
            input = mutated(&mut random, &input, corpus);
        }
        let start = Instant::now();
        let is_broken = std::panic::catch_unwind(|| target(&input)).is_err();
        let text = || String::from_utf8_lossy(&input).into_owned();
        assert!(!is_broken, "{name}, round {round}: the input is\n{}", text());
        assert!(start.elapsed() < MAX_TIME, "{name}, round {round}: the input is\n{}", text());
        round += 1;
    }
    round
}

#[expect(clippy::disallowed_methods, reason = "the time is set by whoever runs the tests")]
fn seconds() -> Duration {
    let set = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs_f64(set.unwrap_or(0.3))
}

/// Removes, repeats, replaces or surrounds a piece of an input.
fn mutated(random: &mut Rng, input: &[u8], corpus: &[&[u8]]) -> Vec<u8> {
    let start = random.usize(..=input.len());
    let end = input.len().min(start + random.usize(..200));
    let piece = &input[start..end];
    let token = TOKENS[random.usize(..TOKENS.len())].as_bytes();
    let other = corpus[random.usize(..corpus.len())];
    let middle = match random.u8(..6) {
        0 => Vec::new(),
        1 => piece.repeat(2 + random.usize(..8)),
        2 => other.iter().skip(random.usize(..=other.len())).take(200).copied().collect(),
        3 => [token.repeat(1 + random.usize(..100)).as_slice(), piece].concat(),
        4 => [&[random.u8(..)], piece.get(1..).unwrap_or_default()].concat(),
        _ => [token, piece].concat(),
    };
    let mut mutated = [&input[..start], &middle, &input[end..]].concat();
    mutated.truncate(MAX_BYTES);
    mutated
}

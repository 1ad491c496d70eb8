//! Spelling: what all copies of a page have in common, and what is safe to print.

use dintero_docs_drift::prose::{digest, normalise, similarity};
use dintero_docs_drift::sanitise::{line, value};

#[test]
fn spelling_habits_are_taken_away() {
    let published = "\u{feff}An\u{200b}y\u{a0}**card\\_id** of `amount` \u{201c}A\u{201d} \u{2013} see\r\n [the\tlist](https://example.org/a?b=c)&hellip;";
    assert_eq!(normalise(published), "any card_id of amount \"a\" - see the list...");
}

#[test]
fn brackets_that_are_no_link_stay() {
    assert_eq!(normalise("object[] and [a] (b) and [c"), "object[] and [a] (b) and [c");
}

#[test]
fn case_is_folded_beyond_ascii() {
    assert_eq!(normalise("STRASSE \u{c6}"), normalise("stra\u{df}e \u{e6}"));
}

#[test]
fn a_digest_names_its_algorithm_and_differs_with_the_words() {
    assert_eq!(digest("").len(), "sha256:".len() + 64);
    assert_ne!(digest("one card"), digest("two cards"));
}

#[test]
fn similarity_counts_shared_words() {
    assert!((similarity("a b c d", "d c b a") - 1.0).abs() < f64::EPSILON);
    assert!((similarity("a b c d", "a b c x") - 0.75).abs() < f64::EPSILON);
    assert!(similarity("a", "b").abs() < f64::EPSILON);
}

#[test]
fn nothing_reaches_a_terminal_or_a_runner() {
    assert_eq!(line("a\u{1b}[31mb"), "a\\u{1b}[31mb");
    assert_eq!(line("\u{202e}evil"), "\\u{202e}evil");
    assert_eq!(line(" ::error::x"), "\u{b7}::error::x");
    assert_eq!(line("x ##[command]y"), "x #\u{b7}#[command]y");
    assert_eq!(line("one\r\ntwo"), "one  two");
    assert_eq!(line(&"x".repeat(1_000_000)).chars().count(), 241);
}

#[test]
fn long_values_that_begin_alike_stay_two() {
    let long = "x".repeat(1_000);
    assert_ne!(value(&format!("{long}a")), value(&format!("{long}b")));
    assert_eq!(value("short"), "short");
}

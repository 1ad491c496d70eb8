//! Renamed subjects: one subject with two names.

use std::collections::HashMap;
use std::sync::Arc;

use crate::contract::{Contract, Entry, Facet, Fact, Location, Subject};
use crate::document::route::{path_of, placeholders};

/// The most pairs of names whose spelling is compared: 200 added and 200 removed ones,
/// five times the published parameters. More is another page.
const MAX_PAIRS: usize = 40_000;

/// The least share of a word that both spellings begin and end with.
const ALIKE: f64 = 0.7;

/// Words that change the meaning of a filter: what it compares, and with which time.
const MEANINGS: &str = "gt gte ge lt lte le eq ne neq not in nin min max minimum maximum from to \
    since until before after contains prefix suffix created updated modified changed deleted \
    expires expired expiry activated active inactive issued used unused";

/// Words that a name may gain or lose and stay the same.
const FILLERS: [&str; 4] = ["id", "ids", "key", "ref"];

/// Takes the subjects that are one with two names out of both lists.
///
/// A placeholder of the path is known by its position. Any other subject has the same
/// type and the same description, or a name that is spelled alike; another word in a
/// name is another meaning.
pub(super) fn pairs<'a>(
    (ours, theirs): (&str, &Contract),
    removed: &mut Vec<&'a Arc<Entry>>,
    added: &mut Vec<&'a Arc<Entry>>,
) -> Vec<(&'a Arc<Entry>, &'a Arc<Entry>)> {
    let mut found = Vec::new();
    let urls = theirs.fact(&Subject::operation(), Facet::Url).and_then(Fact::value);
    let url = urls.and_then(|urls| urls.get(0)?.as_str()).unwrap_or("");
    let (from, to) = (placeholders(ours), placeholders(path_of(url)));
    let is_same_path = from.len() == to.len();
    let stands: HashMap<&str, &str> = from.into_iter().zip(to).collect();
    let tests: [&Test<'_>; 3] = [
        &|gone, new| {
            let to = stands.get(gone.subject.name.as_str());
            is_same_path
                && gone.subject.location == Location::Path
                && to.is_some_and(|to| *to == new.subject.name)
        },
        &|gone, new| {
            let words = gone.text(Facet::Description);
            words.is_some()
                && words == new.text(Facet::Description)
                && is_same_type(gone, new)
                && has_same_meaning(&gone.subject.name, &new.subject.name)
        },
        &|gone, new| {
            let required =
                |entry: &Entry| entry.fact(Facet::Required).and_then(Fact::value).cloned();
            is_same_type(gone, new)
                && required(gone) == required(new)
                && is_respelled(&gone.subject.name, &new.subject.name)
        },
    ];
    for (number, test) in tests.into_iter().enumerate() {
        if number == 2 && removed.len() * added.len() > MAX_PAIRS {
            break;
        }
        added.retain(|new| match removed.iter().position(|gone| test(gone, new)) {
            Some(at) => {
                found.push((removed.remove(at), *new));
                false
            }
            None => true,
        });
    }
    found
}

/// Whether a removed and an added subject are one.
type Test<'a> = dyn Fn(&Entry, &Entry) -> bool + 'a;

fn is_same_type(one: &Entry, other: &Entry) -> bool {
    one.text(Facet::Type) == other.text(Facet::Type)
}

/// Whether no word that changes the meaning stands in one name alone.
fn has_same_meaning(one: &str, other: &str) -> bool {
    let (one, other) = apart(one, other);
    !one.iter().chain(&other).any(|word| MEANINGS.split_whitespace().any(|known| known == word))
}

/// Whether the names have the same words, each perhaps spelled in another way.
fn is_respelled(one: &str, other: &str) -> bool {
    let (mut fewer, mut more) = apart(one, other);
    if fewer.len() > more.len() {
        std::mem::swap(&mut fewer, &mut more);
    }
    let alike = |word: &String| {
        more.iter().position(|other| likeness(word, other) >= ALIKE).map(|at| more[at].clone())
    };
    let twins: Option<Vec<String>> = fewer.iter().map(alike).collect();
    has_same_meaning(one, other)
        && (fewer.concat() == more.concat()
            || twins.is_some_and(|twins| {
                more.iter().all(|word| twins.contains(word) || FILLERS.contains(&word.as_str()))
            }))
}

/// Returns the words that stand in one of two names alone, in lower case.
fn apart(one: &str, other: &str) -> (Vec<String>, Vec<String>) {
    let (one, other) = (words(one), words(other));
    let without = |from: &[String], known: &[String]| {
        from.iter().filter(|word| !known.contains(word)).cloned().collect()
    };
    (without(&one, &other), without(&other, &one))
}

/// Returns the words of `created_at.gte`, `createdAt` or `created-at`.
fn words(name: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if after_small && c.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        after_small = c.is_lowercase() || c.is_ascii_digit();
    }
    spaced.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// Returns the share of two words that is their common beginning and end.
fn likeness(one: &str, other: &str) -> f64 {
    let begin = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (rest, other_rest) = (&one.as_bytes()[begin..], &other.as_bytes()[begin..]);
    let end = rest.iter().rev().zip(other_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    // Names have far fewer letters than f64 can count.
    2.0 * (begin + end) as f64 / (one.len() + other.len()).max(1) as f64
}

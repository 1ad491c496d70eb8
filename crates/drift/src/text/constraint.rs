//! Constraint lines: a label in words, with many wordings, and a value.

use serde_json::{Map, Number, Value, json};

use super::kind;
use super::line::{Line, unescaped};
use crate::contract::{Facet, canonical, set};

/// The meaning of a constraint line and the lines below it.
#[derive(Debug, PartialEq)]
pub(super) enum Constraint {
    /// Facts; null for an open bound.
    Facts(Vec<(Facet, Value)>),
    /// The label is known, and the value cannot be read.
    Unreadable(Facet, String),
    /// An example, which is no fact.
    Example,
    /// The label is unknown.
    Unknown(String),
}

/// Reads the constraint at the first line, and the number of its lines.
pub(super) fn parse(lines: &[Line]) -> Option<(Constraint, usize)> {
    let line = unescaped(&lines.first()?.text);
    let line = line.trim_matches(['*', ' ']);
    let (label, value) = line.split_once(':')?;
    let (label, value) =
        (label.trim().trim_matches('*'), value.trim().trim_start_matches('*').trim());
    if !is_label(label) {
        return None;
    }
    let folded = label.to_lowercase();
    let has = |word: &str| folded.split(' ').any(|part| part == word);
    if has("example") || has("examples") {
        return Some((Constraint::Example, 1 + example(value, &lines[1..])));
    }
    if has("options") || has("values") || has("enum") || folded == "one of" || folded == "allowed" {
        return Some(options(value, lines));
    }
    let one = |constraint| Some((constraint, 1));
    let items = has("array") || has("items") || has("elements");
    if has("length") || has("characters") || items {
        let facet = if items { Facet::Size } else { Facet::Length };
        return one(measure(facet, &folded, value));
    }
    if has("range") || has("minimum") || has("maximum") || has("min") || has("max") {
        return one(range(&folded, value));
    }
    if has("pattern") || has("regex") {
        let raw = lines[0].text.split_once(':').map_or("", |(_, value)| value);
        return one(Constraint::Facts(vec![(Facet::Pattern, raw.trim().trim_matches('`').into())]));
    }
    // Prose has labels too: a constraint has a short value.
    let short = !value.is_empty() && value.split(' ').count() <= 6 && !value.ends_with('.');
    short.then(|| (Constraint::Unknown(label.to_owned()), 1))
}

/// Whether a text has one to four words and begins with a capital letter.
fn is_label(label: &str) -> bool {
    let words = label.split(' ').count();
    label.starts_with(|c: char| c.is_ascii_uppercase())
        && words <= 4
        && label.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
}

/// Returns the number of lines of an example below its label. The next entry may
/// follow without a blank line.
fn example(value: &str, lines: &[Line]) -> usize {
    if !value.is_empty() {
        return 0;
    }
    let blank = lines.iter().take_while(|line| line.is_blank()).count();
    let begins = |line: &Line| {
        blank == 0 || line.text.starts_with(|c: char| "\"'`{[-".contains(c) || c.is_ascii_digit())
    };
    let rest = &lines[blank..];
    let mut taken = 0;
    while let Some(line) = rest.get(taken).filter(|line| !line.is_blank()) {
        let is_name = rest.get(taken + 1).is_some_and(|next| kind::parse(&next.text).is_some());
        if is_name || taken == 0 && !begins(line) {
            break;
        }
        taken += 1;
    }
    if taken == 0 { 0 } else { blank + taken }
}

/// Reads one value a line, each but the last with a comma, or all on one line.
fn options(value: &str, lines: &[Line]) -> (Constraint, usize) {
    let clean = |text: &str| {
        let text = unescaped(text.trim().trim_matches(['`', '*', ' ']));
        text.trim_matches(['"', '`']).to_owned()
    };
    if !value.is_empty() {
        let values: Vec<String> = value.split(',').map(clean).collect();
        let constraint = if values.iter().any(String::is_empty) {
            Constraint::Unreadable(Facet::Enum, "an option is missing".to_owned())
        } else {
            Constraint::Facts(vec![(Facet::Enum, set(values.into_iter().map(Value::from)))])
        };
        return (constraint, 1);
    }
    let blank = lines[1..].iter().take_while(|line| line.is_blank()).count();
    let mut values = Vec::new();
    let mut taken = 1 + blank;
    for line in &lines[1 + blank..] {
        if line.is_blank() {
            break;
        }
        taken += 1;
        let text = line.text.trim_start_matches(['-', ' ']);
        match text.strip_suffix(',') {
            Some(text) => values.push(clean(text)),
            None => {
                values.push(clean(text));
                let facts = vec![(Facet::Enum, set(values.into_iter().map(Value::from)))];
                return (Constraint::Facts(facts), taken);
            }
        }
    }
    (Constraint::Unreadable(Facet::Enum, "the list of options ends with a comma".to_owned()), taken)
}

fn measure(facet: Facet, label: &str, value: &str) -> Constraint {
    let words = value.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let numbers: Vec<&str> = words.split(['-', '\u{2013}']).map(str::trim).collect();
    let whole = |text: &str| text.parse::<u64>().ok();
    let says = |word: &str| label.split(' ').any(|part| part == word);
    let span = match numbers.as_slice() {
        [_] if value.contains('x') => match bounds(value) {
            Some((low, high)) => (low, high),
            None => return unreadable(facet, value),
        },
        [only] => match whole(only) {
            Some(number) if says("minimum") || says("min") => (Some(json!(number)), None),
            Some(number) if says("maximum") || says("max") => (None, Some(json!(number))),
            Some(number) => (Some(json!(number)), Some(json!(number))),
            None => return unreadable(facet, value),
        },
        [low, high] => match (whole(low), whole(high)) {
            (Some(low), Some(high)) => (Some(json!(low)), Some(json!(high))),
            _ => return unreadable(facet, value),
        },
        _ => return unreadable(facet, value),
    };
    let mut map = Map::new();
    if let Some(low) = span.0.filter(|low| *low != json!(0)) {
        map.insert("min".to_owned(), low);
    }
    if let Some(high) = span.1 {
        map.insert("max".to_owned(), high);
    }
    Constraint::Facts(vec![(facet, Value::Object(map))])
}

fn unreadable(facet: Facet, value: &str) -> Constraint {
    Constraint::Unreadable(facet, format!("{value} is no measure that is known"))
}

fn range(label: &str, value: &str) -> Constraint {
    let says = |word: &str| label.split(' ').any(|part| part == word);
    let facts = match (number(value), bounds(value)) {
        (Some(number), _) if says("minimum") || says("min") => vec![(Facet::Minimum, number)],
        (Some(number), _) if says("maximum") || says("max") => vec![(Facet::Maximum, number)],
        (_, Some((low, high))) => vec![
            (Facet::Minimum, low.unwrap_or(Value::Null)),
            (Facet::Maximum, high.unwrap_or(Value::Null)),
        ],
        _ => return unreadable(Facet::Minimum, value),
    };
    Constraint::Facts(facts)
}

/// Reads the bounds of `1 <= x <= 100`, `x >= 1` or `0 < x`.
fn bounds(text: &str) -> Option<(Option<Value>, Option<Value>)> {
    let text = text.replace('\u{2264}', "<=").replace('\u{2265}', ">=").replace(' ', "");
    let (before, after) = text.split_once('x')?;
    let (mut low, mut high) = (None, None);
    for (text, flipped) in [(before, true), (after, false)] {
        if text.is_empty() {
            continue;
        }
        let at = text.find(['<', '>'])?;
        let end = text.rfind(['<', '>', '='])?;
        let sign = &text[at..=end];
        let value = number(if flipped { &text[..at] } else { &text[end + 1..] })?;
        let upper = sign.starts_with('<') != flipped;
        let value = match (sign.ends_with('='), upper) {
            (true, _) => value,
            (false, true) => json!({ "below": value }),
            (false, false) => json!({ "above": value }),
        };
        *(if upper { &mut high } else { &mut low }) = Some(value);
    }
    (low.is_some() || high.is_some()).then_some((low, high))
}

pub(super) fn number(text: &str) -> Option<Value> {
    let text = text.trim().trim_matches('`');
    let number = match text.parse::<i64>() {
        Ok(whole) => Number::from(whole),
        Err(_) => Number::from_f64(text.parse().ok()?)?,
    };
    Some(canonical(&Value::Number(number)))
}

//! Constraint lines: a label in words, with many wordings, and a value.

use serde_json::{Number, Value, json};

use super::kind;
use super::line::{Line, unescaped};
use crate::contract::{Facet, canonical, set};

/// The meaning of a constraint line and the lines below it.
#[derive(Debug, PartialEq)]
pub(super) enum Constraint {
    /// Facts, null for an open bound; or why the value of a known label cannot be read.
    Facts(Vec<(Facet, Result<Value, String>)>),
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
    let has = |words: &[&str]| says(&folded, words);
    if has(&["example", "examples"]) {
        return Some((Constraint::Example, 1 + example(value, &lines[1..])));
    }
    if has(&["options", "values", "enum"]) || folded == "one of" || folded == "allowed" {
        return Some(options(value, lines));
    }
    if has(&["array", "items", "elements"]) {
        return Some((measure(Facet::Size, &folded, value), 1));
    }
    if has(&["length", "characters"]) {
        return Some((measure(Facet::Length, &folded, value), 1));
    }
    if has(&["range", "minimum", "maximum", "min", "max"]) {
        return Some((range(&folded, value), 1));
    }
    if has(&["pattern", "regex"]) {
        let raw = lines[0].text.split_once(':').map_or("", |(_, value)| value);
        let pattern = raw.trim().trim_matches('`').into();
        return Some((Constraint::Facts(vec![(Facet::Pattern, Ok(pattern))]), 1));
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
    let all = |values: Vec<String>| Ok(set(values.into_iter().map(Value::from)));
    let one = |fact| Constraint::Facts(vec![(Facet::Enum, fact)]);
    if !value.is_empty() {
        let values: Vec<String> = value.split(',').map(clean).collect();
        let is_missing = values.iter().any(String::is_empty);
        return (
            one(if is_missing { Err("an option is missing".to_owned()) } else { all(values) }),
            1,
        );
    }
    let begin = 1 + lines[1..].iter().take_while(|line| line.is_blank()).count();
    let end = lines[begin..].iter().position(|line| !line.text.ends_with(','));
    match end.map(|length| begin + length) {
        Some(end) if !lines[end].is_blank() => {
            let texts =
                lines[begin..=end].iter().map(|line| line.text.trim_start_matches(['-', ' ']));
            let values = texts.map(|text| clean(text.strip_suffix(',').unwrap_or(text)));
            (one(all(values.collect())), end + 1)
        }
        end => {
            let why = "the list of options ends with a comma".to_owned();
            (one(Err(why)), end.unwrap_or(lines.len()))
        }
    }
}

/// Whether a label has one of some words.
fn says(label: &str, words: &[&str]) -> bool {
    label.split(' ').any(|part| words.contains(&part))
}

fn measure(facet: Facet, label: &str, value: &str) -> Constraint {
    let words = value.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let numbers = words.split(['-', '\u{2013}']).map(|number| number.trim().parse().ok());
    let numbers: Option<Vec<u64>> = numbers.collect();
    let (is_least, is_most) = (says(label, &["minimum", "min"]), says(label, &["maximum", "max"]));
    let ends = match numbers.as_deref() {
        Some([low, high]) => Some((Some(json!(low)), Some(json!(high)))),
        _ if value.contains('x') => bounds(value),
        Some([only]) => {
            let low = (is_least || !is_most).then(|| json!(only));
            Some((low, (!is_least).then(|| json!(only))))
        }
        _ => None,
    };
    let Some((low, high)) = ends else { return unreadable(facet, value) };
    let ends = [("min", low.filter(|low| *low != 0)), ("max", high)].into_iter();
    let ends = ends.filter_map(|(name, end)| Some((name.to_owned(), end?)));
    Constraint::Facts(vec![(facet, Ok(Value::Object(ends.collect())))])
}

fn unreadable(facet: Facet, value: &str) -> Constraint {
    Constraint::Facts(vec![(facet, Err(format!("{value} is no measure that is known")))])
}

fn range(label: &str, value: &str) -> Constraint {
    let facts = match (number(value), bounds(value)) {
        (Some(number), _) if says(label, &["minimum", "min"]) => vec![(Facet::Minimum, Ok(number))],
        (Some(number), _) if says(label, &["maximum", "max"]) => vec![(Facet::Maximum, Ok(number))],
        (_, Some((low, high))) => vec![
            (Facet::Minimum, Ok(low.unwrap_or_default())),
            (Facet::Maximum, Ok(high.unwrap_or_default())),
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

//! The response example: names, JSON kinds, and formats that the placeholders of the
//! documentation site show. Values are no facts.

use std::collections::HashMap;

use serde_json::Value;

use super::line::Line;
use crate::contract::{Contract, Entry, Facet, Fact, Location, Place, Subject};
use crate::document::kind_of;

/// Placeholders of the documentation site for formats.
const PLACEHOLDERS: [(&str, Option<&str>); 5] = [
    ("<string>", None),
    ("3c90c3cc-0d44-4b50-8888-8dd25736052a", Some("uuid")),
    ("2023-11-07T05:31:56Z", Some("date-time")),
    ("2023-12-25", Some("date")),
    ("jsmith@example.com", Some("email")),
];

/// The most fields of an example that are read; the published one has 22.
const MAX_FIELDS: usize = 2_000;

/// The most lines that are tried as the beginning of an example: samples in all
/// languages have fewer.
const MAX_TRIES: usize = 32;

#[derive(Debug)]
pub(super) struct Example {
    value: Value,
    /// Number of its first line.
    line: usize,
    /// Index of its first line, and of the line after it.
    pub(super) span: (usize, usize),
    /// Names, each with the number of its first line.
    names: HashMap<String, usize>,
}

/// Returns the last JSON value that begins on its own line. Err has the number of the
/// line on which a value without an end begins.
pub(super) fn find(lines: &[Line]) -> Result<Option<Example>, usize> {
    let mut found = None;
    let mut at = 0;
    let mut tries = MAX_TRIES;
    while at < lines.len() && tries > 0 {
        if !lines[at].text.starts_with(['{', '[']) {
            at += 1;
            continue;
        }
        tries -= 1;
        let rest: String = lines[at..].iter().flat_map(|line| [&line.text, "\n"]).collect();
        let mut values = serde_json::Deserializer::from_str(&rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                let end = at + rest[..values.byte_offset()].matches('\n').count() + 1;
                if value.as_object().is_some_and(|map| !map.is_empty()) || value.is_array() {
                    let line = lines[at].number;
                    let names = lines[at..end].iter().rev().filter_map(named).collect();
                    found = Some(Example { value, line, span: (at, end), names });
                }
                at = end;
            }
            // Code has braces too: only a value without an end is a cut example.
            Some(Err(error)) if error.is_eof() => return Err(lines[at].number),
            _ => at += 1,
        }
    }
    Ok(found)
}

fn named(line: &Line) -> Option<(String, usize)> {
    let (name, _) = line.text.strip_prefix('"')?.split_once('"')?;
    Some((name.to_owned(), line.number))
}

/// Adds the fields of the example to the success response. Described fields keep
/// their facts.
pub(super) fn add(contract: &mut Contract, example: &Example) {
    add_below(contract, &Subject::new(Location::Response, ""), &example.value, example);
}

fn add_below(contract: &mut Contract, subject: &Subject, value: &Value, example: &Example) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                one(contract, subject.field(name), value, example);
            }
        }
        Value::Array(items) => match items.first() {
            Some(item) => one(contract, subject.items(), item, example),
            None => {
                if let Some(entry) = contract.entry_mut(subject) {
                    entry.listed = false;
                }
            }
        },
        _ => {}
    }
}

fn one(contract: &mut Contract, subject: Subject, value: &Value, example: &Example) {
    if contract.len() > MAX_FIELDS {
        return;
    }
    let last = subject.name.rsplit(['.', ']']).next().unwrap_or(&subject.name);
    let line = example.names.get(last).copied().unwrap_or(example.line);
    if contract.entry(&subject).is_none() {
        let mut entry = Entry::new(subject.clone(), Place::line(line));
        if !value.is_null() {
            entry.facts.insert(Facet::Type, Fact::inferred(kind_of(value), Place::line(line)));
        }
        if let Some((_, format)) =
            PLACEHOLDERS.iter().find(|(text, _)| value.as_str() == Some(text))
        {
            let format = format.map_or(Value::Null, Value::from);
            entry.facts.insert(Facet::Format, Fact::inferred(format, Place::line(line)));
        }
        entry.listed = value.as_object().is_none_or(|fields| !fields.is_empty());
        contract.insert(entry);
    } else if let Some(entry) = contract.entry_mut(&subject) {
        // A described object has all its fields here, or is collapsed.
        entry.listed = !value.as_object().is_some_and(serde_json::Map::is_empty);
    }
    add_below(contract, &subject, value, example);
}

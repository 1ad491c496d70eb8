//! Facts in prose, which confirm other facts and never replace them.

use serde_json::Value;

use super::constraint::number;
use crate::contract::{Entry, Facet, Fact, Note, Place};

/// Compares the prose of an entry with its facts. Explode is the one fact that text
/// pages state in prose alone.
pub(super) fn apply(entry: &mut Entry, notes: &mut Vec<Note>) {
    let paragraphs = std::mem::take(&mut entry.paragraphs);
    for paragraph in &paragraphs {
        let (low, high) = between(&paragraph.text).unzip();
        let said = [
            (Facet::Minimum, low),
            (Facet::Maximum, high),
            (Facet::Default, default(&paragraph.text)),
        ];
        for (facet, prose) in said {
            let fact = entry.fact(facet).and_then(Fact::value).filter(|value| !value.is_null());
            if let (Some(prose), Some(fact)) = (prose, fact)
                && *fact != prose
            {
                let what = format!("the prose says {facet} {prose}, the page states {fact}");
                notes.push(Note::inconsistent(paragraph.line, &entry.subject, what));
            }
        }
        if entry.text(Facet::Type) == Some("array")
            && let Some(explode) = repeated(&paragraph.text, &entry.subject.name)
        {
            let fact = Fact::inferred(explode, Place::line(paragraph.line));
            entry.facts.insert(Facet::Explode, fact);
        }
    }
    entry.paragraphs = paragraphs;
}

/// Reads `between 1 and 100`.
fn between(text: &str) -> Option<(Value, Value)> {
    let (_, after) = text.split_once("between ")?;
    let mut words = after.split(' ');
    let low = words.next()?;
    let high = (words.next()? == "and").then(|| words.next())??;
    Some((number(low)?, number(high.trim_end_matches(['.', ',', ';']))?))
}

/// Reads `default is 10`.
fn default(text: &str) -> Option<Value> {
    let (_, after) = text.split_once("default is ")?;
    number(after.split(' ').next()?.trim_end_matches(['.', ',', ';']))
}

/// Whether a sample repeats the key: `?name=A&name=B` does, `?name=A,B` does not.
fn repeated(text: &str, name: &str) -> Option<bool> {
    let (_, after) = text.split_once(&format!("?{name}="))?;
    let query = after.split([' ', ')', '`']).next()?;
    let repeats = query.contains(&format!("&{name}="));
    (repeats || query.contains(',')).then_some(repeats)
}

//! The changes of documents, by the rules of the drift check.
//!
//! The drift check compares our document with a published one. Here the released
//! document takes the place of ours, and the current one that of the published one.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use dintero_cards_openapi::Source;
use dintero_docs_drift::compare::{self, Difference};
use dintero_docs_drift::contract::{Facet, Location, Subject};
use dintero_docs_drift::document::{Route, Unreadable};
use dintero_docs_drift::rules::{self, Rule};
use dintero_docs_drift::{Ours, sanitise};
use serde_json::Value;

use crate::Wrapper;
use crate::policy::{self, Impact, OP_ADDED, OP_REMOVED};

/// The most values of a list that are printed: they stay on one line.
const MAX_VALUES: usize = 12;

/// A change of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rule.
    pub rule: &'static Rule,
    /// File and line of the current document, or of the nearest node that is left.
    pub place: String,
    /// Title of the operation's page, or method and path.
    pub operation: String,
    /// The subject, such as `query limit`; empty for the operation as a whole.
    pub subject: String,
    /// The released value.
    pub from: Option<Value>,
    /// The current value.
    pub to: Option<Value>,
    /// The version steps that it asks for.
    pub impact: Option<Impact>,
}

/// The difference, with both values if there are two.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut summary = self.rule.summary.chars();
        let first = summary.next().map(|letter| letter.to_ascii_lowercase());
        write!(f, "{}{}", first.map(String::from).unwrap_or_default(), summary.as_str())?;
        if self.rule.id.starts_with("prose") {
            return Ok(());
        }
        match (&self.from, &self.to) {
            (Some(Value::Array(from)), Some(Value::Array(to))) => {
                let [from, to]: [BTreeSet<String>; 2] =
                    [from, to].map(|values| values.iter().map(shown).collect());
                // A rule for additions lists no removals, and the reverse.
                let (is_gain, is_loss) =
                    (self.rule.id.ends_with("-added"), self.rule.id.ends_with("-removed"));
                let gone = from.difference(&to).filter(|_| !is_gain);
                let new = to.difference(&from).filter(|_| !is_loss).map(|new| format!("+{new}"));
                let all: Vec<String> = new.chain(gone.map(|gone| format!("-{gone}"))).collect();
                write!(f, ": {}", all[..all.len().min(MAX_VALUES)].join(" "))?;
                match all.len().checked_sub(MAX_VALUES) {
                    Some(more @ 1..) => write!(f, " and {more} more"),
                    _ => Ok(()),
                }
            }
            (Some(from), Some(to)) => write!(f, ": {} -> {}", shown(from), shown(to)),
            (Some(Value::Bool(_)), None) | (None, Some(Value::Bool(_)) | None) => Ok(()),
            (Some(from), None) => write!(f, ": it was {}", shown(from)),
            (None, Some(to)) => write!(f, ": {}", shown(to)),
        }
    }
}

/// Returns a value as one short line of visible characters, because a document may
/// contain anything.
fn shown(value: &Value) -> String {
    sanitise::line(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Returns every change between two sets of documents.
///
/// # Errors
/// One of them is no OpenAPI document.
pub fn changes(
    released: &[Source<'_>],
    now: &[Source<'_>],
    wrapper: &Wrapper,
) -> Result<Vec<Change>, Unreadable> {
    let (mut old, new) = (operations(released)?, operations(now)?);
    tell_apart(&mut old);
    let mut old: Vec<Option<Ours>> = old.into_iter().map(Some).collect();
    let mut pairs: Vec<(Option<Ours>, Ours)> = new.into_iter().map(|now| (None, now)).collect();
    for name in [Route::key, Route::shape] {
        let named = old.iter().enumerate().rev();
        let named = named.filter_map(|(at, one)| Some((name(&one.as_ref()?.operation.route), at)));
        let mut places: HashMap<String, usize> = named.collect();
        for (before, now) in pairs.iter_mut().filter(|(before, _)| before.is_none()) {
            let place = places.remove(&name(&now.operation.route));
            *before = place.and_then(|at| old[at].take());
        }
    }
    let mut old: Vec<Ours> = old.into_iter().flatten().collect();
    // A single new operation of a file with a single removed one has moved.
    for at in 0..pairs.len() {
        let file = pairs[at].1.file.clone();
        let lonely = pairs.iter().filter(|(before, now)| before.is_none() && now.file == file);
        let left = old.iter().filter(|before| before.file == file);
        if pairs[at].0.is_none() && lonely.count() == 1 && left.count() == 1 {
            let moved = old.iter().position(|before| before.file == file);
            pairs[at].0 = moved.map(|at| old.remove(at));
        }
    }
    let mut found = Vec::new();
    for (before, now) in &pairs {
        let Some(before) = before else {
            found.push(whole(&OP_ADDED, now));
            continue;
        };
        let differences = compare::changes(before, &now.operation.contract);
        let mut all: Vec<Change> =
            differences.iter().map(|one| change(before, now, one, wrapper)).collect();
        all.extend(another_first_server(before, now, &all));
        found.extend(all);
    }
    found.extend(old.iter().map(|operation| whole(&OP_REMOVED, operation)));
    Ok(found)
}

/// Names the operations of a document with several ones by method and path instead of
/// the common title. The released document decides, so that a change keeps its name
/// until the next release.
fn tell_apart(operations: &mut [Ours]) {
    let files: Vec<String> = operations.iter().map(|operation| operation.file.clone()).collect();
    for operation in operations {
        if files.iter().filter(|file| **file == operation.file).count() > 1 {
            operation.title = operation.key();
        }
    }
}

fn operations(documents: &[Source<'_>]) -> Result<Vec<Ours>, Unreadable> {
    let all: Result<Vec<_>, _> = documents.iter().map(|source| Ours::read(*source)).collect();
    Ok(all?.into_iter().flatten().collect())
}

fn whole(rule: &'static Rule, operation: &Ours) -> Change {
    Change {
        rule,
        place: format!("{}:{}", operation.file, operation.parameters.line),
        operation: sanitise::line(&operation.title),
        subject: sanitise::line(&operation.key()),
        from: None,
        to: None,
        impact: policy::least(rule),
    }
}

/// Returns the change of the first server, which receives the calls. The facts are
/// about all servers in no order, and do not show it.
fn another_first_server(before: &Ours, now: &Ours, found: &[Change]) -> Option<Change> {
    let (old, new) = (&before.operation.route, &now.operation.route);
    let knows = |rule: &Rule| found.iter().any(|change| change.rule.id == rule.id);
    let is_moved = format!("{}{}", old.base, old.path) != format!("{}{}", new.base, new.path);
    let rule = if !old.host.eq_ignore_ascii_case(&new.host) {
        &rules::SERVER_HOST_CHANGED
    } else if old.base != new.base && is_moved && !knows(&rules::OP_PATH_CHANGED) {
        &rules::BASE_PATH_CHANGED
    } else {
        return None;
    };
    if knows(rule) {
        return None;
    }
    let fact = now.operation.contract.fact(&Subject::operation(), Facet::Url);
    let line = fact.map_or(now.parameters.line, |fact| fact.place.line);
    Some(Change {
        place: format!("{}:{line}", now.file),
        subject: String::new(),
        from: Some(format!("{}{}", old.host, old.base).into()),
        to: Some(format!("{}{}", new.host, new.base).into()),
        ..whole(rule, before)
    })
}

fn change(before: &Ours, now: &Ours, difference: &Difference, wrapper: &Wrapper) -> Change {
    let Difference { rule, published, document, entries, .. } = difference;
    let pointer = &document.place.pointer;
    // A removed subject has no line: that of its holder, or of the list, stands for it.
    let line = if published.place.line > 0 { published.place.line } else { now.parameters.line };
    let Subject { location, name } = &difference.subject;
    let subject = match (location, name.as_str()) {
        (Location::Operation | Location::Security, "") => String::new(),
        (_, "") => location.to_string(),
        _ => sanitise::line(&format!("{location} {name}")),
    };
    Change {
        rule,
        place: format!("{}:{line}", now.file),
        operation: sanitise::line(&before.title),
        subject,
        impact: policy::impact(rule, entries, (before.document(), pointer), wrapper),
        from: document.value.clone(),
        to: published.value.clone(),
    }
}

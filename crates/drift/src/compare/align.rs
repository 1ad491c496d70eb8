//! The assignment of paragraphs to the subjects of a text page.
//!
//! If a page lost the heading of a parameter, the description stands below the
//! parameter before it. The digests in our document show which paragraphs belong to
//! which parameter. A paragraph of no known parameter is reported.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::shape::outermost;
use super::{Difference, Side};
use crate::Ours;
use crate::contract::{Contract, Entry, Facet, Fact, Location, Paragraph, Place, Subject};
use crate::prose;
use crate::rules::{self, Rule};

/// The least similarity of a paragraph and our own description of one subject.
const ALIKE: f64 = 0.9;

/// The most paragraphs of a subject, and lines of a paragraph, that are tried as the
/// end of its description: eight times the published ones, and the cost is their square.
const MAX_PARTED: usize = 32;

/// The longest text that is tried as a description; published ones have 600 bytes.
const MAX_BYTES: usize = 8 * 1024;

/// The published contract with every paragraph at its subject.
pub(super) struct Aligned {
    pub(super) contract: Contract,
    pub(super) differences: Vec<Difference>,
    /// Our subjects that an unassigned paragraph may describe.
    pub(super) uncertain: BTreeSet<Subject>,
}

pub(super) fn align(ours: &Ours, published: Contract) -> Aligned {
    let mut aligned =
        Aligned { contract: published, differences: Vec::new(), uncertain: BTreeSet::new() };
    let has_words = |entry: &&Arc<Entry>| !entry.paragraphs.is_empty();
    let described = aligned.contract.entries().filter(has_words);
    let locations: BTreeSet<Location> = described.map(|entry| entry.subject.location).collect();
    for location in locations {
        let mut missing = missing(ours, &aligned.contract, location);
        let owners = aligned.contract.entries_in(location).filter(has_words);
        let owners: Vec<Entry> =
            owners.map(|entry| parted(ours, Entry::clone(entry), &missing)).collect();
        let mut orphans = Vec::new();
        for owner in owners {
            let kept = kept(ours, &owner, &missing);
            let rest = own(&mut aligned.contract, &owner, kept).iter().cloned();
            orphans.extend(rest.map(|orphan| (owner.subject.clone(), orphan)));
        }
        orphans.retain(|(_, orphan)| {
            let at = missing.iter().position(|subject| is_about(ours, subject, orphan));
            if let Some(at) = at {
                aligned.lost_heading(ours, &missing.remove(at), orphan);
            }
            at.is_none()
        });
        for (owner, orphan) in &orphans {
            // If no subject is missing, the facts below belong to the owner.
            if missing.is_empty()
                && let Some(entry) = aligned.contract.entry_mut(owner)
            {
                entry.facts.extend(orphan.facts.clone());
            }
            let document = Side::nothing(super::fields::anchor(ours, location));
            let subject = Subject::new(location, "");
            aligned.report(&rules::ORPHAN_DESCRIPTION, &subject, orphan, document);
        }
        if !orphans.is_empty() {
            aligned.uncertain.extend(missing);
        }
    }
    aligned
}

/// Returns our subjects that the page does not name.
fn missing(ours: &Ours, published: &Contract, location: Location) -> Vec<Subject> {
    let subjects = outermost(&ours.operation.contract, location).map(|entry| &entry.subject);
    let absent = |subject: &&Subject| published.entry(subject).is_none();
    subjects.filter(absent).filter(|subject| !subject.name.ends_with("[]")).cloned().collect()
}

/// Splits a paragraph in which a blank line was lost: our description of the owner
/// comes first, and the rest may describe a missing subject.
fn parted(ours: &Ours, mut owner: Entry, missing: &[Subject]) -> Entry {
    let Some(digest) = ours.operation.contract.text(&owner.subject, Facet::Description) else {
        return owner;
    };
    let known = owner.paragraphs.iter().any(|paragraph| paragraph.through == digest);
    if missing.is_empty() || known {
        return owner;
    }
    let mut before = String::new();
    for at in 0..owner.paragraphs.len().min(MAX_PARTED) {
        if before.len() + owner.paragraphs[at].text.len() > MAX_BYTES {
            break;
        }
        let paragraph = &owner.paragraphs[at];
        let lines: Vec<&str> = paragraph.text.lines().collect();
        for count in 1..lines.len().min(MAX_PARTED) {
            let (mine, rest) = (lines[..count].join("\n"), lines[count..].join("\n"));
            if prose::digest(&format!("{before}{mine}")) != digest {
                continue;
            }
            let tail = Paragraph {
                line: paragraph.line + count,
                digest: prose::digest(&rest),
                text: rest,
                ..paragraph.clone()
            };
            let head = &mut owner.paragraphs[at];
            head.digest = prose::digest(&mine);
            head.through = digest.to_owned();
            head.text = mine;
            head.facts.clear();
            owner.paragraphs.insert(at + 1, tail);
            return owner;
        }
        before.push_str(&paragraph.text);
        before.push('\n');
    }
    owner
}

/// Returns the number of paragraphs that describe an entry.
fn kept(ours: &Ours, owner: &Entry, missing: &[Subject]) -> usize {
    let subject = &owner.subject;
    let all = owner.paragraphs.len();
    // The heading of a section of parameters describes none of them.
    if subject.name.is_empty() && Location::PARAMETERS.contains(&subject.location) {
        return 0;
    }
    let digest = ours.operation.contract.text(subject, Facet::Description);
    let whole = digest.and_then(|digest| {
        owner.paragraphs.iter().rposition(|paragraph| paragraph.through == digest)
    });
    if let Some(last) = whole {
        return last + 1;
    }
    // The first paragraph of a new name describes it.
    let is_new = usize::from(ours.operation.contract.entry(subject).is_none());
    let is_foreign = |(_, paragraph): &(usize, &Paragraph)| {
        missing.iter().any(|subject| is_about(ours, subject, paragraph))
    };
    match owner.paragraphs.iter().enumerate().skip(is_new).find(is_foreign) {
        Some((at, _)) => at,
        // The description has changed and a subject is missing: further paragraphs may be
        // about that one.
        None if digest.is_some() && !missing.is_empty() => 1,
        None => all,
    }
}

/// Gives an entry its description and the facts below it. Returns the other
/// paragraphs.
fn own<'a>(contract: &mut Contract, owner: &'a Entry, kept: usize) -> &'a [Paragraph] {
    let (mine, rest) = owner.paragraphs.split_at(kept);
    if let Some(entry) = contract.entry_mut(&owner.subject) {
        let fact = match (mine.first(), mine.last()) {
            (Some(first), Some(last)) => match last.through.as_str() {
                "" => Fact::not_stated(Place::line(first.line)),
                digest => Fact::stated(digest, Place::line(first.line)),
            },
            _ => Fact::absent(entry.place.clone()),
        };
        entry.facts.insert(Facet::Description, fact);
        entry.facts.extend(mine.iter().flat_map(|paragraph| paragraph.facts.clone()));
        entry.paragraphs.clear();
    }
    rest
}

fn is_about(ours: &Ours, subject: &Subject, paragraph: &Paragraph) -> bool {
    let contract = &ours.operation.contract;
    if contract.text(subject, Facet::Description) == Some(&paragraph.digest) {
        return true;
    }
    let words = contract.entry(subject).and_then(|entry| ours.words(&entry.place.pointer));
    let is_near = |words: &str| {
        let counts = [words, &paragraph.text].map(|text| text.split_whitespace().count());
        counts[0] <= 2 * counts[1] && counts[1] <= 2 * counts[0]
    };
    words.is_some_and(|words| is_near(words) && prose::similarity(words, &paragraph.text) >= ALIKE)
}

impl Aligned {
    fn lost_heading(&mut self, ours: &Ours, subject: &Subject, paragraph: &Paragraph) {
        let place = Place::line(paragraph.line);
        let mut entry = Entry::new(subject.clone(), place.clone());
        let description = Fact::stated(paragraph.digest.clone(), place);
        entry.facts.insert(Facet::Description, description);
        entry.listed = false;
        self.contract.insert(entry);
        let document = ours.operation.contract.entry(subject).map(|entry| Side::entry(entry));
        self.report(&rules::PARAM_HEADING_LOST, subject, paragraph, document.unwrap_or_default());
    }

    fn report(&mut self, rule: &'static Rule, of: &Subject, paragraph: &Paragraph, document: Side) {
        let published = Side::at(paragraph.digest.clone(), Place::line(paragraph.line));
        self.differences.push(Difference::whole(rule, of, published, document));
    }
}

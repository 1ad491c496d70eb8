//! The normalised contract of one operation: entries by subject.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Entry, Facet, Fact, Location, Note, Subject};

use crate::names::names;

names! {
    /// The form that a contract was read from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum Form {
        Text = "text": "A page copied as text.",
        Markdown = "md": "A page as Markdown with an embedded OpenAPI block.",
        Raw = "raw": "A whole OpenAPI document, YAML or JSON, and our documents too.",
    }
}

/// The facts of one source about one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// The form of the source.
    pub form: Form,
    /// Locations in which a subject without an entry does not exist.
    pub complete: BTreeSet<Location>,
    /// Observations besides the facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    #[serde(serialize_with = "as_list", deserialize_with = "of_list")]
    entries: BTreeMap<Subject, Arc<Entry>>,
}

impl Contract {
    /// Returns a contract without facts.
    pub const fn new(form: Form) -> Self {
        Self { form, complete: BTreeSet::new(), notes: Vec::new(), entries: BTreeMap::new() }
    }

    /// Returns every entry, sorted by subject.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values()
    }

    /// Returns every entry in a location, sorted by name.
    pub fn entries_in(&self, location: Location) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values().filter(move |entry| entry.subject.location == location)
    }

    /// Returns the entry of a subject.
    pub fn entry(&self, subject: &Subject) -> Option<&Arc<Entry>> {
        self.entries.get(subject)
    }

    /// Returns one fact.
    pub fn fact(&self, subject: &Subject, facet: Facet) -> Option<&Fact> {
        self.entry(subject)?.fact(facet)
    }

    /// Returns the stated text of a facet.
    pub fn text(&self, subject: &Subject, facet: Facet) -> Option<&str> {
        self.entry(subject)?.text(facet)
    }

    /// Adds an entry. It replaces one with the same subject.
    pub fn insert(&mut self, entry: Entry) {
        self.entries.insert(entry.subject.clone(), Arc::new(entry));
    }

    pub(crate) fn entry_mut(&mut self, subject: &Subject) -> Option<&mut Entry> {
        self.entries.get_mut(subject).map(Arc::make_mut)
    }

    pub(crate) fn rename(&mut self, from: &Subject, to: &Subject) {
        if let Some(entry) = self.entries.remove(from) {
            self.insert(Entry { subject: to.clone(), ..Arc::unwrap_or_clone(entry) });
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// Subjects are no JSON keys: entries are stored as a list.
fn as_list<S: Serializer>(map: &BTreeMap<Subject, Arc<Entry>>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(map.values().map(|entry| &**entry))
}

fn of_list<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Subject, Arc<Entry>>, D::Error> {
    let entries = Vec::<Entry>::deserialize(from)?.into_iter();
    Ok(entries.map(|entry| (entry.subject.clone(), Arc::new(entry))).collect())
}

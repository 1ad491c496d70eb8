//! What a reader saw beside the facts.

use serde::{Deserialize, Serialize};

use super::Subject;

/// An observation about the page itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Line it stands on, from 1.
    pub line: usize,
    /// What was seen.
    #[serde(flatten)]
    pub kind: NoteKind,
}

/// The kinds of observations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NoteKind {
    /// Text that belongs to nothing that is known.
    Unparsed {
        /// Its digest; the words are not kept.
        digest: String,
        /// The words, for people who look at the page now; never written down.
        #[serde(skip)]
        text: String,
    },
    /// The structure of the page is broken here: what follows cannot be trusted.
    Broken {
        /// What is wrong.
        why: String,
    },
    /// A name stands alone where a name and a type are expected.
    BareName {
        /// The subject that it would be.
        subject: Subject,
    },
    /// A line that looks like a constraint and is none that is known.
    UnknownConstraint {
        /// What it stands below.
        subject: Subject,
        /// The label, without its value.
        label: String,
    },
    /// The page contradicts itself.
    Inconsistent {
        /// What it is about.
        subject: Subject,
        /// The two statements.
        what: String,
    },
    /// The changelog of the document names this operation.
    Changelog {
        /// Date of the entry.
        date: String,
    },
}

//! Observations of a reader besides the facts.

use serde::{Deserialize, Serialize};

use super::Subject;

/// An observation about the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its line, counted from 1.
    pub line: usize,
    /// The observation.
    #[serde(flatten)]
    pub kind: NoteKind,
}

impl Note {
    pub(crate) fn broken(line: usize, why: impl Into<String>) -> Self {
        Self { line, kind: NoteKind::Broken { why: why.into() } }
    }

    pub(crate) fn inconsistent(line: usize, subject: &Subject, what: String) -> Self {
        Self { line, kind: NoteKind::Inconsistent { subject: subject.clone(), what } }
    }
}

/// The kinds of observations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NoteKind {
    /// Text that the reader does not recognise.
    Unparsed {
        /// Its digest; the words are not stored.
        digest: String,
        /// The words, to print them now. They are not stored.
        #[serde(skip)]
        text: String,
    },
    /// The structure of the page is damaged here; the rest cannot be trusted.
    Broken {
        /// The damage.
        why: String,
    },
    /// A name without the type that should follow.
    BareName {
        /// The subject with this name.
        subject: Subject,
    },
    /// A line that looks like a constraint and that the reader does not know.
    UnknownConstraint {
        /// The subject above it.
        subject: Subject,
        /// The label, without its value.
        label: String,
    },
    /// The page contradicts itself.
    Inconsistent {
        /// The subject.
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

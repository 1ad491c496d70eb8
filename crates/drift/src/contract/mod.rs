//! The normalised contract: facts about one operation, each with its place. It is
//! the same for every form of the source.

mod bound;
mod canonical;
mod entry;
mod facet;
mod fact;
mod note;
mod subject;
mod table;

pub(crate) use bound::{is_lowered, is_narrowed, is_raised};
pub use canonical::{canonical, facts_digest, lines, set};
pub use entry::{Entry, Paragraph};
pub use facet::Facet;
pub use fact::{Confidence, Fact, FactState, Place};
pub use note::{Note, NoteKind};
pub use subject::{Location, Subject};
pub use table::{Contract, Form};

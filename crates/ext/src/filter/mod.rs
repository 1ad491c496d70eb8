//! Which cards to list: every documented filter, typed.
//!
//! - [`CardFilter`] holds the filters, and its table defines each of them once.
//! - `definition` is what the table says of a filter: [`FilterDefinition`] and
//!   [`FilterKind`]; `value` reads and sends the values of each kind.
//! - `range` has the ranges of time and of amounts, and `time_end` the end of one.
//! - `check` checks filters and cards; `text_form` writes and reads filters as text.

mod card_filter;
mod check;
mod definition;
mod range;
mod text_form;
mod time_end;
mod value;

pub use card_filter::CardFilter;
pub use definition::{FilterDefinition, FilterKind};
pub use range::{AmountRange, TimeBound, TimeRange};
pub use time_end::TimeEnd;

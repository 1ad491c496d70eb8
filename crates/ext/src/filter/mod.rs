//! Which cards to list: every filter of the documentation, typed.
//!
//! - [`CardFilter`] collects them; `range` has the ranges, `time` what can
//!   bound a range of time.

mod card_filter;
mod range;
mod time;

pub use card_filter::CardFilter;
pub use range::{AmountRange, TimeRange};
pub use time::TimeBound;

//! A listing: one page, a stream of pages, a stream of cards.
//!
//! - [`ListCards`] is the listing before it begins; `walk` goes from page to
//!   page and notices when that leads nowhere.
//! - [`Pages`] and [`Items`] are the walk as streams (`stream`); [`Report`] says
//!   what it came by.

mod circle;
mod list_cards;
mod report;
mod stream;
mod walk;

pub use list_cards::ListCards;
pub use report::Report;
pub use stream::{Items, Pages};

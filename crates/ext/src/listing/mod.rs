//! A listing: one page, a stream of pages, a stream of cards.
//!
//! - [`ListCards`] is a listing before it begins; [`Pages`] and [`Items`] are its
//!   streams, and [`Report`] has their statistics.
//! - `prefetch` requests a page while the one before it is consumed.
//! - `walk` goes from page to page and ends a listing whose cursors form a
//!   `cycle`.
//! - `fetch` requests one [`Page`]. `decode` reads a page with malformed cards: it
//!   finds them with `scan`, and reads them with `repair`. `card_limit` bounds their
//!   number.

mod card_limit;
mod cycle;
mod decode;
mod fetch;
mod list_cards;
mod page;
mod prefetch;
mod repair;
mod report;
mod scan;
mod stream;
mod unknown_fields;
mod walk;

pub(crate) use fetch::Only;
pub use list_cards::ListCards;
pub use page::{MalformedCard, Page, PageSize};
pub use report::Report;
pub use stream::{Items, Pages};
pub use unknown_fields::UnknownFields;

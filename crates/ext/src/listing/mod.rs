//! A listing: one page, a stream of pages, a stream of cards.
//!
//! - [`ListCards`] is a listing before it begins; [`Pages`] and [`Items`] are its
//!   streams, and [`Report`] has their statistics.
//! - `position` is the place after a card that was delivered.
//! - `prefetch` requests a page while the one before it is consumed.
//! - `walk` goes from page to page and ends a listing whose cursors form a
//!   `cycle`.
//! - `fetch` requests one [`Page`], and `choose` chooses its cards. `decode` reads a page with
//!   malformed cards: it finds them with `scan`, and reads them with `repair`. `card_limit`
//!   bounds their number. `span` is the part of a listing that a window of it owns.

mod card_limit;
mod choose;
mod cycle;
mod decode;
mod fetch;
mod list_cards;
mod page;
mod position;
mod prefetch;
mod repair;
mod report;
mod scan;
mod span;
mod stream;
mod unknown_fields;
mod walk;

pub(crate) use choose::Only;
pub(crate) use decode::created_at;
pub use list_cards::ListCards;
pub use page::{MalformedCard, Page, PageSize};
pub(crate) use position::Position;
pub use report::Report;
pub(crate) use span::Span;
pub use stream::{Items, Pages};
pub use unknown_fields::UnknownFields;

//! A listing in windows of `created_at`, which can be listed at the same time, by several
//! processes, and each on its own.
//!
//! - A window owns the cards with `from <= created_at < before`. Its request reaches
//!   beyond them, and the client leaves out what it does not own, so that each card comes
//!   once, whatever the precision of the server and the order of its listing.
//! - `plan` is the [`ListingPlan`]: the windows, and how far each is. `create` divides a
//!   listing into windows, and `list` lists one.

mod create;
mod list;
mod plan;
mod window;

pub use plan::ListingPlan;
pub use window::{Window, WindowState};

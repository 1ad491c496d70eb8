//! A listing in windows of `created_at`, which can be listed at the same time, by several
//! processes, and each on its own.
//!
//! - `plan` is the [`ListingPlan`]: the windows and their progress. `create` divides a
//!   listing into windows, and `list` lists one.
//! - `stream` is the listing by several workers, which are `running`. Each `worker` takes
//!   windows from the `board`, which cuts them (`cuts`) by a `guess` from what was `seen` of
//!   the listing; `simulation` tests how well it does that. `current` is the window whose
//!   cards are delivered.

mod board;
mod create;
mod current;
mod cuts;
mod guess;
mod list;
mod plan;
mod running;
mod seen;
#[cfg(test)]
mod simulation;
mod stream;
mod window;
mod worker;

pub use plan::ListingPlan;
pub use stream::Partitioned;
pub use window::{Window, WindowState};

//! Queries on several machines, with datafusion-distributed.
//!
//! - [`serve_worker`] runs a worker: it lists windows with its own client.
//! - [`Cluster`] plans queries, sends windows to the workers that can be reached, and runs a
//!   query again when one of them has died.
//! - `codec` writes a scan for a worker, and `tasks` divides its windows.

mod codec;
mod coordinator;
mod tasks;
mod worker;

pub use coordinator::Cluster;
pub use worker::serve_worker;

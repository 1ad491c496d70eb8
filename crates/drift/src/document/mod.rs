//! Contracts from an OpenAPI document, ours or a published one.

mod constraint;
mod operation;
mod prose;
pub(crate) mod route;
mod schema;
pub(crate) mod scopes;
mod security;
mod unreadable;

pub(crate) use constraint::kind_of;
pub use operation::{Operation, operations};
pub use prose::Prose;
pub(crate) use prose::place;
pub use route::Route;
pub use unreadable::Unreadable;

//! Contracts from an OpenAPI document, ours or a published one.

mod operation;
mod prose;
pub(crate) mod route;
mod schema;
pub(crate) mod scopes;
mod security;
mod unreadable;

pub use operation::{Operation, operations};
pub use prose::Prose;
pub use route::Route;
pub(crate) use schema::kind_of;
pub use unreadable::Unreadable;

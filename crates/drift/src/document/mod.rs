//! Contracts from an OpenAPI document, ours or a published one.

pub(crate) mod body;
mod limits;
mod merged;
mod operation;
mod parameter;
mod prose;
pub(crate) mod route;
pub(crate) mod scopes;
mod security;
mod unread;
mod walk;

pub use limits::Unreadable;
pub use operation::{Operation, operations};
pub use prose::Prose;
pub use route::Route;
pub(crate) use walk::kind_of;

//! Contracts from an OpenAPI document, ours or a published one.

mod body;
mod limits;
mod merged;
mod operation;
mod parameter;
mod prose;
mod route;
mod scopes;
mod security;
mod walk;

pub use limits::Unreadable;
pub use operation::{Operation, operations};
pub use prose::Prose;
pub use route::Route;

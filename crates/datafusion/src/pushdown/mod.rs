//! Which filters of the server follow from the predicates of a query.
//!
//! - [`Domains`] is what must hold for the columns so that a predicate can be true.
//! - `wire` turns domains into a filter. Its bounds are wider than those of the query,
//!   and the engine evaluates every predicate again.

mod domain;
mod predicate;
mod wire;

pub(crate) use predicate::Domains;

//! Checks of a server of "Get cards" against the documentation.
//!
#![doc = include_str!("../README.md")]
//!
//! The modules: `check` runs all checks; `facts` reads the document; `session` sends
//! requests and counts them; `sample` reads the first pages and `card_shape` compares
//! cards with the document; `documented` and `filters` check documented behaviour;
//! `observed` looks at the rest; `report` holds the results.

mod card_shape;
mod check;
mod documented;
mod error;
mod facts;
mod filters;
mod observed;
mod report;
mod sample;
mod session;
mod target;

pub use check::check;
pub use error::Error;
pub use report::{Check, Observation, Outcome, Report};
pub use target::{Credentials, Target, published};

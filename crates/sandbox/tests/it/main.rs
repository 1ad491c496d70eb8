//! The sandbox as others see it: through its handle and over HTTP.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

mod client;
mod documents;
mod hostile;
mod lifecycle;
mod listing;
mod routing;
mod tokens;
mod validation;

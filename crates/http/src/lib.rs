#![doc = include_str!("../README.md")]

mod client;
mod endpoint;
#[cfg(feature = "rustls-no-provider")]
mod tls;

pub use client::{ClientError, client};
pub use endpoint::{Endpoint, InvalidEndpoint, host};

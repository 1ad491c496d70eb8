//! Cards as record batches and Parquet files.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod bytes;
mod cards;
mod malformed;
mod read;
mod round_trip;
mod schema;

//! Files that are read with a bound and replaced in one step.

use std::io::Read;

pub(super) use crate::file::replace as write;

use super::failure::{Failure, Outcome};

/// Reads at most a number of bytes. A larger file is an error and is not cut.
pub(super) fn bounded(from: impl Read, most: usize, name: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Unavailable(format!("{name}: {error}")))?;
    if bytes.len() > most {
        return Err(Failure::Unreadable(format!("{name}: larger than {most} bytes")));
    }
    Ok(bytes)
}

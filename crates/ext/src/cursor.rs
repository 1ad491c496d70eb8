//! Where a listing goes on.

use std::fmt;

use hmac_sha256::Hash;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// Longest text of a cursor that is sent: it must fit a URL.
const MAX_LENGTH: usize = 4096;

/// A place between two pages of a listing.
///
/// One that a page gave belongs to the account and the filter it was given for
/// and is refused with others; stored with serde, it keeps knowing them. How
/// long a server keeps a cursor is not documented. The text is the server's
/// and is shown by neither `Debug` nor any error.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor {
    starting_after: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    listing: Option<Fingerprint>,
}

impl Cursor {
    /// A cursor from the server's own text, which fits every filter; None for
    /// an empty text, which is no cursor.
    #[must_use]
    pub fn new(starting_after: impl Into<String>) -> Option<Self> {
        let starting_after = starting_after.into();
        (!starting_after.is_empty()).then_some(Self { starting_after, listing: None })
    }

    pub(crate) fn bound(starting_after: String, listing: &Fingerprint) -> Option<Self> {
        let cursor = Self::new(starting_after)?;
        Some(Self { listing: Some(listing.clone()), ..cursor })
    }

    /// Whether the server gave more than fits a URL.
    pub(crate) fn is_oversized(&self) -> bool {
        self.starting_after.len() > MAX_LENGTH
    }

    /// The server's text, which goes on the wire as `starting_after`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.starting_after
    }

    /// Refuses the cursor of another listing.
    pub(crate) fn check(&self, listing: &Fingerprint) -> Result<()> {
        // What was stored by hand may be empty.
        if self.starting_after.is_empty() {
            return Err(Error::invalid("starting_after: an empty text is no cursor"));
        }
        if self.starting_after.len() > MAX_LENGTH {
            let what = format!("starting_after: longer than {MAX_LENGTH} bytes");
            return Err(Error::invalid(what));
        }
        match &self.listing {
            Some(own) if own != listing => Err(Error::invalid(
                "starting_after: the cursor belongs to another account or filter",
            )),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(..)")
    }
}

/// Which listing a cursor belongs to: a digest, since filters can name people.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    /// The digest of an account and its filters, the same in every process.
    pub(crate) fn of(account: &str, filter: impl Iterator<Item = (&'static str, String)>) -> Self {
        let mut digest = Hash::new();
        let mut add = |text: &str| {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        };
        add(account);
        for (name, value) in filter {
            add(name);
            add(&value);
        }
        // 64 bits tell listings apart; nobody gains by forging one.
        Self(digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    fn of(account: &str, filter: &[(&'static str, &str)]) -> Fingerprint {
        Fingerprint::of(account, filter.iter().map(|(name, value)| (*name, (*value).to_owned())))
    }

    #[test]
    fn listings_that_differ_have_other_fingerprints() {
        let all = [
            of("T1", &[]),
            of("T1", &[("a", "bc")]),
            of("T1", &[("ab", "c")]),
            of("T1a", &[("", "bc")]),
            of("T1", &[("a", "b"), ("c", "")]),
            of("T2", &[]),
        ];
        for (index, one) in all.iter().enumerate() {
            assert!(all[index + 1..].iter().all(|other| other != one), "{index}");
        }
        assert_eq!(of("T1", &[("a", "b")]), of("T1", &[("a", "b")]));
    }

    #[test]
    fn cursors_that_were_stored_keep_their_listing() {
        assert_eq!(
            of("T12345678", &[("status", "unused"), ("currency", "NOK")]).0,
            "5c34741fb1d14aee"
        );
    }
}

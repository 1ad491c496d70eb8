//! Cursors: the place between two pages of a listing.

use std::fmt;

use hmac_sha256::Hash;
use serde::{Deserialize, Serialize};

/// Longest text of a cursor in bytes: it must fit a URL.
const MAX_LENGTH: usize = 4096;

/// A place between two pages of a listing.
///
/// The cursor of a page belongs to the account and the filter of its listing. A
/// listing with another account or filter refuses it, also after it was stored with
/// serde. The stored form has a version: this crate reads what its earlier versions wrote, and
/// refuses the form of a newer one. How long the server accepts a cursor is not
/// documented. The text is the server's; neither `Debug` nor any error shows it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor {
    // Version 0.1.0 wrote none.
    #[serde(default)]
    version: FormatVersion,
    starting_after: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    listing: Option<Fingerprint>,
}

/// Version of the stored form; there is one so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
struct FormatVersion;

impl FormatVersion {
    const CURRENT: u64 = 1;
}

impl From<FormatVersion> for u64 {
    fn from(_: FormatVersion) -> Self {
        FormatVersion::CURRENT
    }
}

impl TryFrom<u64> for FormatVersion {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        let current = Self::CURRENT;
        (version == current).then_some(Self).ok_or_else(|| {
            format!(
                "the cursor is stored in version {version} of its format, and this program \
                 reads version {current} only; list again from the beginning, or update it"
            )
        })
    }
}

impl Cursor {
    /// Creates a cursor from the server's own text, which is accepted with every
    /// filter. Returns None for an empty text, which is not a cursor.
    #[must_use]
    pub fn new(starting_after: impl Into<String>) -> Option<Self> {
        let starting_after = starting_after.into();
        let version = FormatVersion;
        (!starting_after.is_empty()).then_some(Self { version, starting_after, listing: None })
    }

    pub(crate) fn bound(starting_after: String, listing: &Fingerprint) -> Option<Self> {
        let cursor = Self::new(starting_after)?;
        Some(Self { listing: Some(listing.clone()), ..cursor })
    }

    /// Whether the text is too long for a URL.
    pub(crate) fn is_oversized(&self) -> bool {
        self.starting_after.len() > MAX_LENGTH
    }

    /// Returns the server's text, which goes on the wire as `starting_after`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.starting_after
    }

    /// Returns why this cursor cannot resume a listing, if it cannot.
    pub(crate) fn refusal(&self, listing: &Fingerprint) -> Option<String> {
        let reason = match &self.listing {
            // A cursor that was stored by hand may be empty.
            _ if self.starting_after.is_empty() => "an empty text is not a cursor".to_owned(),
            _ if self.is_oversized() => format!("the cursor is longer than {MAX_LENGTH} bytes"),
            Some(own) if own != listing => {
                "the cursor belongs to another account or filter".to_owned()
            }
            _ => return None,
        };
        Some(reason)
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(..)")
    }
}

/// Digest of the listing that a cursor belongs to; a digest, since filters can
/// name people.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    /// Returns the digest of an account and its filters, the same in every process.
    pub(crate) fn of(account: &str, filter: Vec<(&str, String)>) -> Self {
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
        // 64 bits are enough to tell listings apart; forging one gains nothing.
        Self(digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    fn of(account: &str, filter: &[(&'static str, &str)]) -> Fingerprint {
        let filter = filter.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Fingerprint::of(account, filter.collect())
    }

    #[test]
    fn different_listings_have_different_fingerprints() {
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
}

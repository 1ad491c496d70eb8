//! Cursors: places in a listing.

use std::fmt;

use hmac_sha256::Hash;
use serde::{Deserialize, Serialize};

/// Longest text of a cursor in bytes: it must fit a URL.
const MAX_LENGTH: usize = 4096;

/// A place in a listing: between two pages, or between two cards of a page.
///
/// It belongs to the account and the filter of its listing. A listing with another
/// account or filter refuses it, also after it was stored with serde. The stored form
/// has a version: this crate reads the forms that its earlier versions wrote, and
/// refuses those of newer ones. How long the server accepts a cursor is not documented,
/// nor whether cards keep their places while cards are created. The text is the
/// server's; neither `Debug` nor any error shows it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Cursor {
    /// The server's text; empty for the first page.
    starting_after: String,
    skip: usize,
    listing: Option<Fingerprint>,
}

impl Cursor {
    /// Creates a cursor from the server's own text, which is accepted with every
    /// filter. Returns None for an empty text, which is not a cursor.
    #[must_use]
    pub fn new(starting_after: impl Into<String>) -> Option<Self> {
        let starting_after = starting_after.into();
        (!starting_after.is_empty()).then_some(Self { starting_after, skip: 0, listing: None })
    }

    pub(crate) fn bound(starting_after: String, listing: &Fingerprint) -> Option<Self> {
        let cursor = Self::new(starting_after)?;
        Some(Self { listing: Some(listing.clone()), ..cursor })
    }

    /// Returns the place of a page that was requested at a cursor.
    pub(crate) fn of_page(cursor: Option<&Self>, listing: &Fingerprint) -> Self {
        let starting_after = cursor.map(|it| it.starting_after.clone()).unwrap_or_default();
        Self { starting_after, skip: 0, listing: Some(listing.clone()) }
    }

    /// Returns the place after a number of cards of the page.
    pub(crate) fn with_skip(self, skip: usize) -> Self {
        Self { skip, ..self }
    }

    /// Whether the text is too long for a URL.
    pub(crate) fn is_oversized(&self) -> bool {
        self.starting_after.len() > MAX_LENGTH
    }

    /// Returns the server's text, which is sent as `starting_after`; empty for
    /// the first page.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.starting_after
    }

    /// Returns the number of cards that a listing skips from there, malformed ones
    /// included: those of the page that were delivered.
    #[must_use]
    pub fn skip(&self) -> usize {
        self.skip
    }

    /// Returns why this cursor cannot resume a listing, if it cannot.
    pub(crate) fn refusal(&self, listing: &Fingerprint) -> Option<String> {
        let reason = match &self.listing {
            // A cursor that was stored by hand may be empty.
            _ if self.starting_after.is_empty() && self.skip == 0 => {
                "an empty text is not a cursor".to_owned()
            }
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
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

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

/// The stored form of a cursor.
#[derive(Serialize, Deserialize)]
struct Stored {
    // Version 0.1.0 wrote none.
    #[serde(default)]
    version: FormatVersion,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starting_after: Option<String>,
    /// The cursor of the page that the cards to skip are on. It has another name, so that
    /// a program which does not know `skip` refuses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    skip: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    listing: Option<Fingerprint>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl From<Cursor> for Stored {
    fn from(cursor: Cursor) -> Self {
        let Cursor { starting_after, skip, listing } = cursor;
        let (version, starting_after, page) = match skip {
            0 => (FormatVersion::Page, Some(starting_after), None),
            _ => (FormatVersion::Card, None, Some(starting_after)),
        };
        Self { version, starting_after, page, skip, listing }
    }
}

impl TryFrom<Stored> for Cursor {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, &'static str> {
        let Stored { version, starting_after, page, skip, listing } = stored;
        let (text, skip) = match version {
            FormatVersion::Page => (starting_after, 0),
            FormatVersion::Card => (page, skip),
        };
        let starting_after = text.ok_or("the cursor has no text")?;
        Ok(Self { starting_after, skip, listing })
    }
}

/// Version of the stored form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
enum FormatVersion {
    /// 1: a place between two pages.
    #[default]
    Page,
    /// 2: a place between two cards of a page.
    Card,
}

impl From<FormatVersion> for u64 {
    fn from(version: FormatVersion) -> Self {
        match version {
            FormatVersion::Page => 1,
            FormatVersion::Card => 2,
        }
    }
}

impl TryFrom<u64> for FormatVersion {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        let known = [Self::Page, Self::Card];
        known.into_iter().find(|known| u64::from(*known) == version).ok_or_else(|| {
            format!(
                "the cursor is stored in version {version} of its format, and this program \
                 reads versions 1 and 2 only; list again from the beginning, or update it"
            )
        })
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

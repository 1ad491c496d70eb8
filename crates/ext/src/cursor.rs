//! Cursors: places in a listing.

use std::fmt;

use hmac_sha256::Hash;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

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
        if self.starting_after.is_empty() && self.skip == 0 {
            // It was stored by hand.
            Some("an empty text is not a cursor".to_owned())
        } else if self.is_oversized() {
            Some(format!("the cursor is longer than {MAX_LENGTH} bytes"))
        } else {
            let is_other = self.listing.as_ref().is_some_and(|own| own != listing);
            is_other.then(|| "the cursor belongs to another account or filter".to_owned())
        }
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

/// Reads the version of a stored form before the rest of it, and refuses a newer one.
pub(crate) fn known_version<'de, D: Deserializer<'de>>(
    deserializer: D,
    form: &str,
    remedy: &str,
) -> Result<u64, D::Error> {
    let version = u64::deserialize(deserializer)?;
    if (1..=2).contains(&version) {
        return Ok(version);
    }
    Err(D::Error::custom(format!(
        "the {form} is stored in version {version} of its format, and this program reads \
         versions 1 and 2 only; {remedy}"
    )))
}

/// The stored form of a cursor.
#[derive(Serialize, Deserialize)]
struct Stored {
    // Version 0.1.0 wrote none.
    #[serde(default, deserialize_with = "read_version")]
    version: u64,
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
        let text = Some(starting_after);
        let (version, starting_after, page) =
            if skip == 0 { (PAGE, text, None) } else { (CARD, None, text) };
        Self { version, starting_after, page, skip, listing }
    }
}

impl TryFrom<Stored> for Cursor {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, &'static str> {
        let Stored { version, starting_after, page, skip, listing } = stored;
        let (text, skip) = if version == CARD { (page, skip) } else { (starting_after, 0) };
        let starting_after = text.ok_or("the cursor has no text")?;
        Ok(Self { starting_after, skip, listing })
    }
}

/// Version of the form of a place between two pages.
const PAGE: u64 = 1;
/// Version of the form of a place between two cards of a page.
const CARD: u64 = 2;

fn read_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    known_version(deserializer, "cursor", "list again from the beginning, or update it")
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

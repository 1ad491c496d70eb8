//! The two sides of a comparison: what was released, and what is there now.

use dintero_cards_openapi::{Source, hex};

use crate::{Api, Version};

/// What the last release had.
#[derive(Clone, Debug)]
pub struct Release<'a> {
    /// Its version.
    pub version: Version,
    /// Its documents.
    pub documents: Vec<Source<'a>>,
    /// The API that was generated from them.
    pub api: Api,
    /// The [`digest`] of the text that was generated from them.
    pub text: String,
}

/// What is there now.
#[derive(Clone, Debug)]
pub struct Now<'a> {
    /// The documents.
    pub documents: Vec<Source<'a>>,
    /// The API that is generated from them.
    pub api: Api,
    /// The [`digest`] of the text that is generated from them.
    pub text: String,
}

/// A digest of generated texts, in their order; it tells that they differ where
/// their API does not.
#[must_use]
pub fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = hmac_sha256::Hash::new();
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hex(&hasher.finalize())
}

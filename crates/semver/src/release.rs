//! The two sides of a comparison: the last release, and the current state.

use dintero_cards_openapi::{Source, hex};

use crate::{Api, Version};

/// The last release.
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

/// The current state.
#[derive(Clone, Debug)]
pub struct Now<'a> {
    /// The documents.
    pub documents: Vec<Source<'a>>,
    /// The API that is generated from them.
    pub api: Api,
    /// The [`digest`] of the text that is generated from them.
    pub text: String,
}

/// Returns a digest of generated texts, in order. It shows differences that the API
/// does not show.
pub fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = hmac_sha256::Hash::new();
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hex(&hasher.finalize())
}

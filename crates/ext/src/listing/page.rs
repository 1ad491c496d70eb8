//! One page of a listing, and its size.

use std::fmt;
use std::num::NonZeroU64;

use dintero_cards_client::cards::ranges;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::{Card, Cursor, Error, ExtraFields};

/// One page of a listing: cards in the server's order, malformed cards apart, and
/// the cursor of the next page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub(super) cards: Vec<Card>,
    pub(super) malformed_cards: Vec<MalformedCard>,
    pub(super) next: Option<Cursor>,
    /// The place of the first card.
    pub(super) place: Cursor,
    /// The places on the page of cards that the listing is not about.
    pub(super) dropped: Vec<usize>,
    pub(super) dropped_ids: Vec<Uuid>,
    /// Number of cards that arrived.
    pub(super) count: usize,
    /// Length of the body that it was decoded from.
    pub(crate) bytes: usize,
    pub(super) extra: ExtraFields,
}

impl Page {
    /// Returns the cards of this page; a page before the last one may be empty.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Returns the cards of this page, owned.
    #[must_use]
    pub fn into_cards(self) -> Vec<Card> {
        self.cards
    }

    /// Returns the cards and those that could not be decoded, owned.
    pub(crate) fn into_parts(self) -> (Vec<Card>, Vec<MalformedCard>) {
        (self.cards, self.malformed_cards)
    }

    /// Returns the cards that could not be decoded. Always empty in a [strict](crate::ListCards::strict)
    /// listing.
    #[must_use]
    pub fn malformed_cards(&self) -> &[MalformedCard] {
        &self.malformed_cards
    }

    /// Returns the place of its first card: a listing that resumes there begins with it.
    #[must_use]
    pub fn cursor(&self) -> &Cursor {
        &self.place
    }

    /// Returns the place of a card by its index in [`cards`](Self::cards): a listing that
    /// resumes there begins with it.
    #[must_use]
    pub fn cursor_of(&self, index: usize) -> Cursor {
        let is_malformed = |place| self.malformed_cards.iter().any(|card| card.index == place);
        let is_card = |place: &usize| !self.dropped.contains(place) && !is_malformed(*place);
        let places = self.place.skip()..self.count;
        self.place.clone().with_skip(places.filter(is_card).nth(index).unwrap_or(self.count))
    }

    /// Returns the cursor of the next page; None on the last page.
    ///
    /// An absent, null or empty cursor marks the last page: the documentation does
    /// not say which of them a server sends.
    #[must_use]
    pub fn next_cursor(&self) -> Option<&Cursor> {
        self.next.as_ref()
    }

    /// Returns the fields of the page that the document does not name.
    #[must_use]
    pub fn extra(&self) -> &ExtraFields {
        &self.extra
    }

    /// Returns the ids of the cards that arrived.
    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.cards.iter().filter_map(|card| card.id).chain(self.dropped_ids.clone()).collect()
    }
}

/// A card that could not be decoded.
///
/// Serde writes `path`, `json`, and `bytes` in hexadecimal where the card is not UTF-8. They
/// hold card data.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MalformedCard {
    #[serde(skip)]
    pub(super) index: usize,
    pub(super) path: String,
    json: String,
    /// The bytes, where they are not UTF-8.
    #[serde(serialize_with = "hexadecimal", skip_serializing_if = "Option::is_none")]
    bytes: Option<Box<[u8]>>,
}

impl MalformedCard {
    pub(super) fn new(index: usize, path: String, bytes: &[u8]) -> Self {
        let json = String::from_utf8_lossy(bytes).into_owned();
        let bytes = (json.as_bytes() != bytes).then(|| bytes.into());
        Self { index, path, json, bytes }
    }

    /// Returns its index on the page, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns where decoding failed, such as `cards[3].created_at`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the card as it arrived, if that is UTF-8: text that may not be JSON.
    /// Other bytes are replaced; see [`bytes`](Self::bytes). It holds card data.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Returns the bytes of the card as they arrived. They hold card data.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.json.as_bytes())
    }
}

fn hexadecimal<S: Serializer>(bytes: &Option<Box<[u8]>>, to: S) -> Result<S::Ok, S::Error> {
    let bytes = bytes.iter().flatten().map(|byte| format!("{byte:02x}"));
    to.serialize_str(&bytes.collect::<String>())
}

impl fmt::Debug for MalformedCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MalformedCard")
            .field("index", &self.index)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Number of cards per page (`limit`), from 1 to [`PageSize::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageSize(pub(super) NonZeroU64);

impl PageSize {
    /// Largest page size that the documentation allows.
    pub const MAX: Self = match NonZeroU64::new(*ranges::GET_CARDS_LIMIT.end()) {
        Some(maximum) => Self(maximum),
        None => panic!("the document allows only pages without cards"),
    };

    /// Returns the number of cards.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0.get()
    }
}

/// [`PageSize::MAX`]: a listing is usually read to its end, and this takes the
/// fewest requests.
impl Default for PageSize {
    fn default() -> Self {
        Self::MAX
    }
}

impl TryFrom<u64> for PageSize {
    type Error = Error;

    fn try_from(number: u64) -> Result<Self, Error> {
        let range = ranges::GET_CARDS_LIMIT;
        NonZeroU64::new(number).filter(|_| range.contains(&number)).map(Self).ok_or_else(|| {
            let (start, end) = (range.start(), range.end());
            Error::invalid(format!("a page holds from {start} to {end} cards, not {number}"))
        })
    }
}

//! How many cards a page may hold.

use std::num::NonZeroU64;

use dintero_cards_client::cards::ranges;

use crate::Error;

/// Number of cards asked for per page, within the range of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageSize(NonZeroU64);

impl PageSize {
    /// The most that the document allows.
    pub const MAX: Self = match NonZeroU64::new(*ranges::GET_CARDS_LIMIT.end()) {
        Some(maximum) => Self(maximum),
        None => panic!("the document allows pages without cards only"),
    };

    /// Number of cards.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0.get()
    }

    pub(crate) fn wire(self) -> NonZeroU64 {
        self.0
    }
}

/// [`PageSize::MAX`]: a listing is read to its end more often than not, and
/// this is the fewest requests.
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

#[cfg(test)]
mod tests {
    use super::PageSize;

    #[test]
    fn the_range_of_the_document_is_kept() {
        let sizes = [0, 1, 100, 101, u64::MAX].map(|size| PageSize::try_from(size).is_ok());
        assert_eq!(sizes, [false, true, true, false, false]);
        let refusal = PageSize::try_from(101).unwrap_err();
        assert_eq!(refusal.to_string(), "a page holds from 1 to 100 cards, not 101");
        assert!(refusal.is_invalid_input());
    }
}

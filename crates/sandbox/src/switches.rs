//! Switches for undocumented behaviour.
//!
//! A client that works in every position depends on documented behaviour only.

use std::str::FromStr;

use crate::named::named;

/// An error for a text that is not a position of a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be one of {}", known.join(", "))]
pub struct UnknownPosition {
    known: &'static [&'static str],
}

/// Defines a switch: an enumeration with a default, read from the names of its
/// positions.
macro_rules! switch {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $member:ident = $text:literal,)+ }) => {
        named! {
            $(#[$doc])*
            #[derive(Default)]
            $name { $($(#[$inner])* $member = $text,)+ }
        }

        impl FromStr for $name {
            type Err = UnknownPosition;

            fn from_str(text: &str) -> Result<Self, UnknownPosition> {
                let found = Self::ALL.iter().copied().find(|position| position.as_str() == text);
                found.ok_or(UnknownPosition { known: &[$($text),+] })
            }
        }
    };
}

switch! {
    /// Order of a listing. Cards with equal keys are ordered by `id`.
    Order {
        /// Newest `created_at` first.
        #[default]
        NewestFirst = "newest-first",
        /// Oldest `created_at` first.
        OldestFirst = "oldest-first",
        /// By `id`, which is independent of time.
        ById = "by-id",
    }
}

switch! {
    /// Mark of the last page.
    LastPage {
        /// `starting_after` is absent.
        #[default]
        Absent = "absent",
        /// `starting_after` is null.
        Null = "null",
        /// `starting_after` is an empty text.
        Empty = "empty",
        /// It has a cursor like every other page, and an empty page without a cursor
        /// follows.
        EmptyPage = "empty-page",
    }
}

switch! {
    /// Bounds of ranges of dates and amounts.
    Bounds {
        /// The bounds belong to the range.
        #[default]
        Inclusive = "inclusive",
        /// The bounds do not belong to the range.
        Exclusive = "exclusive",
    }
}

switch! {
    /// Precision of the times of cards.
    Precision {
        /// Times are stored, compared and returned to the nanosecond.
        #[default]
        Nanoseconds = "nanoseconds",
        /// Times are cut to milliseconds when they are stored.
        Milliseconds = "milliseconds",
        /// Times are cut to seconds when they are stored.
        Seconds = "seconds",
        /// Times are stored and compared to the nanosecond, and returned without
        /// fractions: a card can be later than its returned time.
        Hidden = "hidden",
    }
}

switch! {
    /// Treatment of a `limit` above the documented maximum.
    OverLimit {
        /// The response is 400.
        #[default]
        Refused = "refused",
        /// The maximum is used.
        Capped = "capped",
    }
}

switch! {
    /// Treatment of query parameters that the document does not have.
    UnknownParameters {
        /// The response is 400.
        #[default]
        Refused = "refused",
        /// They have no effect.
        Ignored = "ignored",
    }
}

switch! {
    /// The headers `total-count`, the number of matching cards, and `page-count`, the
    /// number of their pages, in a listing.
    CountHeaders {
        /// The headers are omitted.
        #[default]
        Absent = "absent",
        /// The headers are sent; this counts every card.
        Present = "present",
    }
}

/// The positions of all switches.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Switches {
    pub(crate) order: Order,
    pub(crate) last_page: LastPage,
    pub(crate) bounds: Bounds,
    pub(crate) precision: Precision,
    pub(crate) over_limit: OverLimit,
    pub(crate) unknown_parameters: UnknownParameters,
    pub(crate) count_headers: CountHeaders,
}

#[cfg(test)]
mod tests {
    use super::{LastPage, Order};

    #[test]
    fn the_name_of_a_position_is_parsed_to_the_position() {
        for position in Order::ALL {
            assert_eq!(position.to_string().parse(), Ok(*position));
        }
        assert_eq!(Order::ALL[0], Order::default());
        let error = "last".parse::<LastPage>().unwrap_err();
        assert_eq!(error.to_string(), "must be one of absent, null, empty, empty-page");
    }
}

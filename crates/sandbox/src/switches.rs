//! Behaviour that no document states, as switches.
//!
//! A client that works in every position does not depend on what may change.

use std::fmt;
use std::str::FromStr;

/// An enumeration whose members have names, for flags and reports.
macro_rules! switch {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$inner])* $member,)+
        }

        impl $name {
            /// Every position, the default first.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// Name of the position, as a flag of the command takes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$member => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
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

/// A text is not the name of a position of a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPosition {
    known: &'static [&'static str],
}

impl fmt::Display for UnknownPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be one of {}", self.known.join(", "))
    }
}

impl std::error::Error for UnknownPosition {}

switch! {
    /// Order of a listing. Cards that are alike in it are ordered by `id`.
    Order {
        /// Newest `created_at` first.
        #[default]
        NewestFirst = "newest-first",
        /// Oldest `created_at` first.
        OldestFirst = "oldest-first",
        /// By `id`, which says nothing about time.
        ById = "by-id",
    }
}

switch! {
    /// How the last page is marked.
    LastPage {
        /// It has no `starting_after`.
        #[default]
        Absent = "absent",
        /// `starting_after` is null.
        Null = "null",
        /// `starting_after` is an empty text.
        Empty = "empty",
        /// It has a cursor like every other, and one more page follows, which is
        /// empty and has none.
        EmptyPage = "empty-page",
    }
}

switch! {
    /// Whether the ends of a range, of dates or amounts, belong to it.
    Bounds {
        /// They do.
        #[default]
        Inclusive = "inclusive",
        /// They do not.
        Exclusive = "exclusive",
    }
}

switch! {
    /// What becomes of fractions of a second in the times of cards.
    Precision {
        /// They are kept, compared and shown, to the nanosecond.
        #[default]
        Nanoseconds = "nanoseconds",
        /// What is finer than a millisecond is cut off.
        Milliseconds = "milliseconds",
        /// They are cut off.
        Seconds = "seconds",
        /// They are kept and compared, but not shown: a card shown with a time
        /// can be later than that time.
        Hidden = "hidden",
    }
}

switch! {
    /// What becomes of a `limit` above the documented maximum.
    OverLimit {
        /// 400.
        #[default]
        Refused = "refused",
        /// The maximum is taken.
        Capped = "capped",
    }
}

switch! {
    /// What becomes of parameters of the query that the document does not have.
    UnknownParameters {
        /// 400.
        #[default]
        Refused = "refused",
        /// Nothing.
        Ignored = "ignored",
    }
}

switch! {
    /// Whether a listing has the headers `total-count`, the number of cards that
    /// match, and `page-count`, the number of pages that they fill.
    CountHeaders {
        /// It has not.
        #[default]
        Absent = "absent",
        /// It has. Counting looks at every card.
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
    fn positions_have_names_that_are_read_again() {
        for position in Order::ALL {
            assert_eq!(position.to_string().parse(), Ok(*position));
        }
        assert_eq!(Order::ALL[0], Order::default());
        let error = "last".parse::<LastPage>().unwrap_err();
        assert_eq!(error.to_string(), "must be one of absent, null, empty, empty-page");
    }
}

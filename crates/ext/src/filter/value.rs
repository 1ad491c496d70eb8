//! The values of filters: parsed from text, printed, and as the wire takes them.

use std::collections::BTreeSet;
use std::error::Error;

use super::TimeEnd;
use crate::{CardStatus, CardType, Currency, Timestamp};

/// The value of one filter, set or not.
pub(super) trait FilterValue {
    /// Type that the generated client takes.
    type Wire;

    /// Returns the value as the generated client takes it, if it is set.
    fn wire(&self) -> Option<Self::Wire>;
    /// Returns the value as text, once for each that was set.
    fn texts(&self) -> Vec<String>;
    /// Sets the value from text, or adds it to a set of values.
    fn read(&mut self, text: &str) -> Read;

    /// Returns the text that stored cursors depend on, if the value is set.
    fn fingerprint(&self) -> Option<String> {
        Some(self.texts()).filter(|texts| !texts.is_empty()).map(|texts| texts.join(","))
    }
}

type Read = Result<(), Box<dyn Error + Send + Sync>>;

/// A line is: the type of a value; how it is on the wire; and how a further one is set.
macro_rules! filter_values {
    ($($type:ty => $wire:ty, |$value:ident| $as_wire:expr, $set:path $(, $method:item)?;)*) => {$(
        impl FilterValue for $type {
            type Wire = $wire;

            fn wire(&self) -> Option<$wire> {
                let $value = self;
                $as_wire
            }

            fn texts(&self) -> Vec<String> {
                self.iter().map(ToString::to_string).collect()
            }

            fn read(&mut self, text: &str) -> Read {
                let _ = $set(self, text.parse()?);
                Ok(())
            }

            $($method)?
        }
    )*};
}

filter_values! {
    Option<String> => String, |value| value.clone(), Option::insert;
    Option<CardType> => CardType, |value| value.clone(), Option::insert;
    Option<Timestamp> => Timestamp, |value| *value, Option::insert;
    Option<i64> => i64, |value| *value, Option::insert;
    Option<TimeEnd> => Timestamp, |end| end.map(TimeEnd::wire), Option::insert,
        /// Version 0.1.0 sent the last millisecond of a day.
        fn fingerprint(&self) -> Option<String> {
            self.map(|end| end.last().to_string())
        };
    // The wire takes one status.
    BTreeSet<CardStatus> => CardStatus,
        |all| all.first().filter(|_| all.len() == 1).cloned(), BTreeSet::insert;
    BTreeSet<Currency> => Vec<String>,
        |all| Some(all.texts()).filter(|codes| !codes.is_empty()), BTreeSet::insert;
}

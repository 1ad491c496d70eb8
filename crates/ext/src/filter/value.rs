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

macro_rules! single_values {
    ($($type:ty)*) => {$(
        impl FilterValue for Option<$type> {
            type Wire = $type;

            fn wire(&self) -> Option<$type> {
                self.clone()
            }

            fn texts(&self) -> Vec<String> {
                self.iter().map(ToString::to_string).collect()
            }

            fn read(&mut self, text: &str) -> Read {
                *self = Some(text.parse()?);
                Ok(())
            }
        }
    )*};
}

single_values! { String CardType Timestamp i64 }

impl FilterValue for BTreeSet<CardStatus> {
    type Wire = CardStatus;

    /// The wire takes one status.
    fn wire(&self) -> Option<CardStatus> {
        self.first().filter(|_| self.len() == 1).cloned()
    }

    fn texts(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }

    fn read(&mut self, text: &str) -> Read {
        self.insert(text.parse()?);
        Ok(())
    }
}

impl FilterValue for Option<TimeEnd> {
    type Wire = Timestamp;

    fn wire(&self) -> Option<Timestamp> {
        self.map(TimeEnd::wire)
    }

    fn texts(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }

    fn read(&mut self, text: &str) -> Read {
        *self = Some(text.parse()?);
        Ok(())
    }

    /// Version 0.1.0 sent the last millisecond of a day.
    fn fingerprint(&self) -> Option<String> {
        self.map(|end| end.last().to_string())
    }
}

impl FilterValue for BTreeSet<Currency> {
    type Wire = Vec<String>;

    fn wire(&self) -> Option<Vec<String>> {
        Some(self.texts()).filter(|codes| !codes.is_empty())
    }

    fn texts(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }

    fn read(&mut self, text: &str) -> Read {
        self.insert(text.parse()?);
        Ok(())
    }
}

//! The values of filters: parsed from text, printed, and as the wire takes them.

use std::collections::BTreeSet;
use std::error::Error;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{FilterKind, TimeBound as _};
use crate::{Currency, Timestamp};

type Read = Result<(), Box<dyn Error + Send + Sync>>;

/// The value of one filter, set or not.
pub(super) trait FilterValue {
    /// Type that the generated client takes.
    type Wire;

    /// Returns the value as the generated client takes it, if it is set.
    fn wire(&self) -> Option<Self::Wire>;
    /// Returns the value as text, if it is set.
    fn text(&self) -> Option<String>;
    /// Sets the value from text, or adds it to a set of values.
    fn read(&mut self, kind: FilterKind, text: &str) -> Read;
}

impl<T: Clone + ToString + FromStr<Err: Error + Send + Sync + 'static>> FilterValue for Option<T> {
    type Wire = T;

    fn wire(&self) -> Option<T> {
        self.clone()
    }

    fn text(&self) -> Option<String> {
        self.as_ref().map(ToString::to_string)
    }

    fn read(&mut self, kind: FilterKind, text: &str) -> Read {
        let last = if kind == FilterKind::TimeTo { end_of_day(text) } else { None };
        *self = Some(last.as_deref().unwrap_or(text).parse()?);
        Ok(())
    }
}

impl FilterValue for BTreeSet<Currency> {
    type Wire = Vec<String>;

    fn wire(&self) -> Option<Vec<String>> {
        (!self.is_empty()).then(|| self.iter().map(ToString::to_string).collect())
    }

    fn text(&self) -> Option<String> {
        self.wire().map(|codes| codes.join(","))
    }

    fn read(&mut self, _: FilterKind, text: &str) -> Read {
        self.insert(text.parse()?);
        Ok(())
    }
}

/// Returns the last moment of a day; None if the text is not a day.
fn end_of_day(text: &str) -> Option<String> {
    // A timestamp checks the form of a day, more strictly than chrono does.
    let day = text.parse::<Timestamp>().ok().and_then(|_| text.parse::<NaiveDate>().ok());
    day.map(|day| day.last().to_string())
}

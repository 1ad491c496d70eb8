//! Values in full, for tests and for logs that may hold them.

use std::{fmt, iter};

use crate::{Card, CardFilter, Cursor, Error, MalformedCard, Page};

/// Shows the values that `Debug` leaves out.
///
/// They name people and hold balances: use it in tests, and in logs that may hold them.
///
/// ```
/// use dintero_cards::{Card, Reveal as _};
///
/// let card: Card = serde_json::from_str(r#"{"card_id":"c1","amount":100}"#)?;
/// assert_eq!(format!("{card:?}"), r#"Card {"amount", "card_id"}"#);
/// assert_eq!(card.reveal().to_string(), r#"{"amount":100,"card_id":"c1"}"#);
/// assert_eq!(card.reveal(), card.clone().reveal());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Reveal {
    /// Returns the value as text, with everything in it.
    fn reveal(&self) -> Revealed;
}

/// A value in full; `Display` and `Debug` print it.
#[derive(Clone, PartialEq, Eq)]
pub struct Revealed(String);

impl fmt::Display for Revealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Revealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn json<T: serde::Serialize>(value: &T) -> Revealed {
    Revealed(serde_json::to_string(value).unwrap_or_else(|error| error.to_string()))
}

/// Prints the JSON of the card.
impl Reveal for Card {
    fn reveal(&self) -> Revealed {
        json(self)
    }
}

/// Prints the JSON of the cards, the malformed cards, and the cursor.
impl Reveal for Page {
    fn reveal(&self) -> Revealed {
        let malformed = self.malformed_cards().iter().map(Reveal::reveal);
        let parts = iter::once(json(&self.cards())).chain(malformed);
        let parts = parts.chain(self.next_cursor().map(Reveal::reveal));
        Revealed(parts.map(|part| part.0).collect::<Vec<_>>().join(", "))
    }
}

/// Prints the path and the card as it arrived.
impl Reveal for MalformedCard {
    fn reveal(&self) -> Revealed {
        Revealed(format!("{}: {}", self.path(), self.json()))
    }
}

/// Prints the filters as a query string.
impl Reveal for CardFilter {
    fn reveal(&self) -> Revealed {
        Revealed(self.to_query())
    }
}

/// Prints the stored form.
impl Reveal for Cursor {
    fn reveal(&self) -> Revealed {
        json(self)
    }
}

/// Prints the error, the server's message and the body of the response.
impl Reveal for Error {
    fn reveal(&self) -> Revealed {
        let mut text = self.to_string();
        if let Some(message) = self.message() {
            text.push_str(&format!(": {message}"));
        }
        if let Some(body) = self.body() {
            text.push_str(&format!(": {}", String::from_utf8_lossy(body)));
        }
        Revealed(text)
    }
}

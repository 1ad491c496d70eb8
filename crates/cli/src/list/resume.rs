//! Where a listing resumes that another one left.

use dintero_cards::Cursor;
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::connection::number_of_cards;
use crate::failure::Failure;

/// The place of another listing, as it was printed.
#[derive(clap::Args)]
pub(crate) struct Resume {
    /// Resume after the page with this cursor, with the same filters; CSV has no header then
    #[arg(long, value_name = "CURSOR", allow_hyphen_values = true)]
    starting_after: Option<String>,
    /// The same for a cursor that a terminal cannot show, percent-encoded
    #[arg(long, value_name = "CURSOR", conflicts_with = "starting_after")]
    starting_after_encoded: Option<String>,
    /// Leave out this number of cards at the beginning, which were printed already
    #[arg(long, value_name = "CARDS", default_value_t = 0, hide_default_value = true,
          value_parser = number_of_cards::<usize>)]
    skip: usize,
    /// Digest of the listing that the cursor belongs to: other filters are refused
    #[arg(long, value_name = "DIGEST")]
    listing: Option<String>,
}

impl Resume {
    /// Returns the cursor.
    pub(super) fn cursor(&self) -> Result<Option<Cursor>, Failure> {
        let listing = self.listing.as_deref();
        let refuse = |why: &str| Err(Failure::Usage(why.to_owned()));
        let text = match (&self.starting_after, &self.starting_after_encoded) {
            (Some(text), _) => text.clone(),
            (None, Some(text)) => match percent_decode_str(text).decode_utf8() {
                Ok(text) => text.into_owned(),
                Err(_) => return refuse("--starting-after-encoded: it is not UTF-8"),
            },
            (None, None) if self.skip > 0 => return place("", self.skip, listing),
            (None, None) if self.listing.is_some() => {
                return refuse("--listing: it belongs to a cursor, such as --starting-after");
            }
            (None, None) => return Ok(None),
        };
        if text.is_empty() {
            return refuse("--starting-after: the cursor is empty");
        }
        place(&text, self.skip, listing)
    }
}

/// Returns the cursor after a number of cards that follow the server's text, which is empty
/// for the beginning.
fn place(text: &str, skip: usize, listing: Option<&str>) -> Result<Option<Cursor>, Failure> {
    // The stored form is documented by the client, which checks it.
    let mut stored = match skip {
        0 => json!({ "version": 1, "starting_after": text }),
        _ => json!({ "version": 2, "page": text, "skip": skip }),
    };
    if let Some(listing) = listing {
        stored["listing"] = listing.into();
    }
    let cursor = serde_json::from_value(stored);
    cursor.map(Some).map_err(|error| Failure::Usage(format!("--listing: {error}")))
}

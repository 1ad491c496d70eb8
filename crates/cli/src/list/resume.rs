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
    pub(super) fn cursor(&self) -> Result<Option<Cursor>, Failure> {
        let refuse = |why: &str| Err(Failure::Usage(why.to_owned()));
        let text = match (&self.starting_after, &self.starting_after_encoded) {
            (Some(text), _) => Some(text.into()),
            (None, Some(text)) => match percent_decode_str(text).decode_utf8() {
                Ok(text) => Some(text),
                Err(_) => return refuse("--starting-after-encoded: it is not UTF-8"),
            },
            (None, None) => None,
        };
        // The stored form is documented by the client, which checks it. The page at the beginning
        // has no text.
        let mut stored = match (text, self.skip) {
            (Some(text), _) if text.is_empty() => {
                return refuse("--starting-after: the cursor is empty");
            }
            (None, 0) if self.listing.is_some() => {
                return refuse("--listing: it belongs to a cursor, such as --starting-after");
            }
            (None, 0) => return Ok(None),
            (Some(text), 0) => json!({ "version": 1, "starting_after": text }),
            (text, skip) => json!({ "version": 2, "page": text.unwrap_or_default(), "skip": skip }),
        };
        if let Some(listing) = &self.listing {
            stored["listing"] = listing.as_str().into();
        }
        let cursor = serde_json::from_value(stored);
        cursor.map(Some).map_err(|error| Failure::Usage(format!("--listing: {error}")))
    }
}

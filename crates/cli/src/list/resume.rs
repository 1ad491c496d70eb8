//! Where a listing continues that another one left.

use dintero_cards::Cursor;
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::failure::Failure;

/// The place of another listing, as it was printed.
#[derive(clap::Args)]
pub(crate) struct Resume {
    /// Continue after the page with this cursor, with the same filters; CSV has no header then
    #[arg(long, value_name = "CURSOR", allow_hyphen_values = true)]
    starting_after: Option<String>,
    /// The same for a cursor that a terminal cannot show, percent-encoded
    #[arg(long, value_name = "CURSOR", conflicts_with = "starting_after")]
    starting_after_encoded: Option<String>,
    /// Digest of the listing that the cursor belongs to: other filters are refused
    #[arg(long, value_name = "DIGEST")]
    listing: Option<String>,
}

impl Resume {
    pub(crate) fn cursor(&self) -> Result<Option<Cursor>, Failure> {
        let refuse = |why: &str| Err(Failure::Usage(why.to_owned()));
        let text = match (&self.starting_after, &self.starting_after_encoded) {
            (Some(text), _) => text.clone(),
            (None, Some(text)) => match percent_decode_str(text).decode_utf8() {
                Ok(text) => text.into_owned(),
                Err(_) => return refuse("--starting-after-encoded: it is not UTF-8"),
            },
            (None, None) if self.listing.is_some() => {
                return refuse("--listing: it belongs to a cursor, such as --starting-after");
            }
            (None, None) => return Ok(None),
        };
        if text.is_empty() {
            return refuse("--starting-after: the cursor is empty");
        }
        let Some(listing) = &self.listing else { return Ok(Cursor::new(text)) };
        let stored = json!({ "version": 1, "starting_after": text, "listing": listing });
        let cursor = serde_json::from_value(stored);
        cursor.map(Some).map_err(|error| Failure::Usage(format!("--listing: {error}")))
    }
}

//! The source of a page, and the committed snapshot of its facts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::contract::Contract;

/// Version of the snapshot format.
pub const SNAPSHOT_VERSION: u32 = 1;

/// The source of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// File name or address.
    pub name: String,
    /// Digest of the page, `sha256:` and 64 hexadecimal digits.
    pub sha256: String,
    /// The requested address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address of the response, if it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    /// Whether the address moved permanently.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
    /// Entity tag of the response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Date of the page, as the server sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Date on which the page was read, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched_at: Option<String>,
}

/// The facts of a published page, without its sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// [`SNAPSHOT_VERSION`].
    pub schema_version: u32,
    /// The document that the page is compared with.
    pub document: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// The source of the page.
    pub source: Source,
    /// The facts.
    pub contract: Contract,
}

impl Snapshot {
    /// Returns a snapshot, ready to be written.
    pub fn new(document: &str, operation: &str, source: Source, contract: Contract) -> Self {
        Self {
            schema_version: SNAPSHOT_VERSION,
            document: document.to_owned(),
            operation: operation.to_owned(),
            source,
            contract,
        }
    }

    /// Returns the text of the file.
    pub fn to_text(&self) -> String {
        let mut text =
            serde_json::to_string_pretty(self).expect("every key of a snapshot is a text");
        text.push('\n');
        text
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// The text is no snapshot of this version.
    pub fn parse(text: &str) -> Result<Self, String> {
        let snapshot: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if snapshot.schema_version == SNAPSHOT_VERSION {
            Ok(snapshot)
        } else {
            Err(format!("snapshot version {} is not read", snapshot.schema_version))
        }
    }
}

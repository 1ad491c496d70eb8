//! The formats of an export, each with the writer that `list` has for it.

use std::path::Path;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::output::{self, Fields, Output, Style};
use crate::zone::Zone;

const TIMES: [&str; 3] = ["created_at", "active_from", "expires_at"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    /// Parquet with zstd, for engines; needs the feature `parquet` of this program
    Parquet,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
    /// One JSON array
    Json,
    /// An Excel workbook; a single file only
    Xlsx,
}

/// Returns the format that is named, which nothing else says.
pub(super) fn named(format: Option<Format>) -> Result<Format, Failure> {
    let what =
        "name the format with --format, as in --format csv; a file may end in it: cards.ndjson";
    format.ok_or_else(|| Failure::Usage(what.to_owned()))
}

impl Format {
    /// Returns the format that the ending of a file names.
    pub(super) fn of_ending(path: &Path) -> Option<Self> {
        Self::from_str(path.extension()?.to_str()?, true).ok()
    }

    /// Returns its name, which is also the ending of its files.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Refuses a format that this program cannot write.
    pub(super) fn check(self, is_windowed: bool) -> Result<(), Failure> {
        let refuse = |what: &str| Err(Failure::Usage(what.to_owned()));
        match self {
            Self::Parquet if !cfg!(feature = "parquet") => refuse(
                "this program was built without Parquet: install it with `cargo install --locked \
                 dintero-cards-cli --features parquet`, or run `cargo run --features parquet -- \
                 export …` in its sources",
            ),
            Self::Xlsx if is_windowed => {
                refuse("a workbook is a single file: export windows as parquet, ndjson or csv")
            }
            _ => Ok(()),
        }
    }

    /// Returns the names of the fields of its files. Parquet has two further columns: of the
    /// fields that the document does not name, and of times that are finer than a microsecond.
    pub(super) fn names(self, fields: &Fields) -> Vec<&'static str> {
        let mut names: Vec<_> = fields.chosen.iter().map(|field| field.name).collect();
        if self == Self::Parquet {
            names.extend(fields.is_all().then_some("extra"));
            names.extend(names.iter().any(|name| TIMES.contains(name)).then_some("exact_times"));
        }
        names
    }

    pub(super) fn start(self, fields: Fields, zone: Zone) -> Result<Box<dyn Output>, Failure> {
        let format = match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => {
                let columns = self.names(&fields);
                return Ok(super::parquet::start(fields, &columns)?);
            }
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => unreachable!("it is refused before"),
            Self::Ndjson => output::Format::Ndjson,
            Self::Csv => output::Format::Csv,
            Self::Json => output::Format::Json,
            Self::Xlsx => output::Format::Xlsx,
        };
        Ok(Style::plain(format, fields, zone).start())
    }
}

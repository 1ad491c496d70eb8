//! Where an output goes, and in which format.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Dialect, Sink};
use crate::failure::Failure;
use crate::terminal::Screen;

/// The flags of an output.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// Write to a file, which only its owner can read, and which appears when it is complete
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Dialect of CSV: excel is for spreadsheets, which run cells that begin with =, +, - or
    /// @ as formulas unless an apostrophe precedes them, and read amounts with a comma
    #[arg(long, value_name = "DIALECT", default_value = "plain", hide_possible_values = true)]
    pub(crate) csv: Dialect,
}

impl Target {
    /// Returns the format that is meant: the named one, or that of the ending of the file,
    /// or CSV for a dialect of it, or a table.
    pub(crate) fn format<F: ValueEnum + PartialEq>(&self, named: Option<F>) -> Result<F, Failure> {
        let refuse = |what: &str| Failure::Usage(what.to_owned());
        let of = |name: &str| F::from_str(name, true).ok();
        let is_excel = self.csv == Dialect::Excel;
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
        let format = named.or_else(|| match ending {
            Some("txt") => of("table"),
            Some(ending) => of(ending),
            None => of(if is_excel { "csv" } else { "table" }),
        });
        let format = format.ok_or_else(|| refuse("--out: name the format with --output"))?;
        if is_excel && Some(&format) != of("csv").as_ref() {
            return Err(refuse("--csv excel is a dialect of --output csv"));
        }
        if self.screen().is_terminal && Some(&format) == of("xlsx").as_ref() {
            return Err(refuse("a workbook is not text: name a file with --out"));
        }
        Ok(format)
    }

    /// Returns the file, if the output goes to one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.out.as_deref()
    }

    pub(crate) fn screen(&self) -> Screen {
        if self.out.is_some() { Screen::none() } else { Screen::of_stdout() }
    }

    /// Opens the file, or standard output, which may be closed if nobody needs it.
    pub(crate) fn open(&self, may_be_closed: bool) -> Result<Sink, Failure> {
        Sink::open(self.out.as_deref(), may_be_closed)
    }
}

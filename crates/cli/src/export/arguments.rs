//! The arguments of an export.

use std::iter;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use dintero_cards::documents;

use super::WORKERS;
use super::format::Format;
use super::plan::{Contents, WINDOWS};
use crate::connection::{Connected, Connection, help_with};
use crate::failure::Failure;
use crate::filters::Filters;
use crate::output::{Field, Fields, check_files};

/// Export every card to a file or a folder
///
/// A folder has a file for each window of `created_at`; several processes can share the work.
#[derive(clap::Args)]
#[command(after_long_help = help_with(super::EXAMPLES))]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(super) step: Option<Step>,
    /// The file, or the folder; a file appears when it is complete
    #[arg(long, value_name = "TARGET", required = true)]
    pub(super) out: Option<PathBuf>,
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..),
          help = format!("Number of windows that are read at a time; {WORKERS} by default"))]
    pub(super) workers: Option<u8>,
    /// Continue the export in the folder, if there is one
    #[arg(long)]
    pub(super) resume: bool,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    #[command(flatten)]
    pub(super) connection: Connection,
}

#[derive(clap::Args)]
pub(super) struct Chosen {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..),
          help = format!("Number of windows, and of files in the folder; {WINDOWS} by default"))]
    pub(super) windows: Option<u16>,
    /// Format, where the ending of --out does not name it
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Fields to export, in this order, separated by commas
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = Field::parser())]
    pub(super) fields: Vec<&'static Field>,
    /// Fields not to export, separated by commas
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = Field::parser(),
          hide_possible_values = true)]
    pub(super) without: Vec<&'static Field>,
    #[command(flatten)]
    pub(super) filters: Filters,
}

#[derive(Subcommand)]
pub(super) enum Step {
    /// Divide an export into windows that any process can export
    Plan(Box<PlanStep>),
    /// Export one window of a plan; a complete window is kept
    Window(Box<WindowStep>),
    /// Check that every window is complete and no two overlap, and write the manifest
    Finish(FinishStep),
}

/// A plan has the account and the filters, which may name a customer, and no secret.
#[derive(clap::Args)]
pub(super) struct PlanStep {
    /// File of the plan
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    #[command(flatten)]
    pub(super) connection: Connection,
}

/// Several processes may export the same window: the file is replaced as a whole, by the same
/// bytes if the account has not changed.
#[derive(clap::Args)]
pub(super) struct WindowStep {
    /// File of the plan
    pub(super) plan: PathBuf,
    /// Index of the window, from 0
    #[arg(long, value_name = "I")]
    pub(super) index: usize,
    /// The folder
    #[arg(long, value_name = "FOLDER")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) connection: Connection,
}

/// Nothing is requested. Malformed cards are an error of this step, after the manifest.
#[derive(clap::Args)]
pub(super) struct FinishStep {
    /// File of the plan
    pub(super) plan: PathBuf,
    /// The folder
    pub(super) folder: PathBuf,
}

/// Refuses standard output, and a file that the export would replace although it is read.
pub(super) fn check_out<'a>(
    out: &'a Path,
    others: impl Iterator<Item = (&'static str, &'a Path)>,
) -> Result<(), Failure> {
    if out == Path::new("-") {
        let what = "--out: an export is written to a file or a folder, not to standard output";
        return Err(Failure::Usage(what.to_owned()));
    }
    check_files(iter::once(("--out", out)).chain(others))
}

impl Chosen {
    pub(super) fn fields(&self) -> Fields {
        Fields::new(self.fields.clone(), None, &self.without)
    }

    pub(super) fn contents(&self, connected: &Connected, format: Format) -> Contents {
        let fields = format.names(&self.fields()).into_iter().map(str::to_owned).collect();
        Contents {
            account_id: connected.account_id.clone(),
            filters: self.filters.filter.clone(),
            document: format!("sha256:{}", documents::CARDS.digest),
            format,
            fields,
        }
    }
}

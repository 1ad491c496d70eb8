//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, ColorChoice, Subcommand};
use dintero_docs_drift::Format;
use dintero_docs_drift::compare::MIN_COVERAGE;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::rules::Severity;

/// Compare the published documentation of operations with OpenAPI documents
///
/// Exit status: 0 no drift that counts, 1 drift, 2 wrong usage, a file that cannot be
/// written or a folder of snapshots that cannot be read, 3 a source could not be reached,
/// 4 a source could not be read, is cut, or has another shape, 5 one of our documents
/// is not valid, 6 the baseline is not valid, expired or stale, 7 this build cannot
/// fetch pages.
#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is compared.
#[derive(Args, Debug)]
pub(crate) struct Inputs {
    /// An OpenAPI document, or a folder of them
    #[arg(long, global = true, value_name = "FILE|DIR")]
    pub(crate) document: Vec<PathBuf>,
    /// Compare one operation alone: its operationId, or method and path (`GET /things`)
    #[arg(long, global = true, value_name = "OPERATION")]
    pub(crate) operation: Option<String>,
    /// Folder with the facts of pages, which `fetch --write` writes
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) snapshots: Option<PathBuf>,
    /// Site to search for pages, `https://docs.example.com`; http on this machine alone
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) site: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compare with pages, with snapshots, or with what is published now
    Check(Check),
    /// Accept findings, with a reason
    Accept(Accept),
    /// Change the file of accepted findings
    #[command(subcommand)]
    Baseline(Baseline),
    /// List the rules
    Rules,
    /// Explain a rule and the next step
    Explain {
        /// Id of a rule, or a part of it; the rules are listed if several have it
        rule: String,
    },
    /// Show the facts of a page, each with its place
    Show(Show),
    /// Read the published or a given page, and update the snapshots
    Fetch(Fetch),
    /// Print the addresses of the published pages
    Locate,
    /// Print the JSON Schema of the JSON output
    Schema,
}

/// The source of pages.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Sources {
    /// Compare with a page: an address, a file, a folder of files, or - for standard input
    #[arg(long, value_name = "URL|FILE|DIR|-", visible_alias = "from")]
    pub(crate) page: Vec<PathBuf>,
    /// Compare with the published pages, which the index of the site leads to
    #[arg(long, conflicts_with_all = ["page", "offline"])]
    pub(crate) fetch: bool,
    /// Compare with the snapshots (the default)
    #[arg(long, conflicts_with = "page")]
    pub(crate) offline: bool,
    /// Form of the pages: Markdown, a whole document, a page copied as text, or any
    #[arg(long, value_name = "FORM", value_parser = forms(), default_value = "auto")]
    pub(crate) source: ExpectedForm,
    /// The least share of our parameters, in percent, that a whole text page names
    #[arg(long, value_name = "N", default_value_t = MIN_COVERAGE, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min_coverage: u8,
}

/// The baseline.
#[derive(Args, Clone, Debug)]
pub(crate) struct BaselineFile {
    /// File of accepted findings
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Check the days of acceptances against this day instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<NaiveDate>,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) sources: Sources,
    #[command(flatten)]
    pub(crate) baseline: BaselineFile,
    /// Ignore accepted findings
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,
    /// Format of the report; the n-th is written to the n-th --out
    #[arg(long, value_parser = formats(), value_name = "FORMAT")]
    pub(crate) format: Vec<Format>,
    /// File to write a report to instead of standard output
    #[arg(long, short, alias = "output", value_name = "FILE")]
    pub(crate) out: Vec<PathBuf>,
    /// The least severity that makes the check fail
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), default_value = "warn")]
    pub(crate) fail_on: FailOn,
    /// When to write colours
    #[arg(long, value_enum, default_value_t)]
    pub(crate) color: ColorChoice,
    /// Print only the last line
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Also list the facts that the page does not state
    #[arg(long, short, action = ArgAction::Count)]
    pub(crate) verbose: u8,
}

#[derive(Args, Debug)]
pub(crate) struct Accept {
    /// Fingerprints of findings, or * for all that do not concern host or authentication
    #[arg(required = true)]
    pub(crate) fingerprints: Vec<String>,
    /// The reason
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Last day of the acceptance
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) until: Option<NaiveDate>,
    /// Address of a discussion
    #[arg(long = "ref", value_name = "URL")]
    pub(crate) reference: Option<String>,
    /// Confirm that the host or scheme was checked by another source than the page
    #[arg(long)]
    pub(crate) i_checked_host: bool,
    #[command(flatten)]
    pub(crate) sources: Sources,
    #[command(flatten)]
    pub(crate) baseline: BaselineFile,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Baseline {
    /// Remove stale and expired entries
    Prune {
        #[command(flatten)]
        baseline: BaselineFile,
        #[command(flatten)]
        sources: Sources,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Show the facts of our documents instead
    #[arg(long)]
    pub(crate) ours: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Fetch {
    /// Read a given page instead: an address, a file, a folder, or -
    #[arg(long, value_name = "URL|FILE|DIR|-", visible_alias = "from")]
    pub(crate) page: Vec<PathBuf>,
    /// Write the snapshots
    #[arg(long)]
    pub(crate) write: bool,
    /// Form of the pages: Markdown, a whole document, a page copied as text, or any
    #[arg(long, value_name = "FORM", value_parser = forms(), default_value = "auto")]
    pub(crate) source: ExpectedForm,
    /// Date of the pages instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<NaiveDate>,
}

/// The form that pages must have; None for any.
pub(crate) type ExpectedForm = Option<Form>;

/// The least severity that makes a check fail; None for none.
pub(crate) type FailOn = Option<Severity>;

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.as_str()))
        .map(|name| Format::find(&name).expect("clap accepts the names of formats alone"))
}

fn forms() -> impl TypedValueParser<Value = ExpectedForm> {
    let names = Form::ALL.iter().map(|form| form.as_str()).chain(["auto"]);
    PossibleValuesParser::new(names).map(|name| Form::find(&name))
}

fn severities() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(["error", "warn", "notice", "never"]).map(|name| {
        let mut severities = Severity::ALL.iter().copied();
        severities.find(|severity| severity.as_str().starts_with(&name))
    })
}

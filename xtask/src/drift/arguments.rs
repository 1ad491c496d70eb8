//! The command line of `cargo xtask drift`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, ColorChoice, Subcommand};
use dintero_docs_drift::Format;
use dintero_docs_drift::compare::MIN_COVERAGE;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::rules::Severity;

/// Compare the published documentation with the documents
///
/// Exit status: 0 no drift that counts, 1 drift, 2 wrong usage, 3 a source could
/// not be reached, 4 a source could not be read, is cut, or has another shape, 5
/// one of our documents is not valid, 6 the baseline is not valid, expired or stale,
/// 7 this build cannot fetch pages.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Compare with the committed snapshots, a page, or what is published now
    Check(Check),
    /// Accept findings, with a reason
    Accept(Accept),
    /// List, prune or verify the accepted findings
    #[command(subcommand)]
    Baseline(Baseline),
    /// List the rules
    Rules(Rules),
    /// Explain a rule and the next step
    Explain(Explain),
    /// Show the facts of a page, each with its place
    Show(Show),
    /// Read the published or a given page, and update the snapshots
    Fetch(Fetch),
    /// Print the addresses of the published pages
    Locate(Locate),
    /// Print the JSON Schema of the JSON output
    Schema,
}

/// The source of pages.
#[derive(Args, Clone, Default)]
pub(super) struct Sources {
    /// Compare with a page: a file, a folder of files, or - for standard input
    #[arg(long, value_name = "FILE|DIR|-")]
    pub(super) from: Vec<PathBuf>,
    /// Compare with the currently published pages
    #[arg(long, conflicts_with_all = ["from", "offline"])]
    pub(super) fetch: bool,
    /// Compare with the committed snapshots (the default)
    #[arg(long, conflicts_with = "from")]
    pub(super) offline: bool,
    /// Form of the pages: Markdown, a whole document, a page copied as text, or any
    #[arg(long, value_name = "FORM", value_parser = forms(), default_value = "auto")]
    pub(super) source: ExpectedForm,
    /// The least share of our parameters, in percent, that a whole text page names
    #[arg(long, value_name = "N", default_value_t = MIN_COVERAGE, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(super) min_coverage: u8,
    /// Another origin of the documentation; loopback only, for tests
    #[arg(long, hide = true, value_name = "URL")]
    pub(super) site: Option<String>,
}

/// The baseline.
#[derive(Args, Clone)]
pub(super) struct BaselineFile {
    /// File of accepted findings
    #[arg(long, value_name = "FILE", default_value = "openapi/drift-accepted.toml")]
    pub(super) baseline: PathBuf,
    /// Check the days of acceptances against this day instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) sources: Sources,
    #[command(flatten)]
    pub(super) baseline: BaselineFile,
    /// Ignore accepted findings
    #[arg(long, conflicts_with = "baseline")]
    pub(super) no_baseline: bool,
    /// Format of the report; the n-th is written to the n-th --output
    #[arg(long, value_parser = formats(Format::ALL), value_name = "FORMAT")]
    pub(super) format: Vec<Format>,
    /// File to write a report to instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// The least severity that makes the check fail
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), default_value = "warn")]
    pub(super) fail_on: FailOn,
    /// When to write colours
    #[arg(long, value_enum, default_value_t)]
    pub(super) color: ColorChoice,
    /// Print only the last line
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Also list the facts that the page does not state
    #[arg(long, short, action = ArgAction::Count)]
    pub(super) verbose: u8,
}

#[derive(Args)]
pub(super) struct Accept {
    /// Fingerprints of findings, or * for all that do not concern host or authentication
    #[arg(required = true)]
    pub(super) fingerprints: Vec<String>,
    /// The reason
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// Last day of the acceptance
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) until: Option<NaiveDate>,
    /// Address of a discussion
    #[arg(long = "ref", value_name = "URL")]
    pub(super) reference: Option<String>,
    /// Confirm that the host or scheme was checked by another source than the page
    #[arg(long)]
    pub(super) i_checked_host: bool,
    #[command(flatten)]
    pub(super) sources: Sources,
    #[command(flatten)]
    pub(super) baseline: BaselineFile,
}

#[derive(Subcommand)]
pub(super) enum Baseline {
    /// List the accepted findings
    List(BaselineFile),
    /// Remove stale entries
    Prune(BaselineCheck),
    /// Check that the file is valid, and that no entry is expired or stale
    Verify(BaselineCheck),
}

/// A baseline with the pages to check it against.
#[derive(Args)]
pub(super) struct BaselineCheck {
    #[command(flatten)]
    pub(super) baseline: BaselineFile,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Args)]
pub(super) struct Rules {
    /// Format of the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    #[arg(value_parser = formats(&[Format::Human, Format::Json, Format::Markdown]))]
    pub(super) format: Format,
}

#[derive(Args)]
pub(super) struct Explain {
    /// Id of a rule, or a part of it; the rules are listed if several have it
    pub(super) rule: String,
}

#[derive(Args)]
pub(super) struct Show {
    #[command(flatten)]
    pub(super) sources: Sources,
    /// Show the facts of our documents instead
    #[arg(long)]
    pub(super) ours: bool,
    /// Format of the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    #[arg(value_parser = formats(&[Format::Human, Format::Json]))]
    pub(super) format: Format,
}

#[derive(Args)]
pub(super) struct Fetch {
    /// Read a given page instead: a file, a folder, or -
    #[arg(long, value_name = "FILE|DIR|-")]
    pub(super) from: Vec<PathBuf>,
    /// Write the snapshots
    #[arg(long)]
    pub(super) write: bool,
    /// Form of the pages: Markdown, a whole document, a page copied as text, or any
    #[arg(long, value_name = "FORM", value_parser = forms(), default_value = "auto")]
    pub(super) source: ExpectedForm,
    /// Date of the pages instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<NaiveDate>,
    /// Another origin of the documentation; loopback only, for tests
    #[arg(long, hide = true, value_name = "URL")]
    pub(super) site: Option<String>,
}

#[derive(Args)]
pub(super) struct Locate {
    /// Another origin of the documentation; loopback only, for tests
    #[arg(long, hide = true, value_name = "URL")]
    pub(super) site: Option<String>,
}

/// The form that pages must have; None for any.
pub(super) type ExpectedForm = Option<Form>;

/// The least severity that makes a check fail; None for none.
pub(super) type FailOn = Option<Severity>;

/// Returns a parser of names, each with its value.
fn named<T: Clone + Send + Sync + 'static>(
    values: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<(&str, T)> = values.into_iter().collect();
    PossibleValuesParser::new(values.iter().map(|(name, _)| *name)).map(move |name| {
        let value = values.iter().find(|(known, _)| *known == name);
        value.expect("clap accepts the known names alone").1.clone()
    })
}

fn formats(formats: &[Format]) -> impl TypedValueParser<Value = Format> {
    named(formats.iter().map(|format| (format.as_str(), *format)))
}

fn forms() -> impl TypedValueParser<Value = ExpectedForm> {
    let forms = Form::ALL.iter().map(|form| (form.as_str(), Some(*form)));
    named(forms.chain([("auto", None)]))
}

fn severities() -> impl TypedValueParser<Value = FailOn> {
    named([
        ("error", Some(Severity::Error)),
        ("warn", Some(Severity::Warning)),
        ("notice", Some(Severity::Notice)),
        ("never", None),
    ])
}

//! `dintero-cards report`: the liability that the books need.

mod account_numbers;
mod class;
mod document;
mod export;
mod html;
mod liability;
mod period;
mod roll_forward;
mod rows;
mod source;
mod text;
mod xlsx;

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::connection::{Connection, help_with};
use crate::failure::Failure;
use crate::filters::Filters;
use crate::malformed::unread;
use crate::output::{Target, show};
use crate::profile;
use crate::terminal::{counted, note};
use crate::zone::Zone;

use account_numbers::AccountNumbers;
use class::Definition;
use source::{of_exports, of_listings};

const EXAMPLES: &str = "\
Examples:
  The liability in the time zone of the books, as a workbook and as a page:
    dintero-cards report --time-zone Europe/Oslo --out liability.xlsx
    dintero-cards report --time-zone Europe/Oslo --out liability.html
  At the end of a month, keep an export; a month later, reconcile:
    dintero-cards list --out october.ndjson
    dintero-cards list --out november.ndjson
    dintero-cards report --roll-forward october.ndjson november.ndjson
  The liability of that day, later:
    dintero-cards report --from october.ndjson -o csv --csv excel
  A journal with the account numbers of the books, from a file of accounts such as these:
    [[account]]
    number = \"2901\"
    type = \"gift_card\"
  The first account whose values a line has gives its number:
    dintero-cards report --account-numbers accounts.toml \\
        --sections status -o csv";

/// Report the outstanding liability, or reconcile two exports
///
/// The liability per currency, type and status, by month of expiry and of creation, and by
/// age. It reads one listing of every card.
#[derive(clap::Args)]
#[command(after_long_help = help_with(EXAMPLES))]
pub(crate) struct Arguments {
    /// Format of the report; by default that of the ending of --out, or else a table
    #[arg(short, long, value_name = "FORMAT")]
    output: Option<Format>,
    #[command(flatten)]
    target: Target,
    /// Report on this export instead, made by list -o ndjson or -o json; may be given several
    /// times
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// The moment of the export, for the ages; a day or month stands for its end; by default
    /// that of the last change of the file
    #[arg(long, value_name = "TIME", requires = "from", value_parser = moment)]
    as_of: Option<String>,
    /// Reconcile two exports: opening + funded - redeemed - expired = closing
    #[arg(long, num_args = 2, value_names = ["OPENING", "CLOSING"], conflicts_with = "from")]
    roll_forward: Vec<PathBuf>,
    /// Report on the accounts of these profiles together, each on lines of its own
    #[arg(long, value_name = "PROFILE", value_delimiter = ',',
          conflicts_with_all = ["from", "roll_forward", "sandbox"])]
    accounts: Vec<String>,
    /// Sections to report, such as status alone for a journal
    #[arg(long, value_name = "SECTION", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(liability::SECTIONS.map(|(name, ..)| name)),
          conflicts_with = "roll_forward")]
    sections: Vec<String>,
    /// File of account numbers, in TOML: an [[account]] has a number and the values that a row
    /// must have, such as currency = "NOK"
    #[arg(long, value_name = "FILE")]
    account_numbers: Option<PathBuf>,
    #[command(flatten)]
    definition: Definition,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) async fn run(arguments: Box<Arguments>) -> Result<(), Failure> {
    let Arguments { output, target, from, as_of, roll_forward, account_numbers, .. } = *arguments;
    let Arguments { definition, filters, connection, accounts, sections, .. } = *arguments;
    let format = target.format(output)?;
    if !(roll_forward.is_empty() && from.is_empty()) && filters.text() != "none" {
        let what = "filters choose cards of a listing: give them to the list that makes the export";
        return Err(Failure::Usage(what.to_owned()));
    }
    let connections = match &accounts[..] {
        [] => vec![connection],
        names => profile::connections(names)?,
    };
    let files = from.iter().map(|file| ("--from", file));
    let files = files.chain(roll_forward.iter().map(|file| ("--roll-forward", file)));
    let files = files.chain(account_numbers.iter().map(|file| ("--account-numbers", file)));
    let files = files.map(|(flag, file)| (flag, file.as_path()));
    target.check(files.chain(connections.iter().flat_map(Connection::secret_files)))?;
    let numbers = account_numbers.map(|path| AccountNumbers::read(&path)).transpose()?;
    let zone = filters.zone().cloned().unwrap_or_else(Zone::utc);
    let as_of = as_of.and_then(|text| zone.moment_of(&text));
    let mut sink = target.open(false)?;
    let (mut report, malformed) = match (&roll_forward[..], &from[..]) {
        ([opening, closing], _) => roll_forward::report(opening, closing, &definition, &zone)?,
        (_, []) => of_listings(connections, &definition, &filters, &zone).await?,
        (_, files) => of_exports(files, as_of, &definition, &zone)?,
    };
    if !sections.is_empty() {
        report.sections.retain(|section| sections.iter().any(|name| name == section.name));
    }
    if malformed > 0 {
        let count = counted(malformed, "malformed card is", "malformed cards are");
        report.faults.push(format!("{count} missing from this report"));
    }
    let is_exact = report.faults.is_empty();
    report.warnings.append(&mut report.faults);
    if let Some(numbers) = numbers {
        numbers.apply(&mut report)?;
    }
    let (screen, is_table) = (target.screen(), format == Format::Table);
    // A person who reads the table sees them there.
    if !(is_table && screen.is_terminal) {
        report.warnings.iter().for_each(|warning| note(warning));
    }
    let text = match format {
        Format::Table => text::render(&report, screen),
        Format::Csv => rows::csv(&report, target.csv)?,
        Format::Json => rows::json(&report),
        Format::Xlsx => xlsx::render(&report)?,
        Format::Html => html::render(&report)?,
    };
    let text = if screen.is_terminal && !is_table { show(&text) } else { text };
    sink.write(&text)?;
    sink.finish_and_tell("the report is")?;
    match malformed {
        0 if is_exact => Ok(()),
        0 => Err(Failure::Partial("the report may be wrong: see its warnings".to_owned())),
        count => Err(unread(count)),
    }
}

fn moment(text: &str) -> Result<String, &'static str> {
    let moment = Zone::utc().moment_of(text).map(|_| text.to_owned());
    moment.ok_or("not an ISO 8601 time such as 2017-07-21T17:32:28Z, 2017-07-21 or 2017-07")
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people
    Table,
    /// One table of all sections, with amounts in the main unit
    Csv,
    /// One object, with amounts in the smallest unit
    Json,
    /// An Excel workbook, one sheet for each section
    Xlsx,
    /// A page that can be printed
    Html,
}

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
mod text;
mod xlsx;

use std::path::PathBuf;

use clap::ValueEnum;
use dintero_cards::Timestamp;
use futures_util::StreamExt as _;

use crate::connection::Connection;
use crate::failure::Failure;
use crate::filters::Filters;
use crate::interruption::Interruption;
use crate::output::{Dialect, Sink};
use crate::terminal::{Progress, Screen, note};
use crate::zone::{Zone, now};

use account_numbers::AccountNumbers;
use class::Definition;
use document::Report;
use liability::Liability;

/// Formats of a report.
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

/// Reports the outstanding liability per currency, type and status, by month of expiry and
/// of creation, and by age. It reads one listing of every card.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Format of the report; by default that of the ending of --out, or else a table
    #[arg(short, long, value_name = "FORMAT")]
    output: Option<Format>,
    /// Write to a file, which only its owner can read, and which appears when it is complete
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Dialect of CSV: plain, or excel with semicolons and decimal commas
    #[arg(long, value_name = "DIALECT", default_value = "plain", hide_possible_values = true)]
    csv: Dialect,
    /// Report on this export instead, made by list -o ndjson or -o json; may be given several
    /// times
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// The moment of the export, for the ages; by default that of its last change
    #[arg(long, value_name = "TIME", requires = "from")]
    as_of: Option<Timestamp>,
    /// Reconcile two exports: opening + funded - redeemed - expired = closing
    #[arg(long, num_args = 2, value_names = ["OPENING", "CLOSING"], conflicts_with = "from")]
    roll_forward: Vec<PathBuf>,
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
    let Arguments { output, out, csv, from, as_of, roll_forward, account_numbers, .. } = *arguments;
    let Arguments { definition, filters, connection, .. } = *arguments;
    let of_ending = || Format::from_str(out.as_deref()?.extension()?.to_str()?, true).ok();
    let format = output.or_else(of_ending).unwrap_or(Format::Table);
    let screen = if out.is_some() { Screen::none() } else { Screen::of_stdout() };
    if format == Format::Xlsx && screen.is_terminal {
        return Err(Failure::Usage("a workbook is no text: name a file with --out".to_owned()));
    }
    let numbers = account_numbers.map(|path| AccountNumbers::read(&path)).transpose()?;
    let zone = filters.zone().cloned().unwrap_or_else(Zone::utc);
    let mut sink = Sink::open(out.as_deref(), false)?;
    let (mut report, malformed) = match (&roll_forward[..], &from[..]) {
        ([opening, closing], _) => roll_forward::report(opening, closing, &definition, &zone)?,
        (_, []) => of_listing(&definition, filters, &zone, connection).await?,
        (_, files) => of_exports(&definition, files, as_of, &zone)?,
    };
    if malformed > 0 {
        report.warnings.push(format!("{malformed} malformed cards are missing from this report"));
    }
    if let Some(numbers) = numbers {
        numbers.apply(&mut report)?;
    }
    report.warnings.iter().for_each(|warning| note(warning));
    let text = match format {
        Format::Table => text::render(&report, screen),
        Format::Csv => rows::csv(&report, csv)?,
        Format::Json => rows::json(&report),
        Format::Xlsx => xlsx::render(&report)?,
        Format::Html => html::render(&report)?,
    };
    sink.write(&text)?;
    sink.finish()?;
    match malformed {
        0 => Ok(()),
        count => Err(Failure::Partial(format!("{count} cards could not be read"))),
    }
}

async fn of_listing(
    definition: &Definition,
    filters: Filters,
    zone: &Zone,
    connection: Connection,
) -> Result<(Report, u64), Failure> {
    filters.filter.check()?;
    let mut interruption = Interruption::listen()?;
    let connected = connection.connect().await?;
    let first = now();
    let mut liability = Liability::new(definition, zone, first);
    let mut pages = connected.client.list_cards(filters.filter.clone()).pages();
    let mut progress = Progress::new(true);
    let outcome = loop {
        let page = tokio::select! {
            page = pages.next() => page,
            () = interruption.wait() => break Err(Failure::Interrupted),
        };
        match page {
            None => break Ok(()),
            Some(Err(error)) => break Err(Failure::Client(error)),
            Some(Ok(page)) => {
                let cards = page.into_cards();
                let kept = cards.iter().filter(|card| filters.keeps(card));
                kept.for_each(|card| liability.add("", card));
                progress.show(pages.report().items);
            }
        }
    };
    progress.clear();
    let malformed = pages.report().malformed_cards;
    let account = connected.account_id.clone();
    connected.close().await;
    outcome?;
    let mut facts = vec![
        ("account".to_owned(), account.clone()),
        ("first request".to_owned(), zone.second(first)),
        ("last request".to_owned(), zone.second(now())),
        ("filters".to_owned(), filters.text()),
    ];
    facts.push(("cards created meanwhile".to_owned(), liability.created_meanwhile.to_string()));
    let mut report = liability.report(facts);
    if account.starts_with('T') {
        let warning = format!("{account} is a TEST account: none of this is real money");
        report.warnings.insert(0, warning);
    }
    Ok((report, malformed))
}

fn of_exports(
    definition: &Definition,
    files: &[PathBuf],
    as_of: Option<Timestamp>,
    zone: &Zone,
) -> Result<(Report, u64), Failure> {
    let exports = files.iter().map(|file| export::Export::open(file));
    let exports = exports.collect::<Result<Vec<_>, _>>()?;
    let changed = exports.iter().map(|export| export.changed).max();
    let moment = as_of.or(changed).unwrap_or_else(now);
    let mut liability = Liability::new(definition, zone, moment);
    let mut facts = vec![("as of".to_owned(), zone.second(moment))];
    let mut malformed = 0;
    for export in exports {
        let name = if files.len() > 1 { export.name.clone() } else { String::new() };
        facts.push((
            if name.is_empty() { "export".to_owned() } else { format!("export {name}") },
            format!("{}, last changed {}", export.name, zone.second(export.changed)),
        ));
        malformed += export.cards(|card| liability.add(&name, &card))?;
    }
    Ok((liability.report(facts), malformed))
}

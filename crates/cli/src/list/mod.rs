//! `dintero-cards list`.

mod print;
mod resume;

use std::path::PathBuf;

use dintero_cards::PageSize;

use crate::connection::{Connection, help_with, number_of_cards};
use crate::failure::Failure;
use crate::filters::Filters;
use crate::interruption::Interruption;
use crate::malformed::Malformed;
use crate::output::{Field, Fields, Format, Order, Sink, Style, TABLE, Target};
use crate::terminal::counted;
use crate::zone::Zone;

use print::Printer;
use resume::Resume;

const EXAMPLES: &str = "\
Examples:
  What was created in October, by the clocks of Oslo:
    dintero-cards list --time-zone Europe/Oslo \\
        --created-from 2026-10 --created-to 2026-10
  What expires within 30 days and is worth something, the first to expire first:
    dintero-cards list --expires-within 30d --balance-from 1 --sort expires_at
  Every card for a spreadsheet, without what names people:
    dintero-cards list --without customer_id,name --out cards.xlsx
  The cards of a customer, with their sums:
    dintero-cards customer customer-00001
  In a script, fail if unused cards expire by tomorrow:
    dintero-cards list --expires-within 1d --status unused --fail-if-any --quiet";

/// List cards
///
/// On a terminal the first 100 cards are listed by default, elsewhere all of them.
#[derive(clap::Args)]
#[command(after_long_help = help_with(EXAMPLES))]
pub(crate) struct Arguments {
    /// Format of the output; by default that of the ending of --out, or else a table
    #[arg(short, long, value_name = "FORMAT")]
    output: Option<Format>,
    #[command(flatten)]
    target: Target,
    /// Fields to print, in this order, separated by commas
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = Field::parser())]
    fields: Vec<&'static Field>,
    /// Fields not to print, separated by commas
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = Field::parser(),
          hide_possible_values = true)]
    without: Vec<&'static Field>,
    /// Sort by this field, or in reverse by -FIELD; every card is read first, and --max counts
    /// those that are printed
    #[arg(long, value_name = "FIELD", value_parser = Order::parser(), allow_hyphen_values = true,
          hide_possible_values = true)]
    sort: Option<Order>,
    /// List no more than this many cards; by default 100 on a terminal, and all elsewhere
    #[arg(long, value_name = "CARDS", alias = "limit", value_parser = number_of_cards::<u64>)]
    max: Option<u64>,
    /// List every card that matches
    #[arg(long, conflicts_with = "max")]
    all: bool,
    /// Number of cards per request
    #[arg(long, value_name = "CARDS", value_parser = page_size)]
    page_size: Option<PageSize>,
    #[command(flatten)]
    resume: Resume,
    /// Fail on a malformed card, and print no card of its page
    #[arg(long)]
    strict: bool,
    /// Write the JSON of malformed cards to a file, one a line; a listing that resumes another
    /// one adds to the file
    #[arg(long, value_name = "FILE", conflicts_with = "strict")]
    malformed: Option<PathBuf>,
    /// Exit with status 1 if any card matches
    #[arg(long)]
    fail_if_any: bool,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    connection: Connection,
}

impl Arguments {
    /// The listing of every card of a customer.
    pub(crate) fn of_customer(self, id: String) -> Self {
        Self { filters: self.filters.of_customer(id), all: self.max.is_none(), ..self }
    }
}

pub(crate) async fn run(arguments: Box<Arguments>) -> Result<(), Failure> {
    let Arguments { output, target, fields, without, sort, max, all, .. } = *arguments;
    let Arguments { page_size, resume, strict, malformed, fail_if_any, filters, .. } = *arguments;
    let cursor = resume.cursor()?;
    let (format, screen) = (target.format(output)?, target.screen());
    // A terminal shows one page by default.
    let limit = max.or_else(|| (screen.is_terminal && !all).then_some(PageSize::MAX.get()));
    // The first cards of an order are only known when all of them were read.
    let (limit, limit_of_order) = if sort.is_some() { (None, limit) } else { (limit, None) };
    // A page no larger than the number of cards to list, unless some are left out.
    let smaller = limit.filter(|_| !filters.has_several_statuses);
    let smaller = smaller.and_then(|limit| PageSize::try_from(limit).ok());
    filters.check()?;
    let default = (format == Format::Table).then_some(&TABLE[..]);
    let style = Style {
        format,
        dialect: target.csv,
        fields: Fields::new(fields, default, &without),
        order: sort.map(|order| order.limited(limit_of_order)),
        zone: filters.zone().cloned().unwrap_or_else(Zone::system),
        screen,
        is_resumed: cursor.is_some(),
    };
    let files = malformed.iter().map(|file| ("--malformed", file.as_path()));
    target.check(files.chain(arguments.connection.secret_files()))?;
    let sink = match screen.is_terminal && format == Format::Table {
        true => Sink::paged()?,
        false => target.open(fail_if_any)?,
    };
    let malformed = Malformed::open(malformed.as_deref(), cursor.is_some())?;
    let mut interruption = Interruption::listen(!sink.is_pager())?;

    let connected = arguments.connection.connect().await?;
    // No page beyond the limit is requested.
    let listing = connected.client.list_cards(filters.filter.clone());
    let mut listing = listing.pages_ahead(limit.is_none().into());
    if let Some(size) = page_size.or(smaller) {
        listing = listing.page_size(size);
    }
    if let Some(cursor) = cursor.clone() {
        listing = listing.starting_after(cursor);
    }
    if strict {
        listing = listing.strict();
    }
    let printer = Printer { output: style.start(), sink, malformed, limit, start: cursor };
    match printer.print(listing.pages(), screen, &mut interruption).await? {
        0 => Ok(()),
        cards if fail_if_any => Err(Failure::Data(counted(cards, "card matches", "cards match"))),
        _ => Ok(()),
    }
}

fn page_size(text: &str) -> Result<PageSize, String> {
    let number: u64 = number_of_cards(text)?;
    PageSize::try_from(number).map_err(|error| error.to_string())
}

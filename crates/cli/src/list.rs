//! `dintero-cards list`.

use std::io::{self, BufWriter, IsTerminal as _};
use std::time::Duration;

use dintero_cards::{Cursor, PageSize, Pages};
use futures_util::StreamExt as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::connection::Connection;
use crate::failure::Failure;
use crate::filters::Filters;
use crate::output::{self, Format};

/// Number of cards that are listed by default: one page.
const DEFAULT_MAX: u64 = 100;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Format of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
    /// List no more than this many cards
    #[arg(long, value_name = "CARDS", default_value_t = DEFAULT_MAX)]
    max: u64,
    /// List every card that matches
    #[arg(long, conflicts_with = "max")]
    all: bool,
    /// Number of cards per request
    #[arg(long, value_name = "CARDS", value_parser = page_size)]
    page_size: Option<PageSize>,
    /// Continue after the page with this cursor, with the same filters
    #[arg(long, value_name = "CURSOR")]
    starting_after: Option<String>,
    /// Fail on a malformed card, and print no card of its page
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) async fn run(arguments: Box<Arguments>) -> Result<(), Failure> {
    let Arguments { output, max, all, page_size, starting_after, strict, filters, connection } =
        *arguments;
    let Filters(filter) = filters;
    filter.check()?;
    let cursor = starting_after.map(|text| {
        Cursor::new(text)
            .ok_or_else(|| Failure::Usage("--starting-after: the cursor is empty".into()))
    });
    let cursor = cursor.transpose()?;
    let limit = if all { None } else { Some(max) };
    // A page no larger than the number of cards to list.
    let smaller = limit.and_then(|limit| PageSize::try_from(limit).ok());

    let connected = connection.connect().await?;
    let mut listing = connected.client.list_cards(filter);
    if let Some(size) = page_size.or(smaller) {
        listing = listing.page_size(size);
    }
    if let Some(cursor) = cursor {
        listing = listing.starting_after(cursor);
    }
    if strict {
        listing = listing.strict();
    }
    let outcome = print(listing.pages(), output, limit).await;
    connected.close().await;
    outcome
}

async fn print(mut pages: Pages, format: Format, limit: Option<u64>) -> Result<(), Failure> {
    let stdout = io::stdout();
    let streams_to_terminal = format != Format::Table && stdout.is_terminal();
    let progress = progress(streams_to_terminal);
    let mut out = output::start(format, BufWriter::new(stdout.lock()));
    let mut left = limit.unwrap_or(u64::MAX);
    let mut next = Next::Nothing;
    let (mut has_pages, mut malformed) = (false, 0_u64);
    let mut failure = None;
    while left > 0 {
        let page = match pages.next().await {
            None => break,
            Some(Ok(page)) => page,
            Some(Err(error)) => {
                next = error.cursor().map_or(Next::Nothing, |cursor| Next::Cursor(cursor.clone()));
                failure = Some(Failure::from(error));
                break;
            }
        };
        has_pages = true;
        next = match page.next_cursor() {
            _ if page.cards().len() as u64 > left => Next::InsideOfPage,
            Some(cursor) => Next::Cursor(cursor.clone()),
            None => Next::Nothing,
        };
        for card in page.malformed_cards() {
            malformed += 1;
            output::note(&format!("a card could not be read, at {}", output::clean(card.path())));
        }
        for card in page.cards().iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
            out.card(card)?;
            left -= 1;
            progress.inc(1);
        }
        out.flush()?;
    }
    progress.finish_and_clear();
    if let Some(failure) = failure {
        // Without a page there is nothing to print, not even that there are no cards.
        // The failure matters more than a closed pipe.
        if has_pages {
            let _ = out.finish();
            next.note("continue with");
        }
        return Err(failure);
    }
    out.finish()?;
    next.note("there are more cards: list them with --all, or continue with");
    match malformed {
        0 => Ok(()),
        1 => Err(Failure::Data("one card could not be read".to_owned())),
        _ => Err(Failure::Data(format!("{malformed} cards could not be read"))),
    }
}

/// The cards after those that were printed.
enum Next {
    Nothing,
    /// The rest of a page, which no cursor points to.
    InsideOfPage,
    Cursor(Cursor),
}

impl Next {
    fn note(&self, words: &str) {
        match self {
            Self::Nothing => {}
            Self::InsideOfPage => output::note("there are more cards: list them with --all"),
            Self::Cursor(cursor) => match output::quoted(cursor.as_str()) {
                Some(cursor) => output::note(&format!("{words} --starting-after {cursor}")),
                None => {
                    output::note("there are more cards, after a cursor that a terminal cannot show")
                }
            },
        }
    }
}

/// Shows the progress on a terminal, unless the cards are written there meanwhile.
fn progress(hidden: bool) -> ProgressBar {
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let progress = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} cards") {
        progress.set_style(style);
    }
    progress.enable_steady_tick(Duration::from_millis(100));
    progress
}

fn page_size(text: &str) -> Result<PageSize, String> {
    let number: u64 = text.parse().map_err(|_| "not a number of cards".to_owned())?;
    PageSize::try_from(number).map_err(|error| error.to_string())
}

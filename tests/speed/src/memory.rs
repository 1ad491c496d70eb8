//! The most memory that listings take, and the bounds that they must keep.

use std::fmt::Write as _;
use std::time::Duration;

use dintero_cards::CardFilter;

use crate::measure::{self, runtime};
use crate::server::{self, Listing};
use crate::subject::{Outcome, WORKERS, items, ours};

/// Most bytes above the start, for `items()` and for each worker of `partitioned`.
const BOUND: u64 = 16_000_000;

const MILLION: usize = 1_000_000;
const WINDOWS: usize = 200_000;

/// Lists in every way, with a fast and a slow consumer; returns Markdown. An error names the
/// first listing that takes too much.
pub(crate) fn rows() -> Outcome<String> {
    let mut text = String::new();
    writeln!(text, "| listing | cards | consumer takes | most memory above the start |")?;
    writeln!(text, "|---|--:|--:|--:|")?;
    for (way, name, cards, workers) in [
        (Way::Items, "`items()`".to_owned(), MILLION, 1),
        (Way::Partitioned, format!("`partitioned({WORKERS})`"), WINDOWS, WORKERS),
        (Way::InOrder, format!("`partitioned({WORKERS})` in order"), WINDOWS, WORKERS),
    ] {
        for millis in [0, 1] {
            let bytes = peak(way, cards, Duration::from_millis(millis))? / workers as u64;
            let each = if workers > 1 { " a worker" } else { "" };
            let megabytes = bytes as f64 / 1e6;
            let row =
                format!("| {name} | {cards} | {millis} ms a page | {megabytes:.1} MB{each} |");
            if bytes > BOUND {
                return Err(format!("{row}: more than {BOUND} bytes").into());
            }
            writeln!(text, "{row}")?;
        }
    }
    Ok(text)
}

/// A way to list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Items,
    Partitioned,
    InOrder,
}

/// Returns the most bytes in use, above those at the start.
fn peak(way: Way, cards: usize, consumer: Duration) -> Outcome<u64> {
    let is_skewed = way != Way::Items;
    let url = server::serve(Listing { cards, latency: Duration::ZERO, is_skewed });
    let (runtime, client) = (runtime()?, ours(&url)?);
    let listing = client.list_cards(CardFilter::new());
    let windows = || listing.clone().partitioned(WORKERS).parallel_from(Duration::ZERO);
    let (sums, sample) = match way {
        Way::Items => measure::run(&runtime, items(listing.items(), consumer)),
        Way::Partitioned => measure::run(&runtime, items(windows(), consumer)),
        Way::InOrder => measure::run(&runtime, items(windows().in_order(), consumer)),
    };
    if sums?.0 != cards as u64 {
        return Err("cards are missing".into());
    }
    Ok(sample.peak)
}

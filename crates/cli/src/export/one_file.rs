//! An export to one file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use super::arguments::Chosen;
use super::format::Format;
use super::gather::Gathered;
use super::manifest;
use super::window::{TICK, rate};
use crate::connection::Connected;
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::output::{Sink, folder_of};
use crate::terminal::{counted, note, progress};
use crate::zone::Zone;

/// Exports to a file that appears when it is complete.
pub(super) async fn one_file(
    connected: &Connected,
    out: &Path,
    format: Format,
    chosen: Chosen,
) -> Result<(), Failure> {
    let zone = chosen.filters.zone().cloned().unwrap_or_else(Zone::system);
    let mut sink = Sink::open(Some(out), false)?;
    let mut output = format.start(chosen.fields(), zone)?;
    let mut interruption = Interruption::listen(true)?;
    let count = AtomicU64::new(0);
    let listing = connected.client.list_cards(chosen.filters.filter);
    let mut gathered = std::pin::pin!(Gathered::read(listing, folder_of(out), &count));
    let mut tick = tokio::time::interval(TICK);
    let begun = Instant::now();
    let gathered = loop {
        tokio::select! {
            gathered = &mut gathered => break gathered,
            () = interruption.wait() => break Err(Failure::Interrupted),
            _ = tick.tick() => progress(&rate(count.load(Ordering::Relaxed), begun.elapsed())),
        }
    };
    let mut gathered = gathered.inspect_err(|_| note("the file was not written"))?;
    let malformed = malformed_beside(out);
    if gathered.malformed_cards > 0 {
        gathered.write_malformed(Sink::open(Some(&malformed), false)?)?.finish()?;
    }
    let summary = gathered.write(output.as_mut(), &mut sink)?;
    sink.finish()?;
    output.check()?;
    if gathered.malformed_cards == 0 {
        // The one of an earlier export was about other cards.
        let _ = fs::remove_file(&malformed);
    }
    note(&format!("{} in {}", counted(summary.cards, "card", "cards"), out.display()));
    manifest::malformed(gathered.malformed_cards)
}

/// Returns the path of the malformed cards of a file: `cards.csv_malformed.ndjson`.
pub(super) fn malformed_beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!("{name}_malformed.ndjson"))
}

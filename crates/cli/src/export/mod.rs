//! `dintero-cards export`.
//!
//! - `plan` is what is exported, and its windows; `folder` is where they go, and `manifest`
//!   what a complete export says about itself.
//! - `window` exports a window: `gather` reads its listing, `sorter` puts its cards in
//!   order, and a `format` turns them into text.
//! - `one_file`, `in_windows` and `steps` are the ways to run an export.

mod arguments;
mod digest;
mod folder;
mod format;
mod gather;
mod in_windows;
mod manifest;
mod one_file;
#[cfg(feature = "parquet")]
mod parquet;
mod plan;
mod sorter;
mod steps;
mod window;

use crate::failure::Failure;

pub(crate) use arguments::Arguments;
use arguments::{FinishStep, Step, check_out};
use folder::Folder;
use format::{Format, named};
use in_windows::in_windows;
use one_file::{malformed_beside, one_file};
use plan::Plan;
use steps::{finish, plan, window};

const EXAMPLES: &str = "\
Limits:
  An export is a view of the account from its first request to its last one, and the manifest \
names both moments: a card that changes meanwhile is there as it was when its page was sent.
  A balance changes without a time that a filter could select, so no export can have the changes \
alone: --created-from selects new cards, not changed ones.
  Cards are sorted by created_at, then by card_id. Complete windows are kept when an export is \
interrupted; the others are exported again. Against an unchanged account the files are the \
same, byte by byte, whatever happened on the way; only the moments in the manifest differ.

Examples:
  Every card in one file:
    dintero-cards export --out cards.ndjson
  Every card in a folder, a file for each of 8 windows of created_at:
    dintero-cards export --out cards --windows 8 --format csv
  Continue after a failure, Ctrl-C or a crash, with the same flags:
    dintero-cards export --out cards --windows 8 --format csv --resume
  By several processes or machines, under any scheduler:
    dintero-cards export plan --windows 2 --format ndjson --out plan.json
    dintero-cards export window plan.json --index 0 --out shared
    dintero-cards export window plan.json --index 1 --out shared
    dintero-cards export finish plan.json shared";

/// Workers where no number is asked for: few, because all of them send to the same server.
const WORKERS: u8 = 4;

pub(crate) async fn run(arguments: Box<Arguments>) -> Result<(), Failure> {
    let Arguments { step, out, workers, resume, chosen, connection } = *arguments;
    match step {
        Some(Step::Plan(step)) => return plan(*step).await,
        Some(Step::Window(step)) => return window(*step).await,
        Some(Step::Finish(FinishStep { plan, folder })) => {
            let plan = Plan::read(&plan)?;
            return finish(&Folder::at(&folder), &plan, None);
        }
        None => {}
    }
    let out = out.ok_or_else(|| Failure::Usage("--out is missing".to_owned()))?;
    let ending = Format::of_ending(&out);
    let windows = chosen.windows;
    let is_windowed =
        windows.is_some() || workers.is_some() || resume || ending.is_none() || out.is_dir();
    let format = named(chosen.format.or(ending))?;
    format.check(is_windowed)?;
    let malformed = (!is_windowed).then(|| malformed_beside(&out));
    let malformed = malformed.iter().map(|file| ("the file of malformed cards", file.as_path()));
    check_out(&out, malformed.chain(connection.secret_files()))?;
    // The name is that of a file, and nothing else asks for a folder.
    if is_windowed && windows.is_none() && ending.is_some() && !out.is_dir() {
        let flag = if resume { "--resume continues" } else { "--workers shares" };
        return Err(Failure::Usage(format!(
            "{flag} an export in a folder, and --out names a file: name a folder, with --format {}",
            format.name()
        )));
    }
    chosen.filters.check()?;
    let connected = connection.connect().await?;
    if !is_windowed {
        return one_file(&connected, &out, format, chosen).await;
    }
    in_windows(&connected, &out, format, chosen, workers.unwrap_or(WORKERS), resume).await
}

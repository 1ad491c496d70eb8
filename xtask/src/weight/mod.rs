//! `cargo xtask weight`: what the client costs those who build with it.
//!
//! Three consumers in `tests/consumers` do the same: one written by hand on an
//! HTTP client, one that generates, one that compiles the committed text. Their
//! graphs are counted and their cold builds are timed, side by side.

mod build;
mod consumer;
mod graph;
mod processor;
mod progress;
mod table;

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::Path;

use build::Cost;
use consumer::CONSUMERS;
use progress::Progress;
use table::Row;

use crate::exit::Exit;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How often each consumer is built; the table has the medians
    #[arg(long, value_name = "COUNT", default_value = "5")]
    runs: NonZeroUsize,
    /// Exit 1 when opting out of generation costs more than so many times the
    /// cold build of the client written by hand
    #[arg(long, value_name = "RATIO", default_value = "1.35")]
    limit: f64,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    build::fetch(root)?;
    let mut progress = Progress::new(arguments.runs.get() * CONSUMERS.len());
    let mut costs: [Vec<Cost>; CONSUMERS.len()] = Default::default();
    for round in 0..arguments.runs.get() {
        // Interleaved, and each round begins with another one: what else the
        // machine does falls on all of them alike.
        for turn in 0..CONSUMERS.len() {
            let index = (round + turn) % CONSUMERS.len();
            progress.says(CONSUMERS[index].package);
            costs[index].push(build::cold(root, CONSUMERS[index].package)?);
        }
    }
    progress.ends();
    let mut rows = Vec::new();
    for (consumer, costs) in CONSUMERS.iter().zip(&costs) {
        let crates = graph::crates(root, consumer.package)?.len();
        rows.push(Row { name: consumer.name, crates, cost: table::median(costs) });
    }
    table::write(&rows, arguments.runs.get(), out)?;
    let ratio = table::opting_out(&rows);
    // What is not a number is not within the limit.
    if ratio <= arguments.limit {
        return Ok(Exit::Fine);
    }
    writeln!(
        out,
        "\nopting out costs {ratio:.2} times the client written by hand; the limit is {}",
        arguments.limit
    )?;
    Ok(Exit::Findings)
}

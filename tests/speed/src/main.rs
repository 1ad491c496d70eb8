//! How fast listings are, against a client that one writes by hand, and the check that
//! the cost of a card does not grow.
//!
//! - `cargo run --release -p speed` compares, prints the tables, and writes them into
//!   `tests/speed/results.md`.
//! - `… -- check` compares the cost of a card with `tests/speed/budget.tsv`; exit status
//!   1 when one grew by more than 2 %, or when a listing takes more memory than it may.
//!   `… -- accept` writes that file.
//!
//! - `… -- serve CARDS` prints a URL and serves; `… -- list SUBJECT URL` lists once, for
//!   profilers.
//!
//! Allocations are counted everywhere, instructions where valgrind is installed. Neither
//! depends on how busy the machine is.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::allow_attributes,
    reason = "a program prints"
)]

mod gate;
mod hand_written;
mod instructions;
mod measure;
mod memory;
mod parquet;
mod server;
mod subject;
mod table;

use std::process::ExitCode;
use std::{env, fs};

use subject::Outcome;

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results.md");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => {
            let text = table::compare()?;
            print!("{text}");
            fs::write(RESULTS, text)?;
        }
        ["check"] => print!("{}", gate::check()?),
        ["accept"] => print!("{}", gate::accept()?),
        ["serve", cards] => server::serve_forever(cards.parse()?),
        ["list", subject, url] => table::list(subject, url)?,
        ["parquet", way, url] => println!("{} bytes", parquet::write(way, url)?),
        ["work", name, cards, url] => gate::work(name, cards.parse()?, url)?,
        _ => return Err("usage: speed [check | accept | serve CARDS | list SUBJECT URL]".into()),
    }
    Ok(())
}

//! `dintero-cards`: lists gift cards and credit notes from the terminal.

mod arguments;
mod conformance;
mod connection;
mod failure;
mod filters;
mod interruption;
mod list;
mod output;
mod report;
mod sandbox;
mod shell;
mod terminal;
mod token;
mod zone;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return arguments::refuse(&error),
    };
    let outcome = match arguments.command {
        Command::List(arguments) => list::run(arguments).await,
        Command::Report(arguments) => report::run(arguments).await,
        Command::Token(arguments) => token::run(arguments).await,
        Command::Sandbox(arguments) => sandbox::run(*arguments).await,
        Command::Conformance(arguments) => conformance::run(*arguments).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => report(&failure),
    }
}

fn report(failure: &Failure) -> ExitCode {
    // Standard error may be closed as well; the exit status still reports the failure.
    let _ = writeln!(io::stderr(), "error: {failure}");
    failure.exit_code()
}

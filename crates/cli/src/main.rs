//! `dintero-cards`: lists gift cards and credit notes from the terminal.

mod arguments;
mod config;
mod conformance;
mod connection;
mod customer;
mod export;
mod failure;
mod filters;
mod install;
mod interruption;
mod keyring;
mod list;
mod malformed;
mod output;
mod profile;
mod report;
mod sandbox;
mod shell;
mod show;
mod terminal;
mod token;
mod zone;

use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

#[tokio::main]
async fn main() -> ExitCode {
    let (command, profile) = match profile::apply(Arguments::command()) {
        Ok(applied) => applied,
        Err(failure) => return report(&failure),
    };
    let parsed = command.try_get_matches();
    let parsed = parsed.and_then(|matches| Ok((Arguments::from_arg_matches(&matches)?, matches)));
    let (arguments, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return arguments::refuse(&error),
    };
    terminal::set_level(arguments.quiet, arguments.verbose > 0);
    let outcome = run(arguments, &matches, profile.as_deref()).await;
    terminal::clear_progress();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => report(&failure),
    }
}

async fn run(
    arguments: Arguments,
    matches: &ArgMatches,
    profile: Option<&str>,
) -> Result<(), Failure> {
    match arguments.command {
        Command::List(list) => list::run(list).await,
        Command::Report(report) => report::run(report).await,
        Command::Show(show) => show::run(*show).await,
        Command::Customer(customer) => customer::run(customer).await,
        Command::Export(export) => export::run(export).await,
        Command::Token(token) => token::run(*token).await,
        Command::Profile(action) => profile::run(action),
        Command::Config(config) => {
            let matches = matches.subcommand().map_or(matches, |(_, matches)| matches);
            config::run(&config, matches, profile)
        }
        Command::Sandbox(sandbox) => sandbox::run(*sandbox, arguments.quiet).await,
        Command::Conformance(conformance) => conformance::run(*conformance).await,
        Command::Completions(shell) => install::completions(&shell, Arguments::command()),
        Command::Man(folder) => install::man(&folder, Arguments::command()),
    }
}

fn report(failure: &Failure) -> ExitCode {
    terminal::error(&failure.to_string());
    failure.exit_code()
}

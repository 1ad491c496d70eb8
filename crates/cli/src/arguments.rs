//! The arguments of the command, and how they are refused.

use std::env;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgAction, Parser, Subcommand};

use crate::failure::{STATUSES, USAGE};
use crate::{
    config, conformance, customer, export, install, list, profile, report, sandbox, show, terminal,
    token,
};

/// Heading of the flags that every command has.
const GENERAL: &str = "General";

const MONTH_END: &str = "\
The end of a month:
  The liability, in the time zone of the books:
    dintero-cards report --time-zone Europe/Oslo --out liability.xlsx
  An export, and what happened since the one of the month before:
    dintero-cards list --out november.ndjson
    dintero-cards report --roll-forward october.ndjson november.ndjson
  The cards that expire soon, and the cards of a customer, with their sums:
    dintero-cards list --expires-within 30d --sort expires_at
    dintero-cards customer customer-00001
  Every command has --help; --sandbox tries it with cards that are not real.";

/// Lists the gift cards and credit notes of a Dintero account.
///
/// Without an account of your own, try: dintero-cards list --sandbox
#[derive(Parser)]
#[command(name = "dintero-cards", version, max_term_width = 100, after_long_help = format!("{MONTH_END}\n\n{STATUSES}"))]
pub(crate) struct Arguments {
    /// Profile whose settings are used where neither a flag nor the environment gives one
    #[arg(
        long,
        global = true,
        help_heading = GENERAL,
        value_name = "NAME",
        env = "DINTERO_PROFILE",
        hide_env_values = true
    )]
    profile: Option<String>,
    /// Print neither notes nor progress; errors are printed
    #[arg(short, long, global = true, help_heading = GENERAL)]
    pub(crate) quiet: bool,
    /// Print a line for each page of a listing
    #[arg(short, long, global = true, help_heading = GENERAL, conflicts_with = "quiet",
          action = ArgAction::Count)]
    pub(crate) verbose: u8,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    List(Box<list::Arguments>),
    Report(Box<report::Arguments>),
    Show(Box<show::Arguments>),
    Customer(Box<customer::Arguments>),
    Export(Box<export::Arguments>),
    Token(Box<token::Arguments>),
    Profile(profile::Arguments),
    Config(Box<config::Arguments>),
    Sandbox(Box<sandbox::Arguments>),
    Conformance(Box<conformance::Arguments>),
    Completions(install::Completions),
    Man(install::Man),
}

/// Prints help and version to standard output, and a refusal as one line to standard
/// error.
pub(crate) fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(USAGE);
    }
    let text = error.render().to_string();
    // What is wrong, and what was meant: clap explains them in paragraphs.
    let is_shown = |part: &&str| !part.starts_with("Usage:") && !part.starts_with("For more");
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = text.split("\n\n").filter(is_shown).map(words).collect();
    let mut text = parts.join("; ");
    let apart = env::args_os().skip_while(|word| word != "--sandbox").nth(1);
    if let Some(cards) = apart.and_then(|word| word.to_str()?.parse::<usize>().ok()) {
        text.push_str(&format!("; tip: join the number to the flag: --sandbox={cards}"));
    }
    terminal::error(&format!("{}; --help says more", text.trim_start_matches("error: ")));
    ExitCode::from(USAGE)
}

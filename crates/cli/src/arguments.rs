//! The arguments of the command, and how they are refused.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::connection::help_with;
use crate::failure::{STATUSES, USAGE};
use crate::terminal::escaped;
use crate::{config, conformance, customer, install, list, profile, report, sandbox, show, token};

/// Heading of the flags that every command has.
const GENERAL: &str = "General";

/// Lists the gift cards and credit notes of a Dintero account.
///
/// Without an account of your own, try: dintero-cards list --sandbox
#[derive(Parser)]
#[command(name = "dintero-cards", version, max_term_width = 100, after_long_help = STATUSES)]
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
    /// Print what was requested
    #[arg(short, long, global = true, help_heading = GENERAL, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List cards
    #[command(after_long_help = help_with(list::EXAMPLES))]
    List(Box<list::Arguments>),
    #[command(after_long_help = help_with(report::EXAMPLES))]
    /// Report the outstanding liability, or reconcile two exports
    Report(Box<report::Arguments>),
    /// Show one card, field by field
    Show(Box<show::Arguments>),
    /// List the cards of a customer, with their sums
    Customer(Box<customer::Arguments>),
    /// Get an access token, and show what it allows
    Token(Box<token::Arguments>),
    /// Keep the settings of accounts
    Profile(profile::Arguments),
    /// Show the settings in force, and where they come from
    Config(Box<config::Arguments>),
    /// Serve a sandbox on this machine, with cards generated from a seed
    Sandbox(Box<sandbox::Arguments>),
    /// Check whether a server behaves as documented, and report how it behaves otherwise
    Conformance(Box<conformance::Arguments>),
    /// Print the completions of a shell
    Completions(install::Completions),
    /// Write the manual pages
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
    let _ = writeln!(io::stderr(), "{}; --help says more", escaped(&parts.join("; ")));
    ExitCode::from(USAGE)
}

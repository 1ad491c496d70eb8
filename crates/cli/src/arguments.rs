//! The arguments of the command, and how they are refused.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::failure::{STATUSES, USAGE};
use crate::terminal::escaped;
use crate::{conformance, list, report, sandbox, token};

/// Lists the gift cards and credit notes of a Dintero account.
///
/// Without an account of your own, try: dintero-cards list --sandbox
#[derive(Parser)]
#[command(name = "dintero-cards", version, max_term_width = 100, after_long_help = STATUSES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List cards
    List(Box<list::Arguments>),
    /// Report the outstanding liability, or reconcile two exports
    Report(Box<report::Arguments>),
    /// Print an access token
    Token(token::Arguments),
    /// Serve a sandbox on this machine, with cards generated from a seed
    Sandbox(Box<sandbox::Arguments>),
    /// Check whether a server behaves as documented, and report how it behaves otherwise
    Conformance(Box<conformance::Arguments>),
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

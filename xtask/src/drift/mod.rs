//! `cargo xtask drift`: whether the published documentation and our documents agree.
//!
//! The package `dintero-docs-drift` makes the comparison. This module handles files,
//! the environment, the network, and the exit status.

mod accept;
mod arguments;
mod assessment;
mod baseline;
mod check;
mod documents;
mod environment;
mod failure;
mod fetch;
mod file;
mod impact;
mod pages;
mod refresh;
mod rules;
mod show;
mod sources;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use dintero_docs_drift::ExitStatus;

pub(crate) use arguments::Arguments;
use arguments::Command;
use environment::Environment;
use failure::{Failure, Outcome};

/// Runs the command. Writes a failure to `err`.
pub(crate) fn run(
    root: &Path,
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let environment = Environment::read();
    let status = dispatch_with(root, arguments, &environment, out, err);
    ExitCode::from(status.code())
}

/// The context of every command.
struct Context<'a> {
    /// Folder of the workspace.
    root: &'a Path,
    environment: &'a Environment,
    /// Standard output: the requested text alone.
    out: &'a mut dyn Write,
    /// Standard error: everything else.
    err: &'a mut dyn Write,
}

fn dispatch_with(
    root: &Path,
    arguments: &Arguments,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitStatus {
    let mut context = Context { root, environment, out: &mut *out, err: &mut *err };
    let outcome = dispatch(&mut context, &arguments.command);
    match outcome {
        Ok(status) => status,
        Err(Failure(status, why)) => {
            let _ = writeln!(err, "error: {why}");
            let _ = writeln!(err, "exit {}: {}", status.code(), status);
            status
        }
    }
}

fn dispatch(context: &mut Context<'_>, command: &Command) -> Outcome<ExitStatus> {
    match command {
        Command::Check(arguments) => check::run(context, arguments),
        Command::Accept(arguments) => accept::run(context, arguments),
        Command::Baseline(arguments) => baseline::run(context, arguments),
        Command::Rules(arguments) => rules::list(context, arguments),
        Command::Explain(arguments) => rules::explain(context, arguments),
        Command::Show(arguments) => show::run(context, arguments),
        Command::Fetch(arguments) => refresh::run(context, arguments),
        Command::Locate(arguments) => refresh::locate(context, arguments),
        Command::Schema => rules::schema(context),
    }
}

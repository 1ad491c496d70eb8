//! `cargo xtask drift`: whether the published documentation and our documents
//! still say the same.
//!
//! The judgement is in the package `dintero-docs-drift`; here is what touches
//! the world: files, the environment, the network, and exit codes.

mod accept;
mod arguments;
mod assessment;
mod baseline;
mod check;
mod documents;
mod environment;
mod fetch;
mod file;
mod pages;
mod refresh;
mod show;
mod sources;
mod stop;
mod tell;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use dintero_docs_drift::Verdict;

pub(crate) use arguments::Arguments;
use arguments::Command;
use environment::Environment;
use stop::Outcome;

/// What every command works with.
struct Context<'a> {
    /// Folder of the workspace.
    root: &'a Path,
    environment: &'a Environment,
    /// What was asked for, and nothing else.
    out: &'a mut dyn Write,
    /// Everything else.
    err: &'a mut dyn Write,
}

/// Runs the command; says on `err` why it stopped, when it did.
pub(crate) fn run(
    root: &Path,
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let environment = Environment::read();
    let verdict = judged(root, arguments, &environment, out, err);
    ExitCode::from(verdict.code())
}

fn judged(
    root: &Path,
    arguments: &Arguments,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Verdict {
    let mut context = Context { root, environment, out: &mut *out, err: &mut *err };
    let outcome = dispatch(&mut context, &arguments.command);
    match outcome {
        Ok(verdict) => verdict,
        Err(stop) => {
            let verdict = stop.verdict();
            let _ = writeln!(err, "error: {stop}");
            let _ = writeln!(err, "exit {}: {}", verdict.code(), verdict.meaning());
            verdict
        }
    }
}

fn dispatch(context: &mut Context<'_>, command: &Command) -> Outcome<Verdict> {
    match command {
        Command::Check(arguments) => check::run(context, arguments),
        Command::Accept(arguments) => accept::run(context, arguments),
        Command::Baseline(arguments) => baseline::run(context, arguments),
        Command::Rules(arguments) => tell::rules(context, arguments),
        Command::Explain(arguments) => tell::explain(context, arguments),
        Command::Show(arguments) => show::run(context, arguments),
        Command::Fetch(arguments) => refresh::run(context, arguments),
        Command::Locate(arguments) => refresh::locate(context, arguments),
        Command::Schema => tell::schema(context),
    }
}

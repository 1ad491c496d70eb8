//! Runs a command.

use std::io::Write;
use std::process::ExitCode;

use dintero_docs_drift::ExitStatus;

use crate::arguments::{Arguments, Baseline, Command};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{accept, check, refresh, rules, show};

/// Runs a command. Writes a failure to `err`.
pub fn run(
    project: &Project<'_>,
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let project = project.with(&arguments.inputs);
    let site = arguments.inputs.site.as_deref();
    let mut context = Context::new(&project, site, &mut *out, &mut *err);
    let status =
        dispatch(&mut context, &arguments.command).unwrap_or_else(|Failure(status, why)| {
            let _ = writeln!(err, "error: {why}");
            let _ = writeln!(err, "exit {}: {}", status.code(), status);
            status
        });
    ExitCode::from(status.code())
}

fn dispatch(context: &mut Context<'_>, command: &Command) -> Outcome<ExitStatus> {
    match command {
        Command::Check(arguments) => check::run(context, arguments),
        Command::Accept(arguments) => accept::run(context, arguments),
        Command::Baseline(Baseline::Prune { baseline, sources }) => {
            accept::prune(context, baseline, sources)
        }
        Command::Rules => rules::list(context),
        Command::Explain { rule } => rules::explain(context, rule),
        Command::Show(arguments) => show::run(context, arguments),
        Command::Fetch(arguments) => refresh::run(context, arguments),
        Command::Locate => refresh::locate(context),
        Command::Schema => rules::schema(context),
    }
}

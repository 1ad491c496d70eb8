//! The development commands of the workspace: `cargo xtask <command>`.
//!
//! This package depends on neither the generated client nor its users, so that
//! regeneration runs while the generated code does not compile.

mod cargo;
mod drift;
mod exit;
mod package;
mod regen;
mod release;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use docs_drift::IgnoreBrokenPipe;

use crate::exit::Failure;

/// The end of `--help`: the meaning of each [`Exit`](crate::exit::Exit).
const EXIT_STATUS: &str = "\
Exit status: 0 everything is fresh or every check holds, 1 something is stale or a check fails, \
2 wrong usage, 3 a file or a program is missing or fails, 5 a document is not valid. \
`cargo xtask drift --help` lists its own.";

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, version, after_help = EXIT_STATUS)]
/// Development commands of the workspace
struct Arguments {
    /// Folder of the workspace
    #[arg(long, global = true, value_name = "DIR", default_value_os_t = workspace())]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(visible_alias = "codegen")]
    Regen(regen::Arguments),
    Drift(docs_drift::Arguments),
    Package(package::Arguments),
    Release(release::Arguments),
}

fn main() -> ExitCode {
    let Arguments { root, command } = Arguments::parse();
    let mut out = IgnoreBrokenPipe(io::stdout().lock());
    let outcome = match command {
        Command::Regen(arguments) => regen::run(&root, &arguments, &mut out),
        Command::Package(arguments) => package::run(&root, &arguments, &mut out),
        Command::Release(arguments) => release::run(&root, &arguments, &mut out),
        Command::Drift(arguments) => return drift::run(&root, &arguments, &mut out),
    };
    let exit = outcome.unwrap_or_else(|Failure(exit, why)| {
        let _ = writeln!(io::stderr(), "error: {why}");
        exit
    });
    ExitCode::from(exit as u8)
}

fn workspace() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().map_or(package.clone(), PathBuf::from)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step ends the test")]

    use clap::CommandFactory as _;
    use dintero_docs_drift::ExitStatus;

    use super::Arguments;
    use crate::exit::Exit;

    fn is_explained(help: &str, code: u8) -> bool {
        let words = help.split_once("Exit status:").unwrap().1.split([' ', '\n']);
        words.into_iter().any(|word| word == code.to_string())
    }

    #[test]
    fn help_explains_each_exit_status() {
        let mut command = Arguments::command();
        let help = command.render_long_help().to_string();
        for exit in [Exit::Fine, Exit::Findings, Exit::Unavailable, Exit::InvalidDocument] {
            assert!(is_explained(&help, exit as u8), "{exit:?}: {help}");
        }
        let drift = command.find_subcommand_mut("drift").unwrap();
        let help = drift.render_long_help().to_string();
        for status in ExitStatus::ALL {
            assert!(is_explained(&help, status.code()), "{status:?}: {help}");
        }
    }
}

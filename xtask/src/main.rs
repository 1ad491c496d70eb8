//! The development commands of the workspace: `cargo xtask <command>`.
//!
//! This package depends on neither the generated client nor what is built on
//! it, so that regeneration runs while generated code is broken.

mod cargo;
mod drift;
mod exit;
mod package;
mod regen;
mod release_check;
mod told;
mod walls;
mod weight;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::exit::Exit;
use crate::told::Told;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, version)]
/// Development commands of the workspace
struct Arguments {
    /// Folder of the workspace to work on
    #[arg(long, global = true, value_name = "DIR", default_value_os_t = workspace())]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write what is made from the documents, and say what their change means
    #[command(visible_alias = "codegen")]
    Regen(regen::Arguments),
    /// Make what is unreleased a version, if it is large enough for the verdict
    Release(regen::release::Arguments),
    /// Check the dependencies that no package may have
    Walls,
    /// Measure what the client costs those who build with it
    Weight(weight::Arguments),
    /// Watch the published documentation for differences from the documents
    Drift(drift::Arguments),
    Package(package::Arguments),
    ReleaseCheck(release_check::Arguments),
}

fn main() -> ExitCode {
    let Arguments { root, command } = Arguments::parse();
    let mut out = Told(io::stdout().lock());
    let outcome = match command {
        Command::Regen(arguments) => regen::run(&root, &arguments, &mut out),
        Command::Release(arguments) => regen::release::run(&root, &arguments, &mut out),
        Command::Walls => walls::run(&root, &mut out),
        Command::Weight(arguments) => weight::run(&root, &arguments, &mut out),
        Command::Package(arguments) => package::run(&root, &arguments, &mut out),
        Command::ReleaseCheck(arguments) => release_check::run(&root, &arguments, &mut out),
        Command::Drift(arguments) => {
            return drift::run(&root, &arguments, &mut out, &mut io::stderr());
        }
    };
    let exit = outcome.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "error: {error}");
        Exit::Unavailable
    });
    ExitCode::from(exit as u8)
}

fn workspace() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().map_or(package.clone(), PathBuf::from)
}

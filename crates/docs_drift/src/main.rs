//! The program `docs-drift`.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use docs_drift::{Arguments, IgnoreBrokenPipe, Project};

/// Compare the published documentation of an operation with an OpenAPI document
#[derive(Parser)]
#[command(name = "docs-drift", version)]
struct Program {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    let Program { arguments } = Program::parse();
    let mut out = IgnoreBrokenPipe(io::stdout().lock());
    docs_drift::run(&Project::default(), &arguments, &mut out, &mut io::stderr())
}

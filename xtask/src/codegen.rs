//! `cargo xtask codegen`: the committed text of the client.
//!
//! Writing and checking are one path with two endings, so they cannot disagree.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dintero_cards_codegen::{generate, module_name};
use dintero_cards_openapi::{DOCUMENTS, Source};
use similar::TextDiff;

use crate::exit::Exit;

/// Where the generated text is committed.
const FOLDER: &str = "crates/client/src/generated";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Change nothing; exit 1 with a diff when the committed text is stale
    #[arg(long)]
    check: bool,
}

/// A committed file, as it is and as it should be.
struct Output {
    path: PathBuf,
    committed: String,
    generated: String,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    let mut outputs = Vec::new();
    let mut invalid = false;
    for document in DOCUMENTS {
        let path = root.join(document.file);
        let text = fs::read_to_string(&path).map_err(|error| named(&path, &error))?;
        match generate(Source { file: document.file, text: &text }) {
            Ok(generated) => outputs.push(output(root, document.file, generated)?),
            Err(error) => {
                invalid = true;
                writeln!(io::stderr(), "error: {error}")?;
            }
        }
    }
    // Nothing is written unless everything can be.
    if invalid {
        return Ok(Exit::InvalidDocument);
    }
    if arguments.check { check(&outputs, out) } else { write(root, &outputs, out) }
}

fn output(root: &Path, document: &str, generated: String) -> io::Result<Output> {
    let path = Path::new(FOLDER).join(module_name(document)).with_extension("rs");
    let committed = match fs::read_to_string(root.join(&path)) {
        Ok(text) => text.replace("\r\n", "\n"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(named(&path, &error)),
    };
    Ok(Output { path, committed, generated })
}

fn check(outputs: &[Output], out: &mut dyn Write) -> io::Result<Exit> {
    let mut exit = Exit::Fine;
    for Output { path, committed, generated } in outputs {
        let path = path.display();
        if committed == generated {
            writeln!(out, "fresh {path}")?;
            continue;
        }
        exit = Exit::Findings;
        let diff = TextDiff::from_lines(committed.as_str(), generated.as_str());
        let committed = format!("{path} (committed)");
        let generated = format!("{path} (generated)");
        write!(out, "{}", diff.unified_diff().header(&committed, &generated))?;
        writeln!(out, "stale {path}")?;
    }
    if exit == Exit::Findings {
        writeln!(out, "run `cargo xtask codegen` and commit what it writes")?;
    }
    Ok(exit)
}

fn write(root: &Path, outputs: &[Output], out: &mut dyn Write) -> io::Result<Exit> {
    for Output { path, committed, generated } in outputs {
        if committed == generated {
            writeln!(out, "fresh {}", path.display())?;
            continue;
        }
        replace(&root.join(path), generated).map_err(|error| named(path, &error))?;
        writeln!(out, "wrote {}", path.display())?;
    }
    Ok(Exit::Fine)
}

/// Replaces a file in one step: a reader sees the old text or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = path.with_extension("rs.new");
    fs::write(&new, text)?;
    fs::rename(&new, path)
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

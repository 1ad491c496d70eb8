//! The snapshots of the JSON Schemas, and of how they differ from the documents:
//! only compiled types can give them.
//!
//! Each carries the digest of the document that it came from, so that a stale
//! one is seen without compiling anything.

use std::env;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use dintero_cards_openapi::{Document, Source};

use super::output::{Output, committed, named};
use super::text::Generated;
use crate::cargo::cargo;

/// Where they are committed.
const FOLDER: &str = "crates/client/tests/it/snapshots";
/// The tests that write them.
const TESTS: [&str; 2] = ["schemas::", "derived_schemas::types_differ"];
/// Lines of the compiler's answer that are shown when it fails.
const MOST_LINES: usize = 40;

/// Those that came from another text of their document.
pub(super) fn stale(root: &Path, generated: &Generated) -> io::Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    for path in listed(root)? {
        let text = committed(root, &path)?;
        let is_fresh = generated.0.iter().any(|made| {
            let document = Document::parse(Source { file: made.file, text: &made.document });
            document.is_ok_and(|document| {
                text.contains(&format!("description: {} {}\n", made.file, document.digest()))
            })
        });
        if !is_fresh {
            stale.push(path);
        }
    }
    Ok(stale)
}

fn listed(root: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(root.join(FOLDER)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(named(Path::new(FOLDER), &error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".snap") {
            paths.push(Path::new(FOLDER).join(name));
        }
    }
    paths.sort();
    Ok(paths)
}

/// Compiles the client from the documents as they are, in a folder of its own,
/// and gives its snapshots; or what cargo said when it could not.
pub(super) fn compiled(root: &Path) -> io::Result<Result<Vec<Output>, String>> {
    let mut err = io::stderr();
    if err.is_terminal() {
        writeln!(err, "compiling the client for its JSON Schemas…")?;
    }
    let scratch = env::temp_dir().join(format!("regen-schemas-{}", std::process::id()));
    let given = run(root, &scratch);
    let outputs = match given {
        Ok(Ok(())) => outputs(root, &scratch).map(Ok),
        Ok(Err(problem)) => Ok(Err(problem)),
        Err(error) => Err(error),
    };
    let _ = fs::remove_dir_all(&scratch);
    outputs
}

fn run(root: &Path, scratch: &Path) -> io::Result<Result<(), String>> {
    fs::create_dir_all(scratch.join(FOLDER)).map_err(|error| named(scratch, &error))?;
    let output = cargo(root)
        .args(["test", "--quiet", "--package", "dintero-cards-client", "--features", "schemars"])
        .args(["--test", "it", "--"])
        .args(TESTS)
        .env("INSTA_UPDATE", "always")
        .env("INSTA_WORKSPACE_ROOT", scratch)
        .output()?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    let is_news = |line: &&str| !line.starts_with("updated snapshot ") && !line.is_empty();
    let lines: Vec<&str> = said.lines().filter(is_news).take(MOST_LINES).collect();
    Ok(Err(lines.join("\n")))
}

fn outputs(root: &Path, scratch: &Path) -> io::Result<Vec<Output>> {
    let mut outputs = Vec::new();
    for path in listed(scratch)? {
        let wanted = committed(scratch, &path)?;
        outputs.push(Output::new(root, path, wanted)?);
    }
    Ok(outputs)
}

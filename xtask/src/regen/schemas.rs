//! The snapshots of the JSON Schemas, and of their differences from the documents.
//! They need compiled types.
//!
//! Each snapshot has the digest of its document, so that a stale one is found
//! without compiling anything.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use dintero_cards_openapi::{Document, Source};

use super::output::{Output, committed, named};
use super::text::Generated;
use crate::cargo::cargo;

/// The folder of the snapshots.
const FOLDER: &str = "crates/client/tests/it/snapshots";
/// The tests that write the snapshots.
const TESTS: [&str; 2] = ["schemas::", "derived_schemas::types_differ"];
/// Lines of the compiler's output that are shown when it fails.
const MAX_LINES: usize = 40;

/// Returns the snapshots of documents that have another text now. Only their line
/// with the digest is known before the client is compiled; the snapshot of no
/// document should be empty.
pub(super) fn stale(root: &Path, generated: &Generated) -> io::Result<Vec<Output>> {
    let mut stale = Vec::new();
    for path in listed(root)? {
        let mut output = Output::new(root, path, String::new())?;
        let lines = output.committed.split_inclusive('\n').map(|line| {
            let named = line.strip_prefix("description: ").and_then(|rest| rest.split_once(' '));
            let of =
                generated.0.iter().find(|one| Some(one.file) == named.map(|(file, _)| file))?;
            let document = Document::parse(Source { file: of.file, text: &of.document }).ok()?;
            Some((line, format!("description: {} {}\n", of.file, document.digest())))
        });
        if let Some((line, wanted)) = lines.flatten().next() {
            output.wanted = output.committed.replacen(line, &wanted, 1);
        }
        if !output.is_fresh() {
            stale.push(output);
        }
    }
    Ok(stale)
}

/// Compiles the client from the documents, in a folder of its own, and returns
/// its snapshots; or the message of cargo if it does not compile.
pub(super) fn compiled(root: &Path) -> io::Result<Result<Vec<Output>, String>> {
    let mut err = io::stderr();
    if err.is_terminal() {
        writeln!(err, "compiling the client for its JSON Schemas\u{2026}")?;
    }
    let scratch = tempfile::tempdir()?;
    let scratch = scratch.path();
    fs::create_dir_all(scratch.join(FOLDER)).map_err(|error| named(scratch, &error))?;
    let output = cargo(root)
        .args(["test", "--quiet", "--package", "dintero-cards-client", "--features", "schemars"])
        .args(["--test", "it", "--"])
        .args(TESTS)
        .env("INSTA_UPDATE", "always")
        .env("INSTA_WORKSPACE_ROOT", scratch)
        .output()?;
    if !output.status.success() {
        let text = [output.stderr, output.stdout].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        let is_news = |line: &&str| !line.starts_with("updated snapshot ") && !line.is_empty();
        let lines: Vec<&str> = text.lines().filter(is_news).take(MAX_LINES).collect();
        return Ok(Err(lines.join("\n")));
    }
    let output = |path: PathBuf| {
        let wanted = committed(scratch, &path)?;
        Output::new(root, path, wanted)
    };
    listed(scratch)?.into_iter().map(output).collect::<io::Result<_>>().map(Ok)
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

//! The documents of the workspace.

use std::fs;
use std::path::Path;

use dintero_cards_openapi::Source;
use dintero_docs_drift::{ExitStatus, Ours};

use super::failure::{Failure, Outcome};

/// Folder of the documents.
const FOLDER: &str = "openapi";

/// Reads every operation of every document, sorted by file.
pub(super) fn read(root: &Path) -> Outcome<Vec<Ours>> {
    let folder = root.join(FOLDER);
    let listed = fs::read_dir(&folder)
        .map_err(|error| Failure(ExitStatus::Document, format!("{}: {error}", folder.display())))?;
    let mut names: Vec<String> = listed
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    let mut operations = Vec::new();
    for name in names {
        let file = format!("{FOLDER}/{name}");
        let text = fs::read_to_string(root.join(&file))
            .map_err(|error| Failure(ExitStatus::Document, format!("{file}: {error}")))?;
        let read = Ours::read(Source { file: &file, text: &text });
        operations.extend(read.map_err(|error| Failure(ExitStatus::Document, error.to_string()))?);
    }
    if operations.is_empty() {
        return Err(Failure(ExitStatus::Document, format!("{FOLDER}: there is no document")));
    }
    Ok(operations)
}

//! The documents, and the operations of them that are compared.

use std::fs;
use std::path::Path;

use dintero_cards_openapi::Source;
use dintero_docs_drift::document::Unreadable;
use dintero_docs_drift::{ExitStatus, Ours, sanitise};

use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::file;

/// Most operations that an error lists; more do not fit on a screen.
const MAX_LISTED: usize = 20;

/// Reads every operation of every document, sorted by file.
pub(crate) fn read(context: &Context<'_>) -> Outcome<Vec<Ours>> {
    let project = context.project;
    if project.documents.is_empty() {
        return Err(Failure::usage("give --document FILE: the OpenAPI document to compare"));
    }
    let mut files = Vec::new();
    for path in &project.documents {
        if project.root.join(path).is_dir() {
            let listed = file::listed(&project.root.join(path), &["yaml", "yml", "json"]);
            let listed = listed.map_err(Failure::of(ExitStatus::Document, path.display()))?;
            files.extend(listed.iter().filter_map(|file| Some(path.join(file.file_name()?))));
        } else {
            files.push(path.clone());
        }
    }
    let mut operations = Vec::new();
    for path in files {
        let file = name(&path);
        let text = fs::read_to_string(project.root.join(&path))
            .map_err(Failure::of(ExitStatus::Document, &file))?;
        let read = Ours::read(Source { file: &file, text: &text });
        let invalid = |error: Unreadable| Failure(ExitStatus::Document, error.to_string());
        operations.extend(read.map_err(invalid)?);
    }
    if operations.is_empty() {
        let names: Vec<String> = project.documents.iter().map(|path| name(path)).collect();
        let why = format!("{}: there is no operation", names.join(", "));
        return Err(Failure(ExitStatus::Document, why));
    }
    Ok(operations)
}

/// Returns the operations to compare: those that the project names, or every one.
pub(crate) fn chosen<'a>(context: &Context<'_>, all: &'a [Ours]) -> Outcome<Vec<&'a Ours>> {
    let Some(wanted) = &context.project.operation else { return Ok(all.iter().collect()) };
    let chosen: Vec<&Ours> = all.iter().filter(|one| one.is_named(wanted)).collect();
    if chosen.is_empty() {
        let keys = all.iter().take(MAX_LISTED).map(|one| sanitise::line(&one.key()));
        let more = if all.len() > MAX_LISTED { ", \u{2026}" } else { "" };
        let keys = keys.collect::<Vec<_>>().join(", ");
        let wanted = sanitise::line(wanted);
        return Err(Failure::usage(format!("no operation is {wanted}; there are {keys}{more}")));
    }
    Ok(chosen)
}

/// Returns the name of a document in reports, which annotations use as its path.
fn name(path: &Path) -> String {
    let name = path.display().to_string().replace('\\', "/");
    name.strip_prefix("./").map_or(name.clone(), str::to_owned)
}

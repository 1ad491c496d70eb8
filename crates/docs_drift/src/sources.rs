//! The sources of pages: files, committed snapshots, or the network.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{ExitStatus, Ours, Published, Snapshot, Source, page};

use crate::arguments::Sources;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::fetch;
use crate::file;
use crate::pages::Pages;

/// The most files of a folder that are read: more is a folder by mistake.
const MAX_FILES: usize = 200;

pub(crate) fn read(context: &mut Context<'_>, ours: &[&Ours], from: &Sources) -> Outcome<Pages> {
    if from.fetch {
        fetch::pages(context, ours, from.source)
    } else if from.page.is_empty() {
        snapshots(context, from.source)
    } else {
        given(context, &from.page, from.source)
    }
}

/// Reads pages from addresses, files, folders and standard input.
fn given(context: &mut Context<'_>, paths: &[PathBuf], form: Option<Form>) -> Outcome<Pages> {
    let mut pages = Pages::default();
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::usage("standard input can be read once: give --page - once"));
    }
    for path in paths {
        if path.as_os_str() == "-" {
            let bytes = file::bounded(io::stdin().lock(), page::MAX_BYTES, "standard input")?;
            add(&mut pages, "standard input", &bytes, form);
        } else if let Some(url) = path.to_str().filter(|path| path.contains("://")) {
            fetch::page(context, url, form, &mut pages)?;
        } else if path.is_dir() {
            for path in folder(path)? {
                one(&mut pages, &path, form)?;
            }
        } else {
            one(&mut pages, path, form)?;
        }
    }
    Ok(pages)
}

fn snapshot_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    Ok(files)
}

fn folder(path: &Path) -> Outcome<Vec<PathBuf>> {
    let named =
        |error: io::Error| Failure(ExitStatus::Unavailable, format!("{}: {error}", path.display()));
    let mut files: Vec<PathBuf> = fs::read_dir(path)
        .map_err(named)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let extension = path.extension().and_then(|extension| extension.to_str());
            path.is_file() && matches!(extension, Some("md" | "txt" | "yaml" | "yml" | "json"))
        })
        .collect();
    files.sort();
    files.truncate(MAX_FILES);
    if files.is_empty() {
        return Err(Failure(
            ExitStatus::Unavailable,
            format!("{}: the folder has no page", path.display()),
        ));
    }
    Ok(files)
}

fn one(pages: &mut Pages, path: &Path, form: Option<Form>) -> Outcome<()> {
    let name = path.display().to_string();
    let file = File::open(path)
        .map_err(|error| Failure(ExitStatus::Unavailable, format!("{name}: {error}")))?;
    let bytes = file::bounded(file, page::MAX_BYTES, &name)?;
    add(pages, &name, &bytes, form);
    Ok(())
}

fn add(pages: &mut Pages, name: &str, bytes: &[u8], form: Option<Form>) {
    let source = Source { name: name.to_owned(), ..Source::default() };
    pages.add(source, bytes, form);
}

/// Reads the committed snapshots.
fn snapshots(context: &Context<'_>, form: Option<Form>) -> Outcome<Pages> {
    let project = context.project;
    let Some(folder) = &project.snapshots else {
        return Err(Failure::usage("give --page, --fetch or --snapshots: what to compare with"));
    };
    let mut pages = Pages::default();
    for path in snapshot_files(&project.root.join(folder))? {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path)
            .map_err(|error| Failure(ExitStatus::Unreadable, format!("{name}: {error}")))?;
        let snapshot = Snapshot::parse(&text)
            .map_err(|error| Failure(ExitStatus::Unreadable, format!("{name}: {error}")))?;
        if form.is_none_or(|form| form == snapshot.form()) {
            pages.published.push(Published::of_snapshot(snapshot));
        }
    }
    if pages.published.is_empty() {
        pages.unavailable.push(format!(
            "there is no snapshot in {}; `{} fetch --write` makes one",
            folder.display(),
            project.hints.command,
        ));
    }
    Ok(pages)
}

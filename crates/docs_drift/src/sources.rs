//! The sources of pages: files, committed snapshots, or the network.

use std::fs::{self, File};
use std::io::{self, Read};
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
            add(&mut pages, "standard input", io::stdin().lock(), form)?;
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

fn folder(path: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |why: String| Failure::of(ExitStatus::Unavailable, path.display())(why);
    let files = file::listed(path, &["md", "txt", "yaml", "yml", "json"]);
    let mut files = files.map_err(|error| failed(error.to_string()))?;
    files.truncate(MAX_FILES);
    if files.is_empty() { Err(failed("the folder has no page".to_owned())) } else { Ok(files) }
}

fn one(pages: &mut Pages, path: &Path, form: Option<Form>) -> Outcome<()> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(Failure::of(ExitStatus::Unavailable, &name))?;
    add(pages, &name, file, form)
}

fn add(pages: &mut Pages, name: &str, from: impl Read, form: Option<Form>) -> Outcome<()> {
    let bytes = file::bounded(from, page::MAX_BYTES, name)?;
    pages.add(Source { name: name.to_owned(), ..Source::default() }, &bytes, form);
    Ok(())
}

/// Reads the committed snapshots.
fn snapshots(context: &Context<'_>, form: Option<Form>) -> Outcome<Pages> {
    let project = context.project;
    let Some(folder) = &project.snapshots else {
        return Err(Failure::usage("give --page, --fetch or --snapshots: what to compare with"));
    };
    let mut pages = Pages::default();
    let path = project.root.join(folder);
    let files = if path.is_dir() { file::listed(&path, &["json"])? } else { Vec::new() };
    for path in files {
        let name = path.display();
        let text = fs::read_to_string(&path).map_err(Failure::of(ExitStatus::Unreadable, &name))?;
        let snapshot =
            Snapshot::parse(&text).map_err(Failure::of(ExitStatus::Unreadable, &name))?;
        if form.is_none_or(|form| form == snapshot.contract.form) {
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

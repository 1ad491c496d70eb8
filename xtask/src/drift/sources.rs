//! Pages: given, committed as snapshots, or fetched.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Page, Published, Snapshot, Source, page, sanitise};

use super::Context;
use super::arguments::Sources;
use super::fetch;
use super::file;
use super::stop::{Outcome, Stop};

/// Folder of the committed snapshots.
pub(super) const SNAPSHOTS: &str = "openapi/upstream";

/// Files of a folder that are looked at.
const MAX_FILES: usize = 200;

/// Pages with what went wrong on the way.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) published: Vec<Published>,
    /// Pages that could not be had.
    pub(super) unavailable: Vec<String>,
    /// Pages that could not be read.
    pub(super) unreadable: Vec<String>,
}

pub(super) fn read(context: &mut Context<'_>, ours: &[Ours], from: &Sources) -> Outcome<Pages> {
    let pages = if from.fetch {
        fetch::pages(context, ours, from.source, from.site.as_deref())?
    } else if from.from.is_empty() {
        snapshots(context.root, from.source.form())?
    } else {
        given(&from.from, from.source.form())?
    };
    Ok(pages)
}

/// Pages from files, folders and standard input.
pub(super) fn given(paths: &[PathBuf], form: Option<Form>) -> Outcome<Pages> {
    let mut pages = Pages::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let bytes = file::bounded(io::stdin().lock(), page::MAX_BYTES, "standard input")?;
            add(&mut pages, "standard input", &bytes, form);
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
    let named = |error: io::Error| Stop::Unavailable(format!("{}: {error}", path.display()));
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
        return Err(Stop::Unavailable(format!("{}: there is no page in it", path.display())));
    }
    Ok(files)
}

fn one(pages: &mut Pages, path: &Path, form: Option<Form>) -> Outcome<()> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Stop::Unavailable(format!("{name}: {error}")))?;
    let bytes = file::bounded(file, page::MAX_BYTES, &name)?;
    add(pages, &name, &bytes, form);
    Ok(())
}

fn add(pages: &mut Pages, name: &str, bytes: &[u8], form: Option<Form>) {
    let source = Source { name: name.to_owned(), ..Source::default() };
    add_from(pages, source, bytes, form);
}

/// Adds a page whose source is known; what cannot be read is noted.
pub(super) fn add_from(pages: &mut Pages, mut source: Source, bytes: &[u8], form: Option<Form>) {
    match Page::read(&source.name, bytes, form) {
        Ok(page) => {
            source.sha256.clone_from(&page.digest);
            let text = String::from_utf8_lossy(bytes);
            pages.published.extend(Published::of_page(page, &source, &text));
        }
        Err(error) => pages.unreadable.push(sanitise::line(&error.to_string())),
    }
}

/// The committed snapshots.
fn snapshots(root: &Path, form: Option<Form>) -> Outcome<Pages> {
    let mut pages = Pages::default();
    for path in snapshot_files(root)? {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path)
            .map_err(|error| Stop::Unreadable(format!("{name}: {error}")))?;
        let snapshot =
            Snapshot::parse(&text).map_err(|error| Stop::Unreadable(format!("{name}: {error}")))?;
        if form.is_none_or(|form| form == snapshot.form()) {
            pages.published.push(Published::of_snapshot(snapshot));
        }
    }
    if pages.published.is_empty() {
        pages.unavailable.push(format!(
            "there is no snapshot in {SNAPSHOTS}; `cargo xtask drift fetch --write` makes one"
        ));
    }
    Ok(pages)
}

pub(super) fn snapshot_files(root: &Path) -> Outcome<Vec<PathBuf>> {
    let folder = root.join(SNAPSHOTS);
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

/// Says what went wrong on the way to the pages.
pub(super) fn complain(pages: &Pages, err: &mut dyn Write) -> io::Result<()> {
    for why in pages.unavailable.iter().chain(&pages.unreadable) {
        writeln!(err, "warning: {why}")?;
    }
    Ok(())
}

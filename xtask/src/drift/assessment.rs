//! The assessment of pages: documents, pages and baseline in one report.

use std::fs;
use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;
use dintero_docs_drift::baseline::{self, Baseline};
use dintero_docs_drift::{ExitStatus, Ours, Report, assess};

use super::Context;
use super::arguments::{BaselineFile, Sources};
use super::failure::{Failure, Outcome};
use super::{documents, sources};

/// A report with its documents and its baseline.
pub(super) struct Assessment {
    pub(super) ours: Vec<Ours>,
    pub(super) report: Report,
    pub(super) baseline: Baseline,
    pub(super) path: PathBuf,
    pub(super) today: NaiveDate,
}

pub(super) fn make(
    context: &mut Context<'_>,
    from: &Sources,
    file: Option<&BaselineFile>,
) -> Outcome<Assessment> {
    let ours = documents::read(context.root)?;
    // An invalid baseline is reported before anything is fetched.
    let (path, baseline) = match file {
        Some(file) => read(context, file)?,
        None => (PathBuf::new(), Baseline::default()),
    };
    let today = file.and_then(|file| file.today).unwrap_or(context.environment.today);
    let pages = sources::read(context, &ours, from)?;
    let mut report = assess(&ours, &pages.published, from.min_coverage);
    report.unavailable = pages.unavailable;
    report.unreadable.extend(pages.unreadable);
    baseline::apply(&baseline, &mut report, today);
    Ok(Assessment { ours, report, baseline, path, today })
}

/// Reads the baseline. A missing file is an empty baseline.
pub(super) fn read(context: &Context<'_>, file: &BaselineFile) -> Outcome<(PathBuf, Baseline)> {
    if file.baseline.as_os_str() == "-" {
        return Err(Failure::usage("--baseline needs a file, and not -"));
    }
    let path = context.root.join(&file.baseline);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(Failure(ExitStatus::Baseline, format!("{}: {error}", path.display())));
        }
    };
    let baseline = Baseline::parse(&text).map_err(|error| {
        Failure(ExitStatus::Baseline, format!("{}: {error}", file.baseline.display()))
    })?;
    Ok((path, baseline))
}

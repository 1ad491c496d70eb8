//! The assessment of pages: documents, pages and baseline in one report.

use std::fs;
use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;
use dintero_docs_drift::baseline::{self, Baseline};
use dintero_docs_drift::{ExitStatus, Ours, Report, assess};

use crate::arguments::{BaselineFile, Sources};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::{documents, sources};

/// A report with its documents and its baseline.
pub(crate) struct Assessment {
    pub(crate) ours: Vec<Ours>,
    pub(crate) report: Report,
    pub(crate) baseline: Baseline,
    pub(crate) path: PathBuf,
    pub(crate) today: NaiveDate,
}

pub(crate) fn make(
    context: &mut Context<'_>,
    from: &Sources,
    file: Option<&BaselineFile>,
) -> Outcome<Assessment> {
    let ours = documents::read(context)?;
    let chosen = documents::chosen(context, &ours)?;
    // An invalid baseline is reported before anything is fetched.
    let (path, baseline) = match file {
        Some(file) => read(context, file)?,
        None => (PathBuf::new(), Baseline::default()),
    };
    let today = file.and_then(|file| file.today).unwrap_or(context.today);
    let pages = sources::read(context, &chosen, from)?;
    let mut report = assess(&ours, &pages.published, from.min_coverage);
    report.unavailable = pages.unavailable;
    report.unreadable.extend(pages.unreadable);
    baseline::apply(&baseline, &mut report, today);
    only(&chosen, &mut report, &baseline);
    Ok(Assessment { ours, report, baseline, path, today })
}

/// Removes what is not about the chosen operations.
fn only(chosen: &[&Ours], report: &mut Report, baseline: &Baseline) {
    let keys: Vec<String> = chosen.iter().map(|one| one.key()).collect();
    let is_one = |key: &String| keys.contains(key);
    let had_pages = !report.comparisons.is_empty();
    report.comparisons.retain(|one| is_one(&one.operation));
    report.not_compared.retain(|one| is_one(&one.operation));
    report.baseline.retain(|fault| {
        baseline.find(&fault.fingerprint).is_none_or(|entry| is_one(&entry.operation))
    });
    if had_pages && report.comparisons.is_empty() {
        report.unreadable.push(format!("no page is about {}", keys.join(", ")));
    }
}

/// Reads the baseline. A missing file is an empty baseline.
pub(crate) fn read(context: &Context<'_>, file: &BaselineFile) -> Outcome<(PathBuf, Baseline)> {
    let name = file.baseline.as_ref().unwrap_or(&context.project.baseline);
    if name.as_os_str() == "-" {
        return Err(Failure::usage("--baseline needs a file, and not -"));
    }
    let path = context.project.root.join(name);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::of(ExitStatus::Baseline, path.display())(error)),
    };
    let baseline =
        Baseline::parse(&text).map_err(Failure::of(ExitStatus::Baseline, name.display()))?;
    Ok((path, baseline))
}

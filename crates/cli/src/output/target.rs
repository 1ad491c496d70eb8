//! Where an output goes, and in which format.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::sink::folder_of;
use super::{Dialect, Sink};
use crate::failure::Failure;
use crate::terminal::Screen;

#[derive(clap::Args)]
pub(crate) struct Target {
    /// Write to a file, which only its owner can read, and which appears when it is complete
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Dialect of CSV: excel is for spreadsheets, which run cells that begin with =, +, - or
    /// @ as formulas unless an apostrophe precedes them, and read amounts with a comma
    #[arg(long, value_name = "DIALECT", default_value = "plain", hide_possible_values = true)]
    pub(crate) csv: Dialect,
}

impl Target {
    /// Returns the format that is meant: the named one, or that of the ending of the file,
    /// or CSV for a dialect of it, or a table.
    pub(crate) fn format<F: ValueEnum + PartialEq>(&self, named: Option<F>) -> Result<F, Failure> {
        let refuse = |what: &str| Failure::Usage(what.to_owned());
        let of = |name: &str| F::from_str(name, true).ok();
        let is_excel = self.csv == Dialect::Excel;
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
        let format = named.or_else(|| match ending {
            Some("txt") => of("table"),
            Some(ending) => of(ending),
            None => of(if is_excel { "csv" } else { "table" }),
        });
        let format = format.ok_or_else(|| {
            let formats = F::value_variants().iter().filter_map(F::to_possible_value);
            let names: Vec<_> = formats.map(|format| format.get_name().to_owned()).collect();
            let what = "--out: the ending of the file is not that of a format; end it in one of";
            refuse(&format!("{what} {}, or name one with --output", names.join(", ")))
        })?;
        if is_excel && Some(&format) != of("csv").as_ref() {
            return Err(refuse("--csv excel is a dialect of --output csv"));
        }
        if self.screen().is_terminal && Some(&format) == of("xlsx").as_ref() {
            return Err(refuse("a workbook is not text: name a file with --out"));
        }
        Ok(format)
    }

    /// Refuses a file that is named twice, of this output and others.
    pub(crate) fn check<'a>(
        &'a self,
        others: impl Iterator<Item = (&'static str, &'a Path)>,
    ) -> Result<(), Failure> {
        let out = match &self.out {
            Some(path) => Some(("--out", path.as_path())),
            None if cfg!(unix) => Some(("standard output", Path::new("/dev/stdout"))),
            None => None,
        };
        check_files(out.into_iter().chain(others))
    }

    pub(crate) fn screen(&self) -> Screen {
        if self.out.is_some() { Screen::default() } else { Screen::of_stdout() }
    }

    /// Opens the file, or standard output, which may be closed if nobody needs it.
    pub(crate) fn open(&self, may_be_closed: bool) -> Result<Sink, Failure> {
        Sink::open(self.out.as_deref(), may_be_closed)
    }
}

/// Refuses a file that is named twice: one would replace the other, or count again. Of
/// secrets and account numbers, which are only read, nothing is lost.
pub(crate) fn check_files<'a>(
    files: impl Iterator<Item = (&'static str, &'a Path)>,
) -> Result<(), Failure> {
    let files: Vec<_> = files.collect();
    let is_read = |flag: &str| flag.ends_with("-file") || flag == "--account-numbers";
    for (place, (flag, path)) in files.iter().enumerate() {
        let twice = files[..place]
            .iter()
            .find(|(other, before)| !(is_read(flag) && is_read(other)) && is_same(path, before));
        let Some((other, _)) = twice else { continue };
        return Err(Failure::Usage(match other == flag {
            true => format!("{flag}: {} is given twice", path.display()),
            false => {
                format!("{other} and {flag} are the same file, which one of them would replace")
            }
        }));
    }
    Ok(())
}

/// Whether two paths lead to one file that would be replaced. Pipes and devices are shared.
fn is_same(one: &Path, other: &Path) -> bool {
    let of = |path: &Path| fs::metadata(path).ok();
    match (of(one), of(other)) {
        (Some(one), Some(other)) if !one.is_file() || !other.is_file() => return false,
        #[cfg(unix)]
        (Some(one), Some(other)) => {
            use std::os::unix::fs::MetadataExt as _;
            return (one.dev(), one.ino()) == (other.dev(), other.ino());
        }
        _ => {}
    }
    place(one).is_some_and(|place_of_one| place(other) == Some(place_of_one))
}

fn place(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = fs::canonicalize(path) {
        return Some(path);
    }
    Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?))
}

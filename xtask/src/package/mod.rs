//! `cargo xtask package`: packs every published package, builds the packed
//! packages, and lists cards with them from a program outside the workspace.
//!
//! Cargo's own verification does not serve here: of packages that depend on each
//! other, it unpacks each version once into its home folder, and goes on building
//! against that one when the package has changed.

mod contents;
mod manifest;
mod unpacked;

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use crate::exit::Exit;
use unpacked::{FEATURES, Unpacked};

/// Pack every published package, build it, and list cards with the packages
///
/// Checks the files in each package and builds it alone. Then builds a program
/// that has only the packed packages, and lists the cards of a sandbox with it:
/// with default features, and without the generator.
#[derive(clap::Args)]
#[command(after_long_help = "\
The first run takes about four minutes on two cores, later runs one; --tests takes longer, --list a second. \
Exit status: 0 the packages can be published, 1 they cannot, 3 a program or a file is missing.")]
pub(crate) struct Arguments {
    /// Check the manifests and the names of the files only; build nothing
    #[arg(long)]
    list: bool,
    /// Run the tests in each package, too
    #[arg(long, conflicts_with = "list")]
    tests: bool,
    /// Pack files that are not committed, too
    #[arg(long)]
    allow_dirty: bool,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    let metadata = manifest::read(root)?;
    let published = manifest::published(&metadata);
    let mut report = Report { out, begun: Instant::now(), problems: 0 };
    for package in &published {
        report.add("manifest", &package.name, &manifest::problems(package))?;
    }
    if arguments.list {
        for package in &published {
            let files = unpacked::list(root, package)?;
            let line = format!("{}: {} files", package.name, files.len());
            let folder = manifest::folder(&metadata, package);
            report.add("files", &line, &contents::problems(&package.name, &folder, &files))?;
        }
        return report.end(None);
    }
    if !unpacked::pack(root, &published, arguments.allow_dirty)? {
        report.add("packed", "", &["cargo cannot pack; see its message above".to_owned()])?;
        return report.end(None);
    }
    let unpacked = Unpacked::new(root, &metadata)?;
    for package in &published {
        let (files, packed) = unpacked.unpack(package)?;
        let line =
            format!("{}: {} files, {} KiB", package.name, files.len(), packed.div_ceil(1024));
        let folder = manifest::folder(&metadata, package);
        let problems = contents::all_problems(root, &package.name, &folder, &files, packed)?;
        report.add("packed", &line, &problems)?;
    }
    // An incomplete package need not be built.
    if report.problems == 0 {
        unpacked.lay_out()?;
        for package in &published {
            report.add("built", &package.name, &unpacked.build(package, arguments.tests)?)?;
        }
    }
    if report.problems == 0 {
        for features in FEATURES {
            let (line, problems) = unpacked.run_consumer(features)?;
            report.add("consumer", &line, &problems)?;
        }
    }
    unpacked.clean()?;
    let kept = (report.problems > 0).then(|| unpacked.keep());
    report.end(kept.as_deref())
}

/// Writes one line for each check that holds, and one for each problem.
struct Report<'a> {
    out: &'a mut dyn Write,
    begun: Instant,
    problems: usize,
}

impl Report<'_> {
    fn add(&mut self, check: &str, line: &str, problems: &[String]) -> io::Result<()> {
        if problems.is_empty() {
            let seconds = self.begun.elapsed().as_secs();
            let time = if seconds > 0 { format!(" ({seconds} s)") } else { String::new() };
            writeln!(self.out, "{check:<8} {line}{time}")?;
        }
        for problem in problems {
            writeln!(self.out, "problem  {problem}")?;
        }
        self.begun = Instant::now();
        self.problems += problems.len();
        self.out.flush()
    }

    fn end(self, kept: Option<&Path>) -> io::Result<Exit> {
        if self.problems == 0 {
            writeln!(self.out, "every package can be published")?;
            return Ok(Exit::Fine);
        }
        if let Some(kept) = kept {
            writeln!(self.out, "the packed packages are in {}", kept.display())?;
        }
        writeln!(self.out, "fix the problems, then run `cargo xtask package` again")?;
        Ok(Exit::Findings)
    }
}

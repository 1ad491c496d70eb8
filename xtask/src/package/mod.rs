//! `cargo xtask package`: packs every published package, builds the packed
//! packages, and lists cards with them from a program outside the workspace.
//!
//! Cargo's own verification does not serve here: of packages that depend on each
//! other, it unpacks each version once into its home folder, and still builds
//! against that one when the package has changed.

mod contents;
mod manifest;
mod unpacked;

use std::io::{self, Write};
use std::path::Path;

use crate::exit::{Exit, Outcome};
pub(crate) use manifest::{folder, published, read as metadata};
use unpacked::{FEATURES, Unpacked};

/// Pack every published package, build it, and list cards with the packages
///
/// Checks the files in each package and builds it alone; of `crates/datafusion`, which is
/// outside the workspace, it checks manifest and files. Then builds a program
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

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> Outcome<Exit> {
    let root = &root.canonicalize()?;
    let metadata = manifest::read(root)?;
    let published = manifest::published(&metadata);
    let mut report = Report { out, problems: 0 };
    let outside = manifest::outside(root)?;
    let all = || published.iter().copied().chain(&outside);
    for package in all() {
        report.add("manifest", &package.name, manifest::problems(package))?;
    }
    for package in &outside {
        let problems = manifest::version_problems(package, &published);
        report.add("version", &package.name, problems)?;
    }
    for package in all() {
        let files = unpacked::list(root, package)?;
        let problems = contents::problems(&package.name, &manifest::folder(package, root), &files);
        report.add("files", &format!("{}: {} files", package.name, files.len()), problems)?;
    }
    // An incomplete package need not be packed.
    if !arguments.list && report.problems == 0 {
        build(root, arguments, &Unpacked::new(root, &metadata)?, &mut report)?;
    }
    if report.problems == 0 {
        writeln!(report.out, "every package can be published")?;
        return Ok(Exit::Fine);
    }
    writeln!(report.out, "fix the problems, then run `cargo xtask package` again")?;
    Ok(Exit::Findings)
}

fn build(
    root: &Path,
    arguments: &Arguments,
    unpacked: &Unpacked<'_>,
    report: &mut Report<'_>,
) -> io::Result<()> {
    if !unpacked.pack(arguments.allow_dirty)? {
        let why = "cargo cannot pack; see its message above".to_owned();
        return report.add("packed", "", vec![why]);
    }
    for package in unpacked.published() {
        let (files, packed) = unpacked.unpack(package)?;
        let line = format!("{}: {} KiB", package.name, packed.div_ceil(1024));
        let problems = contents::unpacked_problems(root, &package.name, &files, packed);
        report.add("packed", &line, problems)?;
    }
    unpacked.lay_out()?;
    for package in unpacked.published() {
        report.add("built", &package.name, unpacked.build(package, arguments.tests)?)?;
    }
    for features in FEATURES {
        let (line, problems) = unpacked.run_consumer(features)?;
        report.add("consumer", &line, problems)?;
    }
    if report.problems > 0 {
        writeln!(report.out, "the packed packages are in {}", unpacked.folder.display())?;
    }
    Ok(())
}

/// Writes one line for each check that holds, and one for each problem.
struct Report<'a> {
    out: &'a mut dyn Write,
    problems: usize,
}

impl Report<'_> {
    fn add(&mut self, check: &str, line: &str, problems: Vec<String>) -> io::Result<()> {
        if problems.is_empty() {
            writeln!(self.out, "{check:<8} {line}")?;
        }
        for problem in &problems {
            writeln!(self.out, "problem  {problem}")?;
        }
        self.problems += problems.len();
        self.out.flush()
    }
}

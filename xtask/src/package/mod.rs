//! `cargo xtask package`: the packages as those who depend on them get them.
//!
//! - [`member`]: which packages are published, and what their manifests say;
//! - [`contents`]: which files travel, and which must;
//! - [`archive`]: packing and unpacking;
//! - [`built`]: what was unpacked is built, each package alone;
//! - [`consumer`]: a program outside the workspace lists cards with it.
//!
//! Packing is cargo's own. Building what was packed is done here: for packages
//! that depend on each other, cargo 1.95 builds against what it unpacked into
//! its home the last time, as long as the version is the same.

mod archive;
mod built;
mod consumer;
mod contents;
mod member;

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::exit::Exit;
use archive::Packed;
pub(crate) use member::Workspace;

#[derive(clap::Args)]
#[command(after_long_help = "\
With nothing built before, on two cores, this takes about four minutes, later one; with --tests some more, \
with --list a second. Exit status: 0 the packages are fit to publish, 1 they are not, 3 a program \
or a file was not to be had.")]
/// Pack every published package, build what was packed, and list cards with it
///
/// Each package is packed from the committed files, looked through, and built
/// alone; then a program outside the workspace that knows the packages only as
/// they were packed lists the cards of a sandbox, with default features and
/// without a generator.
pub(crate) struct Arguments {
    /// Look at the manifests and the names of the files only; nothing is built
    #[arg(long)]
    list: bool,
    /// Run the tests that travel with each package, too
    #[arg(long, conflicts_with = "list")]
    tests: bool,
    /// Pack what is not committed, too
    #[arg(long)]
    allow_dirty: bool,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    let workspace = Workspace::read(root)?;
    let mut report = Report { out, findings: 0 };
    for member in &workspace.published {
        report.tell("manifest", &member.to_string(), &workspace.findings(member))?;
    }
    if arguments.list {
        for member in &workspace.published {
            let files = archive::list(root, member)?;
            let line = format!("{member}: {} files", files.len());
            report.tell("files", &line, &contents::findings(member, &files))?;
        }
        return report.end(None);
    }
    if !arguments.allow_dirty
        && let Some(changed) = archive::uncommitted(root)?
    {
        let finding = format!("{changed} is not committed; --allow-dirty packs it all the same");
        report.tell("tree", "", &[finding])?;
        return report.end(None);
    }
    let Some(packages) = archive::pack(root, &workspace, arguments.allow_dirty)? else {
        report.tell("packed", "", &["cargo does not pack; its own message is above".to_owned()])?;
        return report.end(None);
    };
    // A temporary folder: nothing of the workspace is above it.
    let folder = tempfile::Builder::new().prefix("dintero-cards-packages-").tempdir()?;
    for Packed { member, file, bytes } in &packages {
        let files = archive::unpack(file, &folder.path().join(built::PACKAGES))?;
        let size: u64 = files.values().map(|content| content.len() as u64).sum();
        let kibibytes = |bytes: u64| bytes.div_ceil(1024);
        let line = format!(
            "{member}: {} files, {} KiB, packed {} KiB",
            files.len(),
            kibibytes(size),
            kibibytes(*bytes)
        );
        report.tell("packed", &line, &contents::findings_of(root, member, &files, *bytes)?)?;
    }
    // What is not whole need not be built.
    if report.findings == 0 {
        built::lay_out(root, folder.path(), &workspace)?;
        for member in &workspace.published {
            let begun = Instant::now();
            let findings = built::check(folder.path(), &workspace, member, arguments.tests)?;
            report.tell("built", &timed(&member.to_string(), begun.elapsed()), &findings)?;
        }
    }
    if report.findings == 0 {
        consumer::lay_out(root, folder.path(), &workspace)?;
        for features in consumer::FEATURES {
            let begun = Instant::now();
            let (said, findings) = consumer::run(root, folder.path(), &workspace, features)?;
            report.tell("consumer", &timed(&said, begun.elapsed()), &findings)?;
        }
    }
    built::clean(folder.path(), &workspace)?;
    let kept = if report.findings == 0 { None } else { Some(folder.keep()) };
    report.end(kept.as_deref())
}

fn timed(line: &str, time: Duration) -> String {
    format!("{line} ({} s)", time.as_secs())
}

/// One line for each thing that was looked at, and what was wrong with it.
struct Report<'a> {
    out: &'a mut dyn Write,
    findings: usize,
}

impl Report<'_> {
    fn tell(&mut self, what: &str, line: &str, findings: &[String]) -> io::Result<()> {
        if findings.is_empty() {
            writeln!(self.out, "{what:<8} {line}")?;
        }
        for finding in findings {
            writeln!(self.out, "{:<8} {finding}", "broken")?;
        }
        self.findings += findings.len();
        self.out.flush()
    }

    fn end(self, kept: Option<&Path>) -> io::Result<Exit> {
        if self.findings == 0 {
            writeln!(self.out, "all is well")?;
            return Ok(Exit::Fine);
        }
        if let Some(kept) = kept {
            writeln!(self.out, "what was packed is kept in {}", kept.display())?;
        }
        writeln!(self.out, "mend what is broken, then run `cargo xtask package` again")?;
        Ok(Exit::Findings)
    }
}

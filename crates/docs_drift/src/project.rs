//! The settings of the program that runs the check.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

use dintero_docs_drift::finding::CrateSteps;
use dintero_docs_drift::render::Hints;
use dintero_docs_drift::rules::Rule;
use dintero_docs_drift::{Ours, Report};

use crate::arguments::Inputs;

/// The settings of the program that runs the check; arguments stand above them.
#[derive(Clone, Debug)]
pub struct Project<'a> {
    /// Folder of documents, snapshots and baseline; pages are below the current folder.
    pub root: &'a Path,
    /// The commands that reports name.
    pub hints: Hints,
    /// How to run the program with TLS, for builds that lack it.
    pub with_tls: &'a str,
    /// Documents, and folders of documents.
    pub documents: Vec<PathBuf>,
    /// The operation to compare: method and path, or operationId. None for every one.
    pub operation: Option<String>,
    /// Folder of the snapshots.
    pub snapshots: Option<PathBuf>,
    /// File of accepted findings.
    pub baseline: PathBuf,
    /// The one site that is searched for pages; arguments can name only this machine
    /// instead. None for the site that arguments or documents name.
    pub site: Option<&'a str>,
    /// Beginnings of the paths that the pages of the site move between.
    pub places: &'a [&'a str],
    /// Version steps of findings.
    pub steps: &'a dyn Steps,
}

/// Version steps that a program adds to findings.
pub trait Steps: Debug {
    /// Adds steps to the findings of a report.
    ///
    /// # Errors
    /// A file that the steps depend on cannot be read.
    fn annotate(&self, ours: &[Ours], report: &mut Report) -> io::Result<()>;

    /// Returns the least steps of a rule, with the reason.
    fn least(&self, rule: &Rule) -> Option<(CrateSteps, &'static str)>;
}

/// No steps.
impl Steps for () {
    fn annotate(&self, _: &[Ours], _: &mut Report) -> io::Result<()> {
        Ok(())
    }

    fn least(&self, _: &Rule) -> Option<(CrateSteps, &'static str)> {
        None
    }
}

impl Default for Project<'_> {
    fn default() -> Self {
        Self {
            root: Path::new(""),
            hints: Hints::default(),
            with_tls: "cargo install --locked docs-drift && docs-drift",
            documents: Vec::new(),
            operation: None,
            snapshots: None,
            baseline: PathBuf::from("drift-accepted.toml"),
            site: None,
            places: &[],
            steps: &(),
        }
    }
}

impl Project<'_> {
    /// Returns the settings with those of the arguments in their place.
    pub(crate) fn with(&self, inputs: &Inputs) -> Self {
        let mut project = self.clone();
        if !inputs.document.is_empty() {
            project.documents.clone_from(&inputs.document);
        }
        project.operation = inputs.operation.clone().or(project.operation);
        project.snapshots = inputs.snapshots.clone().or(project.snapshots);
        project
    }
}

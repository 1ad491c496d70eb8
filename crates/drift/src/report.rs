//! The report of a check: the findings of every operation, and the exit status.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{Coverage, Fault, NotStated, Unparsed};
use crate::finding::{CrateSteps, Finding};
use crate::names::names;
use crate::rules::Severity;
use crate::source::Source;

/// Version of the JSON output.
pub const SCHEMA_VERSION: u32 = 2;

/// The comparison of one operation with one page.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// File of our document.
    pub document: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// Title of the page.
    pub title: String,
    /// Form of the page: `text`, `md` or `raw`.
    pub form: String,
    /// The source of the page.
    pub source: Source,
    /// The part of our facts that the page states.
    pub coverage: Coverage,
    /// The differences, the most severe first.
    pub findings: Vec<Finding>,
    /// Our facts that the page does not state.
    pub not_stated: Vec<NotStated>,
    /// Text of the page that the check does not recognise.
    pub unparsed: Vec<Unparsed>,
    /// Reasons not to trust the page. If there are any, there are no findings.
    pub faults: Vec<Fault>,
}

/// An operation that was not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotCompared {
    /// File of our document.
    pub document: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// The reason.
    pub why: String,
}

/// A problem with an entry of the baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BaselineFault {
    /// Fingerprint of the entry.
    pub fingerprint: String,
    /// The problem.
    pub why: String,
}

/// The result of a check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// One comparison for each operation and page.
    pub comparisons: Vec<Comparison>,
    /// Operations without a page.
    pub not_compared: Vec<NotCompared>,
    /// Problems with pages that could not be reached.
    pub unavailable: Vec<String>,
    /// Problems with pages that could not be read.
    pub unreadable: Vec<String>,
    /// Entries of the baseline that are expired or stale.
    pub baseline: Vec<BaselineFault>,
}

names! {
    /// The exit status of a check, from 0. The names are the meanings.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    #[repr(u8)]
    pub enum ExitStatus {
        Clean = "no drift that counts": "No finding counts.",
        Drift = "drift": "At least one finding counts.",
        Usage = "wrong usage": "The command was used wrongly.",
        Unavailable = "a source could not be reached": "A page could not be reached.",
        Unreadable = "a source could not be read, is cut, or has another shape": "A page could not be read, or its shape has changed.",
        Document = "one of our documents is not valid": "One of our documents is not valid.",
        Baseline = "the baseline is not valid, expired or stale": "The baseline is not valid, or has entries that are expired or stale.",
        Incapable = "this build cannot fetch pages": "This build of the command cannot fetch pages.",
    }
}

impl ExitStatus {
    /// Returns the number that the process exits with.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl Report {
    /// Returns a report without comparisons.
    pub fn new() -> Self {
        Self { schema_version: SCHEMA_VERSION, ..Self::default() }
    }

    /// Adds to each finding the version steps that `steps` returns for it.
    pub fn annotate(&mut self, steps: impl Fn(&Finding) -> Option<CrateSteps>) {
        for finding in self.comparisons.iter_mut().flat_map(|one| &mut one.findings) {
            finding.crates = steps(finding);
        }
    }

    /// Returns every finding with the comparison that it belongs to.
    pub fn findings(&self) -> impl Iterator<Item = (&Comparison, &Finding)> {
        let all = self.comparisons.iter();
        all.flat_map(|one| one.findings.iter().map(move |finding| (one, finding)))
    }

    /// Returns the number of open findings of a severity.
    pub fn active(&self, severity: Severity) -> usize {
        let active = |finding: &Finding| finding.severity == severity && finding.accepted.is_none();
        self.findings().filter(|(_, finding)| active(finding)).count()
    }

    /// Returns the number of accepted findings.
    pub fn accepted(&self) -> usize {
        self.findings().filter(|(_, finding)| finding.accepted.is_some()).count()
    }

    /// Returns the exit status. Findings below `fail_on` do not count; with `None`, no
    /// finding does. Problems of the baseline count if `strict` is true.
    pub fn exit_status(&self, fail_on: Option<Severity>, strict: bool) -> ExitStatus {
        let fails = |severity| fail_on.is_some_and(|least| severity >= least);
        let is_broken = self.comparisons.iter().any(|one| !one.faults.is_empty());
        if Severity::ALL.iter().any(|severity| fails(*severity) && self.active(*severity) > 0) {
            ExitStatus::Drift
        } else if is_broken || !self.unreadable.is_empty() {
            ExitStatus::Unreadable
        } else if !self.unavailable.is_empty() {
            ExitStatus::Unavailable
        } else if strict && !self.baseline.is_empty() {
            ExitStatus::Baseline
        } else {
            ExitStatus::Clean
        }
    }
}

//! What a check says: the findings of every operation, and the verdict.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{Coverage, Fault};
use crate::finding::{CrateSteps, Finding};
use crate::rules::Severity;
use crate::source::Source;

/// Version of the JSON output.
pub const SCHEMA_VERSION: u32 = 2;

/// A fact of ours that the page does not state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotStated {
    /// Part of the operation and name there.
    pub subject: String,
    /// The fact.
    pub facet: String,
}

/// Text of the page that belongs to nothing that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unparsed {
    /// Line of the page, from 1.
    pub line: usize,
    /// The text, made safe to show, or its digest.
    pub text: String,
}

/// What was compared with what.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Our document.
    pub document: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// Title of the page.
    pub title: String,
    /// `text`, `md` or `raw`.
    pub form: String,
    /// The page.
    pub source: Source,
    /// How much of what we state was found.
    pub coverage: Coverage,
    /// The differences, worst first.
    pub findings: Vec<Finding>,
    /// What we state and the page does not.
    pub not_stated: Vec<NotStated>,
    /// Text that belongs to nothing that is known.
    pub unparsed: Vec<Unparsed>,
    /// Why the page cannot be trusted; then there are no findings.
    pub faults: Vec<Fault>,
}

/// An operation that was not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotCompared {
    /// Our document.
    pub document: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// Why.
    pub why: String,
}

/// What is wrong with an entry of the baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BaselineFault {
    /// The entry.
    pub fingerprint: String,
    /// What is wrong.
    pub why: String,
}

/// The result of a check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// One for each operation that was compared.
    pub comparisons: Vec<Comparison>,
    /// Operations without a page.
    pub not_compared: Vec<NotCompared>,
    /// Pages that could not be had.
    pub unavailable: Vec<String>,
    /// Pages that could not be read.
    pub unreadable: Vec<String>,
    /// Entries of the baseline that are expired or that nothing needs.
    pub baseline: Vec<BaselineFault>,
}

/// What a check comes to, and the exit code it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitStatus {
    /// Nothing that counts.
    Clean = 0,
    /// At least one finding that counts.
    Drift = 1,
    /// The command was used wrongly.
    Usage = 2,
    /// A page could not be had.
    Unavailable = 3,
    /// A page could not be read, or has another shape than it had.
    Unreadable = 4,
    /// A document of ours is not valid.
    Document = 5,
    /// The baseline is not valid, or has entries that are expired or stale.
    Baseline = 6,
}

impl ExitStatus {
    /// Every verdict, by exit code.
    pub const ALL: [Self; 7] = [
        Self::Clean,
        Self::Drift,
        Self::Usage,
        Self::Unavailable,
        Self::Unreadable,
        Self::Document,
        Self::Baseline,
    ];

    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// What the exit code means.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Clean => "no drift that counts",
            Self::Drift => "drift",
            Self::Usage => "wrong usage",
            Self::Unavailable => "a source could not be reached",
            Self::Unreadable => "a source could not be read: its shape has changed or it is cut",
            Self::Document => "a document of ours is not valid",
            Self::Baseline => "the baseline is not valid, expired or stale",
        }
    }
}

impl Report {
    /// A report about nothing.
    #[must_use]
    pub fn new() -> Self {
        Self { schema_version: SCHEMA_VERSION, ..Self::default() }
    }

    /// Adds to each finding the version steps that `steps` returns for it.
    pub fn annotate(&mut self, steps: impl Fn(&Finding) -> Option<CrateSteps>) {
        for finding in self.comparisons.iter_mut().flat_map(|one| &mut one.findings) {
            finding.crates = steps(finding);
        }
    }

    /// Every finding, with the comparison it belongs to.
    pub fn findings(&self) -> impl Iterator<Item = (&Comparison, &Finding)> {
        self.comparisons.iter().flat_map(|comparison| {
            comparison.findings.iter().map(move |finding| (comparison, finding))
        })
    }

    /// How many findings of a severity are not accepted.
    #[must_use]
    pub fn active(&self, severity: Severity) -> usize {
        let active = |finding: &Finding| finding.severity == severity && finding.accepted.is_none();
        self.findings().filter(|(_, finding)| active(finding)).count()
    }

    /// How many findings are accepted.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.findings().filter(|(_, finding)| finding.accepted.is_some()).count()
    }

    /// What the check comes to. Findings below `fail_on` do not count; without
    /// it none does. A fault of the baseline counts where `strict` says so.
    #[must_use]
    pub fn exit_status(&self, fail_on: Option<Severity>, strict: bool) -> ExitStatus {
        let counts = |finding: &Finding| {
            finding.accepted.is_none() && fail_on.is_some_and(|least| finding.severity >= least)
        };
        let broken = self.comparisons.iter().any(|comparison| !comparison.faults.is_empty());
        if self.findings().any(|(_, finding)| counts(finding)) {
            ExitStatus::Drift
        } else if broken || !self.unreadable.is_empty() {
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

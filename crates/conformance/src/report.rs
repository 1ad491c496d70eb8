//! The results of the checks.

use std::fmt;

use serde_json::{Value, json};

/// The results of the checks. It holds no card, no id and no secret.
///
/// `Display` writes the report for people, [`to_json`](Self::to_json) returns the
/// one for programs.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The checks of documented behaviour, in the order in which they ran.
    pub checks: Vec<Check>,
    /// The observations of behaviour that is not documented.
    pub observations: Vec<Observation>,
    /// Number of requests that were sent.
    pub requests: usize,
    /// The reason why some checks did not run.
    pub incomplete: Option<String>,
}

/// A check of one documented behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The documented behaviour, as a sentence.
    pub what: String,
    /// The result.
    pub outcome: Outcome,
}

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server does what is documented.
    Passed,
    /// The server does something else, as the text says.
    Failed(String),
    /// The check could not run, for the reason in the text.
    Inconclusive(String),
}

/// An observation of a behaviour that is not documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The behaviour.
    pub what: &'static str,
    /// The observation.
    pub seen: String,
}

impl Outcome {
    /// Returns the word for programs, the one for people, and the text.
    fn described(&self) -> (&'static str, &'static str, Option<&str>) {
        match self {
            Self::Passed => ("passed", "ok", None),
            Self::Failed(detail) => ("failed", "FAIL", Some(detail)),
            Self::Inconclusive(detail) => ("inconclusive", "?", Some(detail)),
        }
    }
}

impl Report {
    /// Returns whether all checks ran and none failed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.incomplete.is_none() && self.failures().next().is_none()
    }

    /// Returns the checks that failed.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| matches!(check.outcome, Outcome::Failed(_)))
    }

    /// Returns the observation of a behaviour.
    #[must_use]
    pub fn observed(&self, what: &str) -> Option<&str> {
        let found = self.observations.iter().find(|observation| observation.what == what);
        found.map(|observation| observation.seen.as_str())
    }

    /// Returns the report for programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let checks = self.checks.iter().map(|check| {
            let (outcome, _, detail) = check.outcome.described();
            json!({ "what": check.what, "outcome": outcome, "detail": detail })
        });
        let observations =
            self.observations.iter().map(|seen| json!({ "what": seen.what, "seen": seen.seen }));
        json!({
            "passed": self.passed(),
            "requests": self.requests,
            "incomplete": self.incomplete,
            "checks": checks.collect::<Vec<_>>(),
            "observations": observations.collect::<Vec<_>>(),
        })
    }

    /// Adds a check, which passed if it has no problem.
    pub(crate) fn check(&mut self, what: impl Into<String>, problem: Option<String>) {
        let outcome = problem.map_or(Outcome::Passed, Outcome::Failed);
        self.checks.push(Check { what: what.into(), outcome });
    }

    pub(crate) fn inconclusive(&mut self, what: impl Into<String>, why: &str) {
        let outcome = Outcome::Inconclusive(why.to_owned());
        self.checks.push(Check { what: what.into(), outcome });
    }

    pub(crate) fn observe(&mut self, what: &'static str, seen: impl Into<String>) {
        self.observations.push(Observation { what, seen: seen.into() });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Documented")?;
        for check in &self.checks {
            let (_, mark, detail) = check.outcome.described();
            let detail = detail.map_or_else(String::new, |detail| format!(": {detail}"));
            writeln!(f, "  {mark:<6}{}{detail}", check.what)?;
        }
        writeln!(f, "Undocumented, as seen")?;
        for Observation { what, seen } in &self.observations {
            writeln!(f, "  {what}: {seen}")?;
        }
        if let Some(why) = &self.incomplete {
            writeln!(f, "Incomplete: {why}")?;
        }
        let failed = self.failures().count();
        write!(f, "{} checks, {failed} failed, {} requests", self.checks.len(), self.requests)
    }
}

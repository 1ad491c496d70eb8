//! What was found.

use std::fmt;

use serde_json::{Value, json};

/// What was found. It holds no card, no id and no secret.
///
/// `Display` is the report for people, [`to_json`](Self::to_json) the one for
/// programs.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is documented, in the order it was looked at.
    pub checks: Vec<Check>,
    /// What is not documented, as it was seen.
    pub observations: Vec<Observation>,
    /// Number of requests that were sent.
    pub requests: usize,
    /// Why not all was looked at.
    pub incomplete: Option<String>,
}

/// A behaviour that is documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is documented, as a sentence.
    pub what: String,
    /// Whether it is so.
    pub outcome: Outcome,
}

/// Whether a server does what is documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It does.
    Passed,
    /// It does not; what it does instead.
    Failed(String),
    /// It cannot be told from the cards of the account; why.
    Untold(String),
}

/// A behaviour that is not documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Which behaviour.
    pub what: &'static str,
    /// How it was seen to be.
    pub seen: String,
}

impl Report {
    /// Whether all was looked at and nothing is otherwise than documented.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.incomplete.is_none() && self.failures().next().is_none()
    }

    /// What is otherwise than documented.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| matches!(check.outcome, Outcome::Failed(_)))
    }

    /// How an undocumented behaviour was seen to be.
    #[must_use]
    pub fn observed(&self, what: &str) -> Option<&str> {
        let found = self.observations.iter().find(|observation| observation.what == what);
        found.map(|observation| observation.seen.as_str())
    }

    /// The report for programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let checks = self.checks.iter().map(|check| {
            let (outcome, detail) = match &check.outcome {
                Outcome::Passed => ("passed", None),
                Outcome::Failed(detail) => ("failed", Some(detail)),
                Outcome::Untold(detail) => ("untold", Some(detail)),
            };
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

    /// Adds a check that passed when there is nothing to complain about.
    pub(crate) fn check(&mut self, what: impl Into<String>, complaint: Option<String>) {
        let outcome = complaint.map_or(Outcome::Passed, Outcome::Failed);
        self.checks.push(Check { what: what.into(), outcome });
    }

    pub(crate) fn untold(&mut self, what: impl Into<String>, why: &str) {
        self.checks.push(Check { what: what.into(), outcome: Outcome::Untold(why.to_owned()) });
    }

    pub(crate) fn observe(&mut self, what: &'static str, seen: impl Into<String>) {
        self.observations.push(Observation { what, seen: seen.into() });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Documented")?;
        for check in &self.checks {
            match &check.outcome {
                Outcome::Passed => writeln!(f, "  ok    {}", check.what)?,
                Outcome::Failed(detail) => writeln!(f, "  FAIL  {}: {detail}", check.what)?,
                Outcome::Untold(why) => writeln!(f, "  ?     {}: {why}", check.what)?,
            }
        }
        writeln!(f, "Undocumented, as seen")?;
        for Observation { what, seen } in &self.observations {
            writeln!(f, "  {what}: {seen}")?;
        }
        if let Some(why) = &self.incomplete {
            writeln!(f, "Not all was looked at: {why}")?;
        }
        let failed = self.failures().count();
        write!(f, "{} checks, {failed} failed, {} requests", self.checks.len(), self.requests)
    }
}

//! The parts of a rule.

use schemars::JsonSchema;
use serde::Serialize;

use crate::names::names;

names! {
    /// The severity of a finding.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
    pub enum Severity {
        Notice = "notice": "For information.",
        Warning = "warning": "A maintainer should look at it.",
        Error = "error": "Callers fail, or read wrong data.",
    }
}

names! {
    /// The effect of a difference on callers of a published client.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
    pub enum Wire {
        Breaks = "breaks": "Calls fail, or get another response.",
        Risk = "risk": "Some calls may.",
        None = "none": "No effect.",
    }
}

/// A kind of difference.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Id, stable forever: baselines name it.
    pub id: &'static str,
    /// The severity of its findings.
    pub severity: Severity,
    /// The effect on callers of a published client.
    pub wire: Wire,
    /// Whether an acceptance requires a confirmation that the host was checked.
    pub pinned: bool,
    /// The difference, in one line.
    pub summary: &'static str,
    /// The consequences, and the next step.
    pub explanation: &'static str,
}

impl Rule {
    /// Whether accepting a finding about a fact requires a confirmation that the host was
    /// checked: whatever concerns host or authentication does.
    pub fn is_pinned(&self, facet: Option<&str>) -> bool {
        self.pinned || matches!(facet, Some("url" | "scheme" | "carrier"))
    }
}

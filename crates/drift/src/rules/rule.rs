//! What a rule is made of.

use schemars::JsonSchema;
use serde::Serialize;

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// Someone should look.
    Warning,
    /// Callers break, or read something wrong.
    Error,
}

impl Severity {
    /// The name used in reports and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a difference does to a caller of a client that is already published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// Calls fail, or answer something else than was asked.
    Breaks,
    /// Some calls may.
    Risk,
    /// Nothing happens.
    None,
}

impl Wire {
    /// The name used in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::Risk => "risk",
            Self::None => "none",
        }
    }
}

/// One kind of difference.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its id, stable for ever: baselines name it.
    pub id: &'static str,
    /// How loud its findings are.
    pub severity: Severity,
    /// What it does to callers of a published client.
    pub wire: Wire,
    /// Whether accepting it asks for an explicit word that the host was checked.
    pub pinned: bool,
    /// One line: what differs.
    pub summary: &'static str,
    /// What it leads to, and what to do.
    pub explanation: &'static str,
}

impl Rule {
    /// Whether accepting a finding about a fact asks for the word that the host
    /// was checked. Two forms that disagree about host or authentication say
    /// no less than one that changed.
    #[must_use]
    pub fn is_pinned(&self, facet: Option<&str>) -> bool {
        let of_host = matches!(facet, Some("url" | "scheme" | "carrier"));
        self.pinned || of_host && self.id == "docs-forms-disagree"
    }
}

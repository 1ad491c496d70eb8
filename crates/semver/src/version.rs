//! Versions and version steps.

use std::fmt;
use std::str::FromStr;

/// The size of a change of a crate's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// No release is needed.
    None,
    /// The API stays the same.
    Patch,
    /// The API gains something.
    Minor,
    /// Code that uses the API may no longer compile or work.
    Major,
}

impl Step {
    /// Returns the name used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The version of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// From 1 on, the number of breaking changes.
    pub major: u64,
    /// The number of additions; before 1.0, of breaking changes.
    pub minor: u64,
    /// The number of other changes; before 1.0, additions too.
    pub patch: u64,
}

impl Version {
    /// Returns the smallest version after a step. As in cargo, the second number stands
    /// for breaking changes before 1.0.
    pub const fn after(self, step: Step) -> Self {
        let Self { major, minor, patch } = self;
        match (step, major) {
            (Step::None, _) => self,
            (Step::Major, 1..) => Self { major: major.saturating_add(1), minor: 0, patch: 0 },
            (Step::Minor, 1..) | (Step::Major, 0) => {
                Self { major, minor: minor.saturating_add(1), patch: 0 }
            }
            (Step::Patch, _) | (Step::Minor, 0) => {
                Self { major, minor, patch: patch.saturating_add(1) }
            }
        }
    }
}

/// The error of a text that is no version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no version; write three numbers, such as 1.2.3")]
pub struct ParseVersionError(String);

impl FromStr for Version {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers: Vec<u64> = text.split('.').filter_map(|part| part.parse().ok()).collect();
        let version = match numbers[..] {
            [major, minor, patch] => Some(Self { major, minor, patch }),
            _ => None,
        };
        // A sign or a leading zero would be lost.
        version
            .filter(|version| version.to_string() == text)
            .ok_or_else(|| ParseVersionError(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

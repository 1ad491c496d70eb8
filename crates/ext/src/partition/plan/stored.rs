//! The stored form of a plan.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::super::window::Window;
use super::ListingPlan;
use crate::CardFilter;
use crate::cursor::Fingerprint;

/// Versions of the form that are read. The second has windows that begin after a card, and
/// is written if there is one.
const VERSIONS: RangeInclusive<u64> = 1..=2;

#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    version: Version,
    package: String,
    document: String,
    listing: Fingerprint,
    filter: CardFilter,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_for_customer: bool,
    windows: Vec<Window>,
}

/// The version, which is checked before the rest is read.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
struct Version(u64);

impl From<Version> for u64 {
    fn from(version: Version) -> Self {
        version.0
    }
}

impl TryFrom<u64> for Version {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        VERSIONS.contains(&version).then_some(Self(version)).ok_or_else(|| {
            format!(
                "the plan is stored in version {version} of its format, and this program reads \
                 versions 1 and 2 only; make a new plan, or update the program"
            )
        })
    }
}

impl From<ListingPlan> for Stored {
    fn from(plan: ListingPlan) -> Self {
        let ListingPlan { package, document, listing, filter, is_for_customer, windows } = plan;
        let version = Version(1 + u64::from(windows.iter().any(|it| it.after().is_some())));
        Self { version, package, document, listing, filter, is_for_customer, windows }
    }
}

impl TryFrom<Stored> for ListingPlan {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, &'static str> {
        let Stored { package, document, listing, filter, is_for_customer, windows, .. } = stored;
        let is_ascending = |window: &Window| match (window.from(), window.before()) {
            (Some(from), Some(before)) => from < before,
            _ => true,
        };
        let meet =
            |pair: &[Window]| pair[0].before().is_some() && pair[0].before() == pair[1].from();
        let has_open_ends = windows.first().is_some_and(|first| first.from().is_none())
            && windows.last().is_some_and(|last| last.before().is_none());
        if !(has_open_ends && windows.windows(2).all(meet) && windows.iter().all(is_ascending)) {
            return Err("the windows of the plan do not cover every time exactly once");
        }
        Ok(Self { package, document, listing, filter, is_for_customer, windows })
    }
}

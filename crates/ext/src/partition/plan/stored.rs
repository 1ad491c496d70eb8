//! The stored form of a plan.

use serde::{Deserialize, Serialize};

use super::super::window::Window;
use super::ListingPlan;
use crate::CardFilter;
use crate::cursor::Fingerprint;

/// Version of the form that is written, and the only one that is read.
const VERSION: u64 = 1;

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
struct Version;

impl From<Version> for u64 {
    fn from(Version: Version) -> Self {
        VERSION
    }
}

impl TryFrom<u64> for Version {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        match version {
            VERSION => Ok(Self),
            _ => Err(format!(
                "the plan is stored in version {version} of its format, and this program reads \
                 version {VERSION} only; make a new plan, or update the program"
            )),
        }
    }
}

impl From<ListingPlan> for Stored {
    fn from(plan: ListingPlan) -> Self {
        let ListingPlan { package, document, listing, filter, is_for_customer, windows } = plan;
        Self { version: Version, package, document, listing, filter, is_for_customer, windows }
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

//! The body of the success response.

use std::collections::BTreeSet;

use super::presence::{self, Rules};
use super::{Difference, facets};
use crate::Ours;
use crate::contract::{Contract, Location, Subject};
use crate::rules;

/// Fields of a response are never paired as renamed: the old one is gone to
/// every reader, and the new one is unknown to all.
pub(super) fn compare(
    ours: &Ours,
    theirs: &Contract,
    uncertain: &BTreeSet<Subject>,
) -> Vec<Difference> {
    let rules = Rules {
        removed: &rules::RESP_FIELD_REMOVED,
        renamed: None,
        added: |_| &rules::RESP_FIELD_ADDED,
        facets: facets::received,
    };
    presence::compare(ours, theirs, Location::Response, uncertain, &rules)
}

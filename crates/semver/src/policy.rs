//! The policy: what a change of a document asks of the versions.
//!
//! The step of the generated crate is the larger of what its API asks, as
//! [`Api::changes`](crate::Api::changes) finds it, and the least that the rule
//! asks here; that of the wrapper likewise, where only the types that it passes
//! on count as its API. A changed document is a patch at least: its digest and
//! its descriptions are part of what is published.
//!
//! What guides the table:
//! - A call that the server refuses is not broken by our refusing it earlier:
//!   a limit that became narrower is a patch, so that it reaches people at once.
//! - What a caller can do more is a minor step.
//! - What compiles and can never succeed is a major step, like what does not
//!   compile.
//! - Where the wrapper can go on with the same names, it does, and the step of
//!   the generated layer is not its own.

use dintero_docs_drift::rules::{self, Rule, Step};

use crate::document::{OP_ADDED, OP_REMOVED};

/// The least step of both crates for a rule, and how the wrapper comes by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Id of the rule.
    pub rule: &'static str,
    /// The least step of the generated crate.
    pub client: Step,
    /// The least step of the wrapper.
    pub wrapper: Step,
    /// What the wrapper does about it.
    pub why: &'static str,
}

const fn line(rule: &Rule, client: Step, wrapper: Step, why: &'static str) -> Policy {
    Policy { rule: rule.id, client, wrapper, why }
}

use Step::{Major, Minor, Patch};

const API: &str = "its types decide: what is passed on is as its API says";
const OPEN: &str = "what is passed on is non_exhaustive, and decodes what is not listed";
const FILTER: &str = "its filters follow by hand";
const CHECK: &str = "what it checks before sending follows the document";
const HIDDEN: &str = "it sends what the document says; no name of its own changes";
const TOKEN: &str = "its token code must follow by hand";

/// The policy, one line a rule.
pub static TABLE: [Policy; 67] = [
    line(&OP_ADDED, Minor, Patch, "it passes a further operation on when somebody writes that"),
    line(&OP_REMOVED, Major, Major, "what asks for it goes with it"),
    line(&rules::OP_PATH_CHANGED, Patch, Patch, HIDDEN),
    line(&rules::OP_METHOD_CHANGED, Patch, Patch, HIDDEN),
    line(&rules::SERVER_HOST_CHANGED, Patch, Patch, "its default base URL is the document's"),
    line(&rules::BASE_PATH_CHANGED, Patch, Patch, "its default base URL is the document's"),
    line(&rules::AUTH_SCHEME_CHANGED, Patch, Major, TOKEN),
    line(&rules::AUTH_REMOVED, Patch, Major, TOKEN),
    line(&rules::AUTH_HEADER_RENAMED, Patch, Major, TOKEN),
    line(&rules::SCOPE_ADDED, Patch, Patch, "scopes are the credentials' business"),
    line(&rules::SCOPE_REMOVED, Patch, Patch, "scopes are the credentials' business"),
    line(&rules::OP_DEPRECATION_CHANGED, Patch, Minor, "its method is marked by hand"),
    line(&rules::MEDIA_TYPE_CHANGED, Major, Major, "it reads and writes another body"),
    line(&rules::MEDIA_TYPE_ADDED, Patch, Patch, HIDDEN),
    line(&rules::PARAM_REMOVED, Major, Major, "the filter goes: one that is ignored is worse"),
    line(&rules::PARAM_RENAMED, Major, Patch, "its filter keeps its name and sends the new one"),
    line(&rules::PARAM_ADDED_OPTIONAL, Minor, Minor, FILTER),
    line(&rules::PARAM_ADDED_REQUIRED, Major, Major, "whoever asks must give it"),
    line(&rules::PARAM_BECAME_REQUIRED, Major, Major, "whoever asks must give it"),
    line(&rules::PARAM_BECAME_OPTIONAL, Minor, Minor, FILTER),
    line(&rules::PARAM_TYPE_CHANGED, Major, Major, FILTER),
    line(&rules::PARAM_STYLE_CHANGED, Patch, Patch, HIDDEN),
    line(&rules::PARAM_EXPLODE_CHANGED, Patch, Patch, HIDDEN),
    line(&rules::PARAM_FORMAT_CHANGED, Patch, Patch, "its filter takes what it took"),
    line(&rules::PARAM_FORMAT_CLASS_CHANGED, Major, Major, FILTER),
    line(&rules::PARAM_INT_FORMAT_CHANGED, Patch, Patch, "its filter takes what it took"),
    line(&rules::PARAM_MINIMUM_RAISED, Patch, Patch, CHECK),
    line(&rules::PARAM_MINIMUM_LOWERED, Patch, Minor, CHECK),
    line(&rules::PARAM_MAXIMUM_LOWERED, Patch, Patch, CHECK),
    line(&rules::PARAM_MAXIMUM_RAISED, Patch, Minor, CHECK),
    line(&rules::PARAM_PATTERN_ADDED, Patch, Patch, CHECK),
    line(&rules::PARAM_PATTERN_CHANGED, Patch, Patch, CHECK),
    line(&rules::PARAM_PATTERN_REMOVED, Patch, Minor, CHECK),
    line(&rules::PARAM_LENGTH_NARROWED, Patch, Patch, CHECK),
    line(&rules::PARAM_LENGTH_WIDENED, Patch, Minor, CHECK),
    line(&rules::PARAM_DEFAULT_CHANGED, Patch, Patch, "what is left out is the server's to choose"),
    line(&rules::PARAM_ENUM_VALUE_ADDED, Minor, Minor, OPEN),
    line(&rules::PARAM_ENUM_VALUE_REMOVED, Major, Major, "the value goes"),
    line(&rules::PARAM_ENUM_INTRODUCED, Patch, Patch, API),
    line(&rules::PARAM_ENUM_DROPPED, Patch, Patch, API),
    line(&rules::PARAM_DEPRECATION_CHANGED, Patch, Minor, "its filter is marked by hand"),
    line(&rules::RESP_FIELD_ADDED, Patch, Patch, OPEN),
    line(&rules::RESP_FIELD_REMOVED, Patch, Patch, API),
    line(&rules::RESP_FIELD_TYPE_CHANGED, Patch, Patch, API),
    line(&rules::RESP_FIELD_BECAME_REQUIRED, Patch, Patch, API),
    line(&rules::RESP_FIELD_BECAME_OPTIONAL, Patch, Patch, API),
    line(&rules::RESP_FORMAT_ADDED, Patch, Patch, API),
    line(&rules::RESP_FORMAT_CHANGED, Patch, Patch, API),
    line(&rules::RESP_FORMAT_REMOVED, Patch, Patch, API),
    line(&rules::RESP_INT_FORMAT_CHANGED, Patch, Patch, API),
    line(&rules::RESP_ENUM_INTRODUCED, Patch, Patch, API),
    line(&rules::RESP_ENUM_VALUE_ADDED, Minor, Patch, OPEN),
    line(&rules::RESP_ENUM_VALUE_REMOVED, Patch, Patch, API),
    line(&rules::RESP_ENUM_DROPPED, Patch, Patch, API),
    line(&rules::RESP_NULLABLE_CHANGED, Patch, Patch, API),
    line(&rules::RESP_DEFAULT_CHANGED, Patch, Patch, "an absent value stays absent"),
    line(&rules::RESP_CONSTRAINT_CHANGED, Patch, Patch, "nothing that is read is checked"),
    line(&rules::RESP_CLOSED, Patch, Patch, "what is not listed is read over all the same"),
    line(&rules::RESP_OPENED, Patch, Patch, "what is not listed was read over already"),
    line(&rules::RESP_STATUS_ADDED, Patch, Patch, "its one error type has every status"),
    line(&rules::RESP_SUCCESS_CHANGED, Patch, Patch, HIDDEN),
    line(&rules::RESP_STATUS_REMOVED, Patch, Patch, "its one error type has every status"),
    line(&rules::RESP_HEADER_ADDED, Patch, Patch, "it reads no documented header"),
    line(&rules::RESP_HEADER_REMOVED, Patch, Patch, "it reads no documented header"),
    line(&rules::RESP_DEPRECATION_CHANGED, Patch, Patch, "nothing that is generated says so"),
    line(&rules::UNRECOGNISED_CONSTRAINT, Patch, Patch, CHECK),
    line(&rules::PROSE_CHANGED, Patch, Patch, "descriptions are part of what is published"),
];

/// The line of a rule; none for rules about published pages, which no document
/// of ours can break.
#[must_use]
pub fn of(rule: &Rule) -> Option<&'static Policy> {
    TABLE.iter().find(|policy| policy.rule == rule.id)
}

//! The policy: the version steps of both crates for each rule of the drift check.
//!
//! `cargo xtask drift check` and `cargo xtask regen` both take their verdict from
//! [`impact`]; regen adds the changes of the generated API that no fact shows,
//! such as another name of a schema. Each line of the table has three parts:
//! the least step of the generated crate, that of the wrapper, and the change of
//! the generated API. The last counts for the wrapper only where it re-exports
//! the type.
//!
//! Four principles guide the table:
//! - A narrower limit is a patch: the server refuses these calls already, and
//!   the fix reaches people at once.
//! - A new ability of callers is a minor step.
//! - Code that compiles and always fails is a major step, like code that no
//!   longer compiles.
//! - The wrapper keeps its names where it can. A step of the generated crate is
//!   not a step of the wrapper.

use dintero_cards_openapi::{Document, Node};
use dintero_docs_drift::compare::Entries;
use dintero_docs_drift::rules::{self, Rule, Severity, Wire};

use crate::api_effect::ApiEffect;
use crate::{Step, Wrapper};

/// Name of the generated crate.
pub const CLIENT: &str = "dintero-cards-client";
/// Name of the wrapper, the crate that people use.
pub const WRAPPER: &str = "dintero-cards";

/// The rule for a new operation.
pub static OP_ADDED: Rule = Rule {
    id: "op-added",
    severity: Severity::Notice,
    wire: Wire::None,
    pinned: false,
    summary: "There is a new operation",
    explanation: "Published clients keep working without it.",
};

/// The rule for a removed operation.
pub static OP_REMOVED: Rule = Rule {
    id: "op-removed",
    severity: Severity::Error,
    wire: Wire::Breaks,
    pinned: false,
    summary: "An operation was removed",
    explanation: "Every call of it fails. Remove it and release.",
};

/// The version steps that one changed fact asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impact {
    /// The step of the generated crate.
    pub client: Step,
    /// The step of the wrapper.
    pub wrapper: Step,
    /// The reason for the step of the wrapper.
    pub why: &'static str,
}

/// Returns the rules about documents, each with its least steps.
pub fn table() -> impl Iterator<Item = (&'static Rule, Impact)> {
    TABLE.iter().map(|&(rule, (client, wrapper), _, why)| (rule, Impact { client, wrapper, why }))
}

/// Returns the least steps of a rule; None for rules about published pages.
pub fn least(rule: &Rule) -> Option<Impact> {
    table().find(|(known, _)| known.id == rule.id).map(|(_, least)| least)
}

/// Returns the steps for a change that falls under a rule, or None for rules about
/// published pages, which ask for no change of a document.
///
/// The entries have all facts of the subject; the pointer leads into the document before
/// the change.
pub fn impact(
    rule: &Rule,
    entries: &Entries,
    (document, pointer): (&Document, &str),
    wrapper: &Wrapper,
) -> Option<Impact> {
    let line = TABLE.iter().find(|(known, ..)| known.id == rule.id);
    let &(_, (client_step, own_step), effect, why) = line?;
    // An addition is placed at the schema that it joins, which may be a reference.
    let is_new = entries.document.is_none();
    let joined = Node::at(document, pointer).ok().filter(|_| is_new);
    let is_struct = joined.as_ref().is_some_and(|node| node.value.get("properties").is_some());
    let pointer = joined.as_ref().map_or(pointer, |node| &node.pointer);
    let api = effect.step(entries, is_struct);
    let own = if wrapper.has_schema(document.file(), pointer) { api } else { Step::None };
    Some(Impact { client: client_step.max(api), wrapper: own_step.max(own), why })
}

use ApiEffect::{Bound, Breaks, Constraint, Default, Field, Format, Optional, Same, Variant};
use Step::{Major, Minor, Patch};

const PATCH: (Step, Step) = (Patch, Patch);
const MINOR: (Step, Step) = (Minor, Minor);
const MAJOR: (Step, Step) = (Major, Major);

const API: &str = "a re-exported type changes with the generated one";
const OPEN: &str = "re-exported types are non_exhaustive and decode unlisted values";
const FILTER: &str = "its filters are adapted by hand";
const CHECK: &str = "its check before sending follows the document";
const SENT: &str = "it sends the documented form, and no name of its API changes";
const TOKEN: &str = "its token code must be adapted by hand";
const URL: &str = "its default base URL is that of the document";
const STATUS: &str = "its single error type covers every status";
const HEADER: &str = "it reads no documented header";
const RENAMED: &str = "its filter keeps its name and sends the new one";
const STYLE: &str = "the generator cannot express styles: it is coded by hand";
const EXPLODE: &str = "the generator always repeats the key: it is coded by hand";
const ABSENT: &str = "the server chooses the value of an absent parameter";
const SUCCESS: &str = "the generated client accepts the documented status alone";
const SAME_VALUES: &str = "its filter accepts the same values";
const GIVEN: &str = "every caller must give it";
const SCOPE: &str = "scopes belong to the credentials";

/// The policy, one line for each rule.
static TABLE: [(&Rule, (Step, Step), ApiEffect, &str); 72] = [
    (&OP_ADDED, (Minor, Patch), Same, "it offers a further operation when someone writes that"),
    (&OP_REMOVED, MAJOR, Same, "the methods that call it are removed"),
    (&rules::OP_PATH_CHANGED, PATCH, Same, SENT),
    (&rules::OP_METHOD_CHANGED, PATCH, Same, SENT),
    (&rules::SERVER_HOST_CHANGED, PATCH, Same, URL),
    (&rules::BASE_PATH_CHANGED, PATCH, Same, URL),
    (&rules::AUTH_SCHEME_CHANGED, (Patch, Major), Same, TOKEN),
    (&rules::AUTH_REMOVED, (Patch, Major), Same, TOKEN),
    (&rules::AUTH_HEADER_RENAMED, (Patch, Major), Same, TOKEN),
    (&rules::AUTH_ALTERNATIVE_ADDED, PATCH, Same, "it keeps the way that it knows"),
    (&rules::SCOPE_ADDED, PATCH, Same, SCOPE),
    (&rules::SCOPE_REMOVED, PATCH, Same, SCOPE),
    (&rules::OP_DEPRECATION_CHANGED, (Patch, Minor), Same, "its method is marked by hand"),
    (&rules::MEDIA_TYPE_CHANGED, MAJOR, Same, "it reads and writes another body"),
    (&rules::MEDIA_TYPE_ADDED, PATCH, Same, SENT),
    (&rules::PARAM_REMOVED, MAJOR, Same, "the filter is removed: an ignored one is worse"),
    (&rules::PARAM_RENAMED, (Major, Patch), Same, RENAMED),
    (&rules::PATH_PARAM_RENAMED, (Major, Patch), Same, "its API does not name placeholders"),
    (&rules::PARAM_ADDED_OPTIONAL, MINOR, Same, FILTER),
    (&rules::PARAM_ADDED_REQUIRED, MAJOR, Same, GIVEN),
    (&rules::PARAM_BECAME_REQUIRED, MAJOR, Same, GIVEN),
    (&rules::PARAM_BECAME_OPTIONAL, MINOR, Same, FILTER),
    (&rules::PARAM_TYPE_CHANGED, MAJOR, Same, FILTER),
    (&rules::PARAM_TYPE_WIDENED, (Major, Minor), Same, CHECK),
    (&rules::PARAM_RESERVED_CHANGED, PATCH, Same, STYLE),
    (&rules::PARAM_STYLE_CHANGED, PATCH, Same, STYLE),
    (&rules::PARAM_EXPLODE_CHANGED, PATCH, Same, EXPLODE),
    (&rules::PARAM_FORMAT_CHANGED, PATCH, Format, SAME_VALUES),
    (&rules::PARAM_FORMAT_CLASS_CHANGED, MAJOR, Same, FILTER),
    (&rules::PARAM_INT_FORMAT_CHANGED, PATCH, Format, SAME_VALUES),
    (&rules::PARAM_MINIMUM_RAISED, PATCH, Bound, CHECK),
    (&rules::PARAM_MINIMUM_LOWERED, (Patch, Minor), Bound, CHECK),
    (&rules::PARAM_MAXIMUM_LOWERED, PATCH, Bound, CHECK),
    (&rules::PARAM_MAXIMUM_RAISED, (Patch, Minor), Bound, CHECK),
    (&rules::PARAM_PATTERN_ADDED, PATCH, Constraint, CHECK),
    (&rules::PARAM_PATTERN_CHANGED, PATCH, Same, CHECK),
    (&rules::PARAM_PATTERN_REMOVED, (Patch, Minor), Constraint, CHECK),
    (&rules::PARAM_LENGTH_NARROWED, PATCH, Constraint, CHECK),
    (&rules::PARAM_LENGTH_WIDENED, (Patch, Minor), Constraint, CHECK),
    (&rules::PARAM_DEFAULT_CHANGED, PATCH, Default, ABSENT),
    (&rules::PARAM_ENUM_VALUE_ADDED, MINOR, Variant, OPEN),
    (&rules::PARAM_ENUM_VALUE_REMOVED, MAJOR, Same, "the value is removed"),
    (&rules::PARAM_ENUM_INTRODUCED, PATCH, Breaks, API),
    (&rules::PARAM_ENUM_DROPPED, PATCH, Breaks, API),
    (&rules::PARAM_DEPRECATION_CHANGED, (Patch, Minor), Same, "its filter is marked by hand"),
    (&rules::RESP_FIELD_ADDED, PATCH, Field, OPEN),
    (&rules::RESP_FIELD_REMOVED, PATCH, Breaks, API),
    (&rules::RESP_FIELD_TYPE_CHANGED, PATCH, Breaks, API),
    (&rules::RESP_FIELD_TYPE_NARROWED, PATCH, Breaks, API),
    (&rules::RESP_FIELD_BECAME_REQUIRED, PATCH, Optional, API),
    (&rules::RESP_FIELD_BECAME_OPTIONAL, PATCH, Optional, API),
    (&rules::RESP_FORMAT_ADDED, PATCH, Format, API),
    (&rules::RESP_FORMAT_CHANGED, PATCH, Format, API),
    (&rules::RESP_FORMAT_REMOVED, PATCH, Format, API),
    (&rules::RESP_INT_FORMAT_CHANGED, PATCH, Format, API),
    (&rules::RESP_ENUM_INTRODUCED, PATCH, Breaks, API),
    (&rules::RESP_ENUM_VALUE_ADDED, (Minor, Patch), Variant, OPEN),
    (&rules::RESP_ENUM_VALUE_REMOVED, PATCH, Breaks, API),
    (&rules::RESP_ENUM_DROPPED, PATCH, Breaks, API),
    (&rules::RESP_NULLABLE_CHANGED, PATCH, Optional, API),
    (&rules::RESP_DEFAULT_CHANGED, PATCH, Same, "an absent value stays absent"),
    (&rules::RESP_CONSTRAINT_CHANGED, PATCH, Same, "responses are not checked"),
    (&rules::RESP_CLOSED, PATCH, Same, "unlisted fields are ignored all the same"),
    (&rules::RESP_OPENED, PATCH, Same, "unlisted fields were ignored already"),
    (&rules::RESP_STATUS_ADDED, PATCH, Same, STATUS),
    (&rules::RESP_SUCCESS_CHANGED, PATCH, Same, SUCCESS),
    (&rules::RESP_STATUS_REMOVED, PATCH, Same, STATUS),
    (&rules::RESP_HEADER_ADDED, PATCH, Same, HEADER),
    (&rules::RESP_HEADER_REMOVED, PATCH, Same, HEADER),
    (&rules::RESP_DEPRECATION_CHANGED, PATCH, Same, "the generator drops deprecations"),
    (&rules::UNRECOGNISED_CONSTRAINT, PATCH, Same, CHECK),
    (&rules::PROSE_CHANGED, PATCH, Same, "descriptions are published with the crates"),
];

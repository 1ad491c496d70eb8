//! The rules: every kind of difference, its severity and its effect on the wire.

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

/// Every rule: about the operation, what is sent, what is received, the page.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLE.iter().copied()
}

/// Returns the rule with an id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Declares the rules: one static for each, and the table of them.
macro_rules! rules {
    (@pinned) => { false };
    (@pinned pinned) => { true };
    ($($name:ident $id:literal $severity:ident $wire:ident $($pinned:ident)?: $summary:literal
        $explanation:literal)+) => {
        $(
            #[doc = $summary]
            pub static $name: Rule = Rule {
                id: $id,
                severity: Severity::$severity,
                wire: Wire::$wire,
                pinned: rules!(@pinned $($pinned)?),
                summary: $summary,
                explanation: $explanation,
            };
        )+
        static TABLE: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    OP_PATH_CHANGED "op-path-changed" Error Breaks: "The path of the operation differs"
        "Every call of a published client fails. Set the path in the document and release at once."
    OP_METHOD_CHANGED "op-method-changed" Error Breaks: "The HTTP method of the operation differs"
        "Every call of a published client is refused. Set the method in the document and release at once."
    SERVER_HOST_CHANGED "server-host-changed" Error Breaks pinned: "The operation is served by another host"
        "A token would be sent to the new host. Before anything follows the page, make sure by another source that the host belongs to the API."
    BASE_PATH_CHANGED "base-path-changed" Error Breaks pinned: "The path of the server differs"
        "Every call of a published client fails. Set the server in the document and release at once."
    AUTH_SCHEME_CHANGED "auth-scheme-changed" Error Breaks pinned: "Another authentication scheme is required"
        "Published clients authenticate with a scheme that is no longer accepted."
    AUTH_REMOVED "auth-removed" Error Breaks pinned: "The documentation no longer requires authentication"
        "This is more likely an error in the documentation than a fact. Ask the publisher before the document follows: an operation on money does not become public."
    AUTH_HEADER_RENAMED "auth-header-renamed" Error Breaks pinned: "The credentials are sent in another place"
        "Published clients send the credentials where the server does not read them."
    SCOPE_ADDED "scope-added" Warning Risk: "A further scope gives access"
        "Clients that have a documented scope keep working. Add the scope to x-required-scopes."
    SCOPE_REMOVED "scope-removed" Warning Risk: "A scope no longer gives access"
        "Clients that have only this scope may be refused. Remove it from x-required-scopes and announce it."
    OP_DEPRECATION_CHANGED "op-deprecation-changed" Notice None: "The operation is deprecated, or no longer is"
        "Look for the date of removal and the successor."
    MEDIA_TYPE_CHANGED "media-type-changed" Error Breaks: "A body has another media type"
        "Published clients cannot read or write the body."
    MEDIA_TYPE_ADDED "media-type-added" Notice None: "A body has a further media type"
        "Clients that ask for the known media type keep working."

    PARAM_REMOVED "param-removed" Error Breaks: "A parameter was removed"
        "A server ignores an unknown parameter: it responds with unfiltered data, which is worse than an error. Remove the parameter and release."
    PARAM_RENAMED "param-renamed" Error Breaks: "A parameter has another name"
        "The old name is ignored or refused. Rename it in the document: an ignored filter gives unfiltered data."
    PARAM_ADDED_OPTIONAL "param-added-optional" Warning None: "There is a new optional parameter"
        "Published clients keep working without it. Add it to the document."
    PARAM_ADDED_REQUIRED "param-added-required" Error Breaks: "There is a new required parameter"
        "Every call of a published client is refused. Add it to the document and release."
    PARAM_BECAME_REQUIRED "param-became-required" Error Breaks: "An optional parameter became required"
        "Calls without it are refused. Set required in the document."
    PARAM_BECAME_OPTIONAL "param-became-optional" Warning None: "A required parameter became optional"
        "Published clients keep working."
    PARAM_TYPE_CHANGED "param-type-changed" Error Breaks: "A parameter has another type"
        "Values of the old type are refused or misread. Change the type in the document."
    PARAM_STYLE_CHANGED "param-style-changed" Error Breaks: "A parameter is serialised in another style"
        "Values in the old style are refused or misread."
    PARAM_EXPLODE_CHANGED "param-explode-changed" Error Breaks: "A list is sent in one key instead of repeated keys, or the reverse"
        "Lists in the old form are refused or misread."
    PARAM_FORMAT_CHANGED "param-format-changed" Warning Risk: "The format of a parameter differs"
        "Check with a call which values the server accepts."
    PARAM_FORMAT_CLASS_CHANGED "param-format-class-changed" Error Breaks: "A parameter is another kind of value"
        "Values of the old format are refused or misread, as when a date becomes an id."
    PARAM_INT_FORMAT_CHANGED "param-int-format-changed" Warning Risk: "The width of a number differs"
        "Values outside the new width may be refused."
    PARAM_MINIMUM_RAISED "param-minimum-raised" Error Breaks: "The minimum is larger"
        "Values that were allowed are refused. Set the minimum in the document."
    PARAM_MINIMUM_LOWERED "param-minimum-lowered" Warning None: "The minimum is smaller"
        "Published clients keep working and refuse values that are now allowed."
    PARAM_MAXIMUM_LOWERED "param-maximum-lowered" Error Breaks: "The maximum is smaller"
        "Values that were allowed are refused. Set the maximum in the document."
    PARAM_MAXIMUM_RAISED "param-maximum-raised" Warning None: "The maximum is larger"
        "Published clients keep working and refuse values that are now allowed."
    PARAM_PATTERN_ADDED "param-pattern-added" Error Breaks: "Values must match a pattern"
        "Values that were allowed may be refused."
    PARAM_PATTERN_CHANGED "param-pattern-changed" Error Breaks: "Values must match another pattern"
        "Values that were allowed may be refused."
    PARAM_PATTERN_REMOVED "param-pattern-removed" Warning None: "Values no longer have to match a pattern"
        "Published clients keep working and refuse values that are now allowed."
    PARAM_LENGTH_NARROWED "param-length-narrowed" Error Breaks: "Fewer lengths are allowed"
        "Values that were allowed are refused."
    PARAM_LENGTH_WIDENED "param-length-widened" Warning None: "More lengths are allowed"
        "Published clients keep working and refuse values that are now allowed."
    PARAM_DEFAULT_CHANGED "param-default-changed" Warning Risk: "The default differs"
        "Calls without the parameter get another response, although the caller changed nothing."
    PARAM_ENUM_VALUE_ADDED "param-enum-value-added" Warning None: "A parameter accepts a further value"
        "Published clients keep working. Add the value to the document."
    PARAM_ENUM_VALUE_REMOVED "param-enum-value-removed" Error Breaks: "A parameter no longer accepts a value"
        "Calls with this value are refused, or get unfiltered data."
    PARAM_ENUM_INTRODUCED "param-enum-introduced" Warning Risk: "Only listed values are accepted"
        "Values that were allowed may be refused."
    PARAM_ENUM_DROPPED "param-enum-dropped" Warning Risk: "The values are no longer listed"
        "Published clients keep working with the values that they know."
    PARAM_DEPRECATION_CHANGED "param-deprecation-changed" Notice None: "A parameter is deprecated, or no longer is"
        "Look for its successor."

    RESP_FIELD_ADDED "resp-field-added" Warning None: "There is a new field in a response"
        "Published clients ignore it. Add it to the document."
    RESP_FIELD_REMOVED "resp-field-removed" Error Risk: "A field of a response was removed"
        "Decoding fails where the field was required; an optional field is empty from now on, without an error."
    RESP_FIELD_TYPE_CHANGED "resp-field-type-changed" Error Breaks: "A field of a response has another type"
        "One value of another type fails the decoding of the whole page."
    RESP_FIELD_BECAME_REQUIRED "resp-field-became-required" Warning None: "A field of a response is always present"
        "Published clients keep working. Decoding becomes stricter when the document follows."
    RESP_FIELD_BECAME_OPTIONAL "resp-field-became-optional" Error Risk: "A field of a response may be missing"
        "A client that requires it fails to decode the response."
    RESP_FORMAT_ADDED "resp-format-added" Error Breaks: "A text of a response has a format"
        "When the document follows, one value of another form fails the whole page. Look at real values first."
    RESP_FORMAT_CHANGED "resp-format-changed" Error Breaks: "A text of a response has another format"
        "Published clients cannot decode values of the new format."
    RESP_FORMAT_REMOVED "resp-format-removed" Warning Risk: "A text of a response no longer has a format"
        "Published clients may receive values that they cannot decode."
    RESP_INT_FORMAT_CHANGED "resp-int-format-changed" Warning Risk: "The width of a number in a response differs"
        "Published clients may receive values that do not fit."
    RESP_ENUM_INTRODUCED "resp-enum-introduced" Warning Risk: "The values of a field are listed"
        "Expect the list to grow."
    RESP_ENUM_VALUE_ADDED "resp-enum-value-added" Warning Risk: "A field has a further value"
        "A client that accepts only listed values fails on the whole page. Add the value to the document."
    RESP_ENUM_VALUE_REMOVED "resp-enum-value-removed" Warning None: "A field no longer has a value"
        "Published clients keep working. Code that waits for the value waits forever."
    RESP_ENUM_DROPPED "resp-enum-dropped" Warning Risk: "The values of a field are no longer listed"
        "A client that accepts only listed values may fail on the whole page."
    RESP_NULLABLE_CHANGED "resp-nullable-changed" Warning Risk: "A field may be null, or no longer may"
        "Null in a required field fails the whole page."
    RESP_DEFAULT_CHANGED "resp-default-changed" Notice None: "A field of a response has another default"
        "Leave defaults of responses out of the document: they turn an absent value into a present one."
    RESP_CONSTRAINT_CHANGED "resp-constraint-changed" Warning Risk: "A bound, length or pattern of a field differs"
        "Leave it out of the document unless it is already there: a client that checks responses is brittle."
    RESP_CLOSED "resp-closed" Warning Risk: "Responses have no fields besides the listed ones"
        "Leave this out of the document: the next new field would break every caller."
    RESP_OPENED "resp-opened" Notice None: "Responses may have fields besides the listed ones"
        "Remove additionalProperties: false from the document."
    RESP_STATUS_ADDED "resp-status-added" Warning None: "A further response status is documented"
        "Published clients treat it as before."
    RESP_SUCCESS_CHANGED "resp-success-changed" Error Breaks: "Success has another status"
        "A client that accepts only the documented status reports every call as an error. Set the status in the document and release at once."
    RESP_STATUS_REMOVED "resp-status-removed" Warning None: "A response status is no longer documented"
        "Servers also send undocumented statuses: keep the code that handles it."
    RESP_HEADER_ADDED "resp-header-added" Notice None: "A further response header is documented"
        "Published clients ignore it."
    RESP_HEADER_REMOVED "resp-header-removed" Warning Risk: "A response header is no longer documented"
        "Look for code that waits for it."
    RESP_DEPRECATION_CHANGED "resp-deprecation-changed" Notice None: "A field of a response is deprecated, or no longer is"
        "Look for its successor."

    PROSE_CHANGED "prose-changed" Notice None: "A published description or title has other words"
        "Read the page: the words may state facts that no field states. Then set x-description-digest to the new digest."
    DOCS_INCONSISTENT "docs-inconsistent" Notice None: "The page contradicts itself"
        "Ask the publisher which of the two statements is true before the document follows either."
    DOCS_FORMS_DISAGREE "docs-forms-disagree" Warning Risk: "Two forms of the published documentation disagree"
        "The forms were made from one source at different times, or one of them lost a part. The check does not choose between them."
    PARAM_HEADING_LOST "param-heading-lost" Notice None: "Only the description of a parameter is on the page"
        "The page lost the heading. The description shows that the parameter exists; its type and limits are unknown. Compare with another form of the page."
    ORPHAN_DESCRIPTION "orphan-description" Warning Risk: "A paragraph belongs to no known parameter"
        "It may describe a new parameter whose heading was lost. Compare with another form of the page."
    UNRECOGNISED_CONSTRAINT "unrecognised-constraint" Warning Risk: "A constraint is written in an unknown way"
        "Look at the page: the check cannot read a limit that may have changed."
    CHANGELOG_ENTRY "changelog-entry" Notice Risk: "The published changelog names the operation after the last comparison"
        "This is an early warning. Read the entry, compare again, and set x-provenance.compared."
    PAGE_MOVED "page-moved" Notice None: "The page has a new address"
        "Set the address in x-provenance."

    AUTH_ALTERNATIVE_ADDED "auth-alternative-added" Warning None: "There is a further way to authenticate"
        "Published clients keep working. Make sure by another source that the new way belongs to the API."
    PATH_PARAM_RENAMED "path-param-renamed" Warning None: "A placeholder of the path has another name"
        "The name is not sent: requests stay the same. Rename it in the document; builders of the generated client follow."
    PARAM_TYPE_WIDENED "param-type-widened" Warning None: "A parameter has a wider type"
        "Published clients keep working: every value that they send is still allowed."
    PARAM_RESERVED_CHANGED "param-reserved-changed" Warning Risk: "Reserved characters of a parameter are sent in another way"
        "Published clients encode them: make sure that the server decodes them."
    RESP_FIELD_TYPE_NARROWED "resp-field-type-narrowed" Warning None: "A field of a response has a narrower type"
        "Published clients keep working: they read every value of the new type."
}

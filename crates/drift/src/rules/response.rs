//! Rules about what a caller receives.

use super::rule::{Rule, Severity, Step, Wire, rules};

rules! {
    RESP_FIELD_ADDED "resp-field-added" Warning None Minor Minor false
        "There is a new field in a response"
        "Published clients ignore it. Transcribe it; generated structs are non-exhaustive, so that a further field breaks nobody."
    RESP_FIELD_REMOVED "resp-field-removed" Error Risk Major Major false
        "A field is gone from a response"
        "A required field breaks decoding; an optional one is silently empty from now on."
    RESP_FIELD_TYPE_CHANGED "resp-field-type-changed" Error Breaks Major Major false
        "A field of a response has another type"
        "One field that does not fit fails the decoding of the whole page."
    RESP_FIELD_BECAME_REQUIRED "resp-field-became-required" Warning None Major Major false
        "A field of a response is always there"
        "Published clients go on working. Decoding becomes stricter once the document follows."
    RESP_FIELD_BECAME_OPTIONAL "resp-field-became-optional" Error Risk Major Major false
        "A field of a response may be missing"
        "A client that needs it fails to decode, and a list that is missing silently becomes an empty one."
    RESP_FORMAT_ADDED "resp-format-added" Error Breaks Major Major false
        "A text of a response has a format"
        "The type becomes narrower, and one value that does not fit fails the whole page. Look at real values before the document follows."
    RESP_FORMAT_CHANGED "resp-format-changed" Error Breaks Major Major false
        "A text of a response has another format"
        "Values of the new format do not decode in published clients."
    RESP_FORMAT_REMOVED "resp-format-removed" Warning Risk Major Major false
        "A text of a response has no format any more"
        "Values may come that do not decode in published clients."
    RESP_INT_FORMAT_CHANGED "resp-int-format-changed" Warning Risk Major Major false
        "The width of an integer of a response differs"
        "Values may come that do not fit the integer type of published clients."
    RESP_ENUM_INTRODUCED "resp-enum-introduced" Warning Risk Major Major false
        "The values of a field are listed"
        "Keep the type open: the list will grow."
    RESP_ENUM_VALUE_ADDED "resp-enum-value-added" Warning Risk Minor Minor false
        "A field may have a further value"
        "A closed enumeration fails the whole page on it; an open one, as is generated here, keeps it as text. Add it to the document."
    RESP_ENUM_VALUE_REMOVED "resp-enum-value-removed" Warning None Major Major false
        "A field no longer has a value"
        "Published clients go on working; what waits for the value waits for ever."
    RESP_ENUM_DROPPED "resp-enum-dropped" Warning Risk Major Major false
        "The values of a field are no longer listed"
        "Values may come that a closed enumeration fails on."
    RESP_NULLABLE_CHANGED "resp-nullable-changed" Warning Risk Major Major false
        "A field may be null, or no longer may"
        "Null in a required field fails the whole page; for an optional one nothing that is generated changes."
    RESP_DEFAULT_CHANGED "resp-default-changed" Notice None Major Major false
        "A field of a response has another default"
        "Do not transcribe defaults of responses: they turn an absent value into a present one."
    RESP_CONSTRAINT_CHANGED "resp-constraint-changed" Warning Risk Patch Patch false
        "A bound, length or pattern of a field differs"
        "Checking what a server sends makes readers brittle: transcribe it only where it stands already."
    RESP_CLOSED "resp-closed" Warning Risk Major Major false
        "Unlisted fields are said not to come"
        "Never transcribe it: the next field that is added would break every caller."
    RESP_OPENED "resp-opened" Notice None Patch Patch false
        "Unlisted fields may come"
        "Take additionalProperties: false out of the document."
    RESP_STATUS_ADDED "resp-status-added" Warning None Major Major false
        "A further response status is documented"
        "Published clients treat it as before. Documenting it may change the error type of the operation."
    RESP_SUCCESS_CHANGED "resp-success-changed" Error Breaks Patch Patch false
        "Success has another status"
        "A client that is generated from the document takes the documented status alone for success: every call of a published one ends in an error. Set the status in the document and release at once; signatures stay."
    RESP_STATUS_REMOVED "resp-status-removed" Warning None Major Major false
        "A response status is no longer documented"
        "Servers send undocumented statuses; keep what handles it."
    RESP_HEADER_ADDED "resp-header-added" Notice None None None false
        "A further response header is documented"
        "Nothing that is generated reads headers; use it by hand where it helps."
    RESP_HEADER_REMOVED "resp-header-removed" Warning Risk None None false
        "A response header is no longer documented"
        "Look for code by hand that waits for it."
    RESP_DEPRECATION_CHANGED "resp-deprecation-changed" Notice None None None false
        "A field of a response is announced to go away, or no longer is"
        "Look for its successor."
}

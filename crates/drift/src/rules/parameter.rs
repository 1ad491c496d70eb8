//! Rules about what a caller sends: parameters and fields of the request body.

use super::rule::{Rule, Severity, Step, Wire, rules};

rules! {
    PARAM_REMOVED "param-removed" Error Breaks Major Major false
        "A parameter is gone"
        "A server ignores what it does not know: a filter that is ignored answers with unfiltered data, which is worse than an error. Remove it and release."
    PARAM_RENAMED "param-renamed" Error Breaks Major Major false
        "A parameter has another name"
        "The old name is ignored or refused. Rename it in the document; a filter that is ignored answers with unfiltered data."
    PARAM_ADDED_OPTIONAL "param-added-optional" Warning None Minor Major false
        "There is a new optional parameter"
        "Published clients go on working without it. Transcribe it; a client with positional parameters changes its signature."
    PARAM_ADDED_REQUIRED "param-added-required" Error Breaks Major Major false
        "There is a new required parameter"
        "Every call of a published client is refused. Transcribe it and release."
    PARAM_BECAME_REQUIRED "param-became-required" Error Breaks Major Major false
        "A parameter is required that was optional"
        "Calls without it are refused. Set required in the document; builders compile as before and fail when they are run."
    PARAM_BECAME_OPTIONAL "param-became-optional" Warning None Minor Major false
        "A parameter is optional that was required"
        "Published clients go on working."
    PARAM_TYPE_CHANGED "param-type-changed" Error Breaks Major Major false
        "A parameter has another type"
        "Values of the old type are refused or misread. Change the type in the document."
    PARAM_STYLE_CHANGED "param-style-changed" Error Breaks None None false
        "A parameter is serialised in another style"
        "The generator cannot express styles: setting it in the document changes nothing. It needs code by hand."
    PARAM_EXPLODE_CHANGED "param-explode-changed" Error Breaks None None false
        "A list is sent with one key instead of repeated ones, or the other way round"
        "The generator always repeats the key: setting explode in the document changes nothing. It needs code by hand."
    PARAM_FORMAT_CHANGED "param-format-changed" Warning Risk Major Major false
        "The format of a parameter differs"
        "The type of the parameter in a client may change with its format. Check with a call what the server takes."
    PARAM_FORMAT_CLASS_CHANGED "param-format-class-changed" Error Breaks Major Major false
        "A parameter is another kind of value"
        "Values of the old format are refused or misread, as when a date becomes an id."
    PARAM_INT_FORMAT_CHANGED "param-int-format-changed" Warning Risk Major Major false
        "The width of an integer differs"
        "The integer type in a client changes with it."
    PARAM_MINIMUM_RAISED "param-minimum-raised" Error Breaks None None false
        "The smallest value is larger"
        "Values that were fine are refused. Set the minimum; where it becomes 1, or no longer is, the integer type changes."
    PARAM_MINIMUM_LOWERED "param-minimum-lowered" Warning None None None false
        "The smallest value is smaller"
        "Published clients go on working and refuse values that are fine now. Where the minimum becomes 1, or no longer is, the integer type changes."
    PARAM_MAXIMUM_LOWERED "param-maximum-lowered" Error Breaks None None false
        "The largest value is smaller"
        "Values that were fine are refused. Only validation by hand knows the maximum: set it in the document and look there."
    PARAM_MAXIMUM_RAISED "param-maximum-raised" Warning None None None false
        "The largest value is larger"
        "Published clients go on working and refuse values that are fine now. Only validation by hand knows the maximum."
    PARAM_PATTERN_ADDED "param-pattern-added" Error Breaks Major Major false
        "Values must match a pattern"
        "Values that were fine may be refused. A pattern gives the parameter a type of its own."
    PARAM_PATTERN_CHANGED "param-pattern-changed" Error Breaks Patch Patch false
        "Values must match another pattern"
        "Values that were fine may be refused. No signature changes; what is checked when a value is made does."
    PARAM_PATTERN_REMOVED "param-pattern-removed" Warning None Patch Patch false
        "Values need not match a pattern any more"
        "Published clients go on working and refuse values that are fine now. Where no length is left either, the type changes."
    PARAM_LENGTH_NARROWED "param-length-narrowed" Error Breaks Patch Patch false
        "Fewer lengths are allowed"
        "Values that were fine are refused. What is checked when a value is made changes."
    PARAM_LENGTH_WIDENED "param-length-widened" Warning None Patch Patch false
        "More lengths are allowed"
        "Published clients go on working and refuse values that are fine now."
    PARAM_DEFAULT_CHANGED "param-default-changed" Warning Risk None None false
        "The default differs"
        "Calls that leave the parameter out answer something else, without a line of code having changed. A default outside its range stops generation."
    PARAM_ENUM_VALUE_ADDED "param-enum-value-added" Warning None Minor Minor false
        "A parameter takes a further value"
        "Published clients go on working. Generated enumerations are non-exhaustive, so that a further variant breaks nobody."
    PARAM_ENUM_VALUE_REMOVED "param-enum-value-removed" Error Breaks Major Major false
        "A parameter no longer takes a value"
        "Calls with this value are refused, or answer with unfiltered data."
    PARAM_ENUM_INTRODUCED "param-enum-introduced" Warning Risk Major Major false
        "Only listed values are taken"
        "Values that were fine may be refused. The type becomes an enumeration."
    PARAM_ENUM_DROPPED "param-enum-dropped" Warning Risk Major Major false
        "The values are no longer listed"
        "Published clients go on working with the values they know. The type becomes a text."
    PARAM_DEPRECATION_CHANGED "param-deprecation-changed" Notice None None None false
        "A parameter is announced to go away, or no longer is"
        "Look for its successor, and mark the filter by hand: generators drop this fact."
}

//! Rules about the page rather than the API.

use super::rule::{Rule, Severity, Step, Wire, rules};

rules! {
    PROSE_CHANGED "prose-changed" Notice None Patch Patch false
        "A published description or title has other words"
        "Read the page: words may carry facts that no field does. Then set x-description-digest to the new digest."
    DOCS_INCONSISTENT "docs-inconsistent" Notice None None None false
        "The page contradicts itself"
        "Ask which of the two statements holds before the document follows either."
    DOCS_FORMS_DISAGREE "docs-forms-disagree" Warning Risk None None false
        "Two forms of the published documentation disagree"
        "The forms are made from one source at different times, or one of them lost something. Neither is picked in silence."
    PARAM_HEADING_LOST "param-heading-lost" Notice None None None false
        "A parameter is known by its description alone"
        "The form lost the heading: that the parameter is there is concluded from its words, and nothing is known about its type and limits. Another form of the page says more."
    ORPHAN_DESCRIPTION "orphan-description" Warning Risk None None false
        "A paragraph belongs to no parameter that is known"
        "It may describe a new parameter whose heading was lost. Look at the page in another form."
    UNRECOGNISED_CONSTRAINT "unrecognised-constraint" Warning Risk None None false
        "A constraint is written in a way that is not known"
        "Look at the page: a limit may have changed that the check cannot read."
    CHANGELOG_ENTRY "changelog-entry" Notice Risk None None false
        "The published changelog names the operation after it was last compared"
        "An early warning: read the entry, compare again, and set x-provenance.compared."
    PAGE_MOVED "page-moved" Notice None None None false
        "The page has a new address"
        "Set the address in x-provenance."
}

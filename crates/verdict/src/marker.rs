//! The mark on a changelog entry that was written from a verdict.
//!
//! It is a comment, so nobody sees it in the rendered page. An entry keeps its
//! words for as long as what it is about holds: whoever rewords it is not undone.

/// Where a mark begins; the id follows.
const START: &str = "<!-- regen ";
const END: &str = " -->";

/// The mark with an id.
pub(crate) fn of(id: &str) -> String {
    format!("{START}{id}{END}")
}

/// The id in the mark of a text.
pub(crate) fn id(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(START)?;
    Some(rest.split_once(END)?.0)
}

/// The text without its mark.
pub(crate) fn without(text: &str) -> String {
    match id(text) {
        Some(found) => text.replace(&format!(" {}", of(found)), "").replace(&of(found), ""),
        None => text.to_owned(),
    }
}

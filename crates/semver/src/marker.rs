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

/// The ids in the marks of a text: whoever makes one entry of two keeps both.
pub(crate) fn ids(text: &str) -> Vec<&str> {
    let marks = text.split(START).skip(1);
    marks.filter_map(|rest| Some(rest.split_once(END)?.0)).collect()
}

/// The text without its marks.
pub(crate) fn without(text: &str) -> String {
    ids(text).into_iter().fold(text.to_owned(), |text, id| {
        text.replace(&format!(" {}", of(id)), "").replace(&of(id), "")
    })
}

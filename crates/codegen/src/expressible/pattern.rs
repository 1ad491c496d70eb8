//! Patterns: regular expressions of ECMA-262, read with Unicode where they can be.

use dintero_cards_openapi::Node;

use crate::Error;

/// Letters and digits that mean something after a backslash in ECMA-262.
const ESCAPES: &str = "bBcdDfkpPnrsStuvwWx0123456789";

pub(super) fn check(pattern: &Node<'_>) -> Result<(), Error> {
    let refuse = |problem: String, remedy| Err(Error::of_node(pattern, problem, remedy));
    let remedy = "write it as ECMA-262 says";
    let Some(text) = pattern.value.as_str() else {
        return refuse("the pattern is no text".to_owned(), remedy);
    };
    if let Some(escape) = foreign_escape(text) {
        let problem = format!("\\{escape} in the pattern is of another dialect");
        return refuse(problem, "write ^ and $ for anchors, and else what ECMA-262 has");
    }
    if text.contains("[[:") {
        let problem = "[[: in the pattern is of another dialect".to_owned();
        return refuse(problem, "write the characters out");
    }
    // The generator reads it without Unicode, and so does whoever cannot read it with.
    let with_unicode = regress::Regex::with_flags(text, "u");
    match regress::Regex::new(text) {
        Err(error) => refuse(format!("the pattern is no regular expression: {error}"), remedy),
        // Without Unicode, \p and \u{…} would be letters.
        Ok(_) if with_unicode.is_err() && has_unicode_escape(text) => {
            let problem = "the pattern has \\p or \\u{, and cannot be read with Unicode".to_owned();
            refuse(problem, "leave out backslashes that mean nothing")
        }
        Ok(_) => Ok(()),
    }
}

/// The first escaped letter that means nothing in ECMA-262, and would be itself.
fn foreign_escape(text: &str) -> Option<char> {
    escapes(text).find(|c| c.is_ascii_alphabetic() && !ESCAPES.contains(*c))
}

fn has_unicode_escape(text: &str) -> bool {
    escapes(text).any(|c| matches!(c, 'p' | 'P')) || text.contains("\\u{")
}

/// The characters after a backslash.
fn escapes(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars();
    std::iter::from_fn(move || {
        chars.find(|c| *c == '\\')?;
        chars.next()
    })
}

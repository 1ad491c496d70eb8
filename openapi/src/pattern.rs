//! The dialect of patterns: regular expressions of ECMA-262, read with Unicode where
//! they can be.

use regress::Regex;

/// Longer than any pattern that people read. A choice of a few thousand alternatives
/// would overflow the stack of whoever compiles it.
const MAX_BYTES: usize = 1_000;
/// Letters and digits that mean something after a backslash in ECMA-262.
const ESCAPES: &str = "bBcdDfkpPnrsStuvwWx0123456789";

/// Returns the flags with which every reader compiles a pattern: `u`, or none if the
/// pattern is valid without Unicode only, and means the same without.
///
/// # Errors
/// The text is no pattern of ECMA-262, or is longer than 1,000 bytes; the error is the
/// problem and what to do.
pub fn pattern_flags(text: &str) -> Result<&'static str, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("the pattern is longer than {MAX_BYTES} bytes; shorten it"));
    }
    let is_foreign = |c: &char| c.is_ascii_alphabetic() && !ESCAPES.contains(*c);
    if let Some(escape) = escapes(text).find(is_foreign) {
        return Err(format!(
            "\\{escape} in the pattern is of another dialect; write ^ and $ for anchors, and else \
             what ECMA-262 has"
        ));
    }
    if text.contains("[[:") {
        return Err("[[: in the pattern is of another dialect; write the characters out".to_owned());
    }
    if Regex::with_flags(text, "u").is_ok() {
        return Ok("u");
    }
    // Without Unicode, \p and \u{…} would be letters.
    if escapes(text).any(|c| matches!(c, 'p' | 'P')) || text.contains("\\u{") {
        return Err("the pattern has \\p or \\u{, and cannot be read with Unicode; leave out \
                    backslashes that mean nothing"
            .to_owned());
    }
    Regex::new(text).map(|_| "").map_err(|error| {
        format!(
            "the pattern is not valid: no regular expression: {error}; write it as ECMA-262 says"
        )
    })
}

/// The characters after a backslash.
fn escapes(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars();
    std::iter::from_fn(move || {
        chars.find(|c| *c == '\\')?;
        chars.next()
    })
}

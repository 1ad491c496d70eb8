//! Percent-encoding, read strictly: malformed encoding is an error.

use super::check::Violation;

/// The rules that a text violates, for [`Violation::new`].
pub(super) const PERCENT: &str = "has a % without two hexadecimal digits behind it";
pub(super) const UTF8: &str = "is not UTF-8 once it is decoded";

/// Decodes one segment of a path; a plus sign stays a plus sign.
pub(super) fn segment(text: &str) -> Result<String, &'static str> {
    decode(text, false)
}

/// Decodes the pairs of a query in their order. A plus sign is a space, a name
/// without an equals sign has an empty value, and empty pairs are skipped.
pub(crate) fn pairs(query: &str) -> Result<Vec<(String, String)>, Violation> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = "the name of a parameter";
            let key = decode(key, true).map_err(|rule| Violation::new(name, rule))?;
            let value = decode(value, true).map_err(|rule| Violation::new(&key, rule))?;
            Ok((key, value))
        })
        .collect()
}

fn decode(text: &str, plus_is_space: bool) -> Result<String, &'static str> {
    let text = if plus_is_space { text.replace('+', " ") } else { text.to_owned() };
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).ok_or(PERCENT)?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let byte = u8::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal);
        bytes.push(byte.ok_or(PERCENT)?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).map_err(|_| UTF8)
}

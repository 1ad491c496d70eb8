//! Published prose, reduced to the part that all copies have in common.
//!
//! The sentences of a page are not stored: a document has the digest of a published
//! description, and the check compares digests. Every copy of a page has its own
//! quotes, dashes, marks and line ends, so the digest is taken of [`normalise`]d text.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

/// The longest address of a link, in characters, as browsers accept it.
const MAX_ADDRESS: usize = 2000;

/// Returns a text without differences of spelling.
///
/// In this order: HTML entities decoded; NFKC; zero-width characters and byte
/// order marks dropped; quotes and dashes unified; `[text](url)` reduced to its
/// text; backslash, backtick and asterisk dropped; case folded; white space
/// collapsed to single spaces and trimmed.
pub fn normalise(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    let text: String = text.nfkc().filter_map(unified).collect();
    let text = without_links(&text);
    let text: String = text.chars().filter(|c| !matches!(c, '\\' | '`' | '*')).collect();
    let text = unicase::UniCase::unicode(text).to_folded_case();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns `sha256:` and 64 hexadecimal digits over the [`normalise`]d text.
///
/// ```
/// use dintero_docs_drift::prose::digest;
/// assert_eq!(digest("The “id” of a *card*"), digest("the \"id\" of a  card"));
/// ```
pub fn digest(text: &str) -> String {
    of_bytes(normalise(text).as_bytes())
}

/// Returns the similarity of two texts from 0 to 1: the share of common words, each
/// counted as often as both have it. Texts that normalise alike have 1.
pub fn similarity(one: &str, other: &str) -> f64 {
    let (one, other) = (normalise(one), normalise(other));
    let [one, other]: [Vec<&str>; 2] = [&one, &other].map(|text| text.split(' ').collect());
    let mut rest = HashMap::<&str, usize>::new();
    for word in &other {
        *rest.entry(word).or_default() += 1;
    }
    let mut is_shared = |word: &&&str| {
        let left = rest.get_mut(**word).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    let shared = one.iter().filter(|word| is_shared(word)).count();
    // Descriptions have far fewer words than f64 can count.
    2.0 * shared as f64 / (one.len() + other.len()) as f64
}

/// Returns `sha256:` and 64 hexadecimal digits over the unchanged bytes.
pub fn of_bytes(bytes: &[u8]) -> String {
    format!("sha256:{}", dintero_cards_openapi::hex(&hmac_sha256::Hash::hash(bytes)))
}

fn unified(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2018}'..='\u{201b}' => Some('\''),
        '\u{201c}'..='\u{201f}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        other => Some(other),
    }
}

/// Replaces `[text](url)` by `text`; other brackets stay.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Every opening bracket looks for the same closing one.
    while let Some(close) = rest.find(']') {
        let (label, after) = (&rest[..close], &rest[close + 1..]);
        let target = after.strip_prefix('(').and_then(|target| {
            let end = target.char_indices().take(MAX_ADDRESS).find(|(_, c)| *c == ')')?.0;
            Some(&target[end + 1..])
        });
        match (label.find('['), target) {
            (Some(open), Some(target)) => {
                out.push_str(&label[..open]);
                out.push_str(&label[open + 1..]);
                rest = target;
            }
            _ => {
                out.push_str(&rest[..=close]);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

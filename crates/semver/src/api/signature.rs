//! The text of signatures: short, and independent of the author of the tokens.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// Paths that readers know by the last name.
const KNOWN: [&str; 8] = [
    "std::option::",
    "std::string::",
    "std::vec::",
    "std::result::",
    "std::convert::",
    "std::fmt::",
    "std::ops::",
    "std::default::",
];

/// Words without a space before them, and words without one after them.
const CLOSE: [&str; 10] = [",", ";", ":", "::", ")", "]", ">", "<", "?", "."];
const OPEN: [&str; 8] = ["(", "[", "<", "&", "::", "#", "!", "."];

pub(super) fn text(tokens: &impl ToTokens) -> String {
    let mut words = Vec::new();
    collect(tokens.to_token_stream(), &mut words);
    let mut text = String::new();
    let mut before = "";
    for (index, word) in words.iter().enumerate() {
        // A leading `::` adds nothing to a path.
        if word == "::" && !(is_name(before) || before == ">") {
            continue;
        }
        // A trailing comma is optional.
        if word == ","
            && words.get(index + 1).is_some_and(|next| [")", ">", "}"].contains(&next.as_str()))
        {
            continue;
        }
        let calls = word == "(" && (is_name(before) || before == ">");
        let is_apart =
            !(text.is_empty() || CLOSE.contains(&word.as_str()) || OPEN.contains(&before) || calls);
        if is_apart {
            text.push(' ');
        }
        text.push_str(word);
        before = word;
    }
    let text = text.trim_end_matches(',').to_owned();
    KNOWN.iter().fold(text, |text, path| text.replace(path, ""))
}

fn is_name(word: &str) -> bool {
    word.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

/// Collects the tokens as words; joint signs are one word.
fn collect(tokens: TokenStream, words: &mut Vec<String>) {
    let mut is_joint = false;
    for token in tokens {
        let word = match &token {
            TokenTree::Group(group) => {
                let (start, end) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                words.push(start.to_owned());
                collect(group.stream(), words);
                words.push(end.to_owned());
                is_joint = false;
                continue;
            }
            other => other.to_string(),
        };
        match words.last_mut().filter(|last| is_joint && joins(last, &word)) {
            Some(last) => last.push_str(&word),
            None => words.push(word),
        }
        is_joint = matches!(&token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    }
}

/// Whether two signs are one word. The `>>` of types are two.
fn joins(last: &str, word: &str) -> bool {
    last == "'" || matches!((last, word), (":", ":") | ("-" | "=", ">") | ("." | "..", "." | "="))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

    use super::text;

    #[test]
    fn a_signature_reads_as_people_write_it() {
        let shown = |written: &str| text(&syn::parse_str::<syn::Type>(written).unwrap());
        assert_eq!(shown("::std::option::Option<crate::Timestamp>"), "Option<crate::Timestamp>");
        assert_eq!(
            shown("::std::vec::Vec<(&'static str, ::uuid::Uuid)>"),
            "Vec<(&'static str, uuid::Uuid)>"
        );
        let function = "pub async fn send<V>(mut self, value: &V) -> ::std::result::Result<(), Error<types::X>> where V: ::std::convert::TryInto<u64>, V::Error: ::std::fmt::Display,";
        let function: syn::Signature =
            syn::parse_str(function.strip_prefix("pub ").unwrap()).unwrap();
        assert_eq!(
            text(&function),
            "async fn send<V>(mut self, value: &V) -> Result<(), Error<types::X>> where V: TryInto<u64>, V::Error: Display"
        );
    }
}

//! The document of the workspace, edited, and what comes of it.

use dintero_cards_codegen::generate;
use dintero_cards_openapi::{CARDS, Source};

/// The document with one text replaced by another.
pub(crate) fn edited(from: &str, to: &str) -> String {
    assert_eq!(CARDS.text.matches(from).count(), 1, "{from:?} must stand in the document once");
    CARDS.text.replacen(from, to, 1)
}

pub(crate) fn text_of(text: &str) -> Result<String, String> {
    generate(Source { file: "openapi/cards.yaml", text }).map_err(|error| error.to_string())
}

/// Number of the line that is `part`, or else of the first that has it.
pub(crate) fn line_of(text: &str, part: &str) -> usize {
    let position = |is: &dyn Fn(&str) -> bool| text.lines().position(is);
    position(&|line| line == part).or_else(|| position(&|line| line.contains(part))).unwrap() + 1
}

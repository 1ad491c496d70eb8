//! The error of the generation.

use std::fmt;

use dintero_cards_openapi::{Document, Node, Position};

/// Longest problem in characters: four lines of a terminal. The problem may have a name or
/// a pattern of the document, which may have a kilobyte.
const MAX_PROBLEM: usize = 300;

/// A document from which no code can be generated.
///
/// `Display` writes one line: the file, line and column if they are known, the
/// problem, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    position: Option<Position>,
    line: String,
}

impl Error {
    /// Returns an error about the node at a JSON pointer.
    pub(crate) fn at(
        document: &Document,
        pointer: &str,
        problem: impl Into<String>,
        remedy: &str,
    ) -> Self {
        let position = document.position(pointer);
        Self::new(document.file(), Some(position), &problem.into(), remedy)
    }

    pub(crate) fn of_node(node: &Node<'_>, problem: impl Into<String>, remedy: &str) -> Self {
        Self::at(node.document, &node.pointer, problem, remedy)
    }

    /// Checks rules about a node in their order: whether each holds, its problem and its
    /// remedy. Problems begin with the name of the node.
    pub(crate) fn unless_all(
        (document, pointer, name): (&Document, &str, &str),
        rules: &[(bool, &str, &str)],
    ) -> Result<(), Self> {
        match rules.iter().find(|(holds, ..)| !holds) {
            Some((_, problem, remedy)) => {
                Err(Self::at(document, pointer, format!("{name} {problem}"), remedy))
            }
            None => Ok(()),
        }
    }

    /// Returns an error about the document as a whole.
    pub(crate) fn of(file: &str, problem: impl Into<String>, remedy: &str) -> Self {
        Self::new(file, None, &problem.into(), remedy)
    }

    /// Returns the place in the document, if the error is about one place.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    fn new(file: &str, position: Option<Position>, problem: &str, remedy: &str) -> Self {
        // Messages of the generator may be long, and have several lines.
        let mut problem = problem.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = problem.char_indices().nth(MAX_PROBLEM) {
            problem.replace_range(end.., "…");
        }
        let place = position.map_or_else(String::new, |position| format!(":{position}"));
        Self { position, line: format!("{file}{place}: {problem}; {remedy}") }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}

impl std::error::Error for Error {}

impl From<dintero_cards_openapi::Error> for Error {
    fn from(error: dintero_cards_openapi::Error) -> Self {
        let remedy = if error.pointer().is_empty() { "correct the YAML" } else { "correct it" };
        let (problem, remedy) =
            error.message().rsplit_once("; ").unwrap_or((error.message(), remedy));
        Self::new(error.file(), Some(error.position()), problem, remedy)
    }
}

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
    file: String,
    position: Option<Position>,
    problem: String,
    remedy: String,
}

impl Error {
    /// Returns an error about the node at a JSON pointer.
    pub(crate) fn at(
        document: &Document,
        pointer: &str,
        problem: impl Into<String>,
        remedy: &'static str,
    ) -> Self {
        Self {
            file: document.file().to_owned(),
            position: Some(document.position(pointer)),
            problem: one_line(&problem.into()),
            remedy: remedy.to_owned(),
        }
    }

    /// Returns an error about a node.
    pub(crate) fn of_node(
        node: &Node<'_>,
        problem: impl Into<String>,
        remedy: &'static str,
    ) -> Self {
        Self::at(node.document, &node.pointer, problem, remedy)
    }

    /// Returns an error about the document as a whole.
    pub(crate) fn of(file: &str, problem: impl Into<String>, remedy: &'static str) -> Self {
        let (file, problem) = (file.to_owned(), one_line(&problem.into()));
        Self { file, position: None, problem, remedy: remedy.to_owned() }
    }

    /// Returns the name of the document.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Returns the place in the document, if the error is about one place.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// Returns the problem, without the place.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// Returns the remedy.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

/// Shortens a text to one line: messages of the generator may be long.
fn one_line(problem: &str) -> String {
    let words: Vec<&str> = problem.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(MAX_PROBLEM) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(position) = self.position {
            write!(f, ":{position}")?;
        }
        write!(f, ": {}; {}", self.problem, self.remedy)
    }
}

impl std::error::Error for Error {}

impl From<dintero_cards_openapi::Error> for Error {
    fn from(error: dintero_cards_openapi::Error) -> Self {
        let remedy = if error.pointer().is_empty() { "correct the YAML" } else { "correct it" };
        let (problem, remedy) =
            error.message().rsplit_once("; ").unwrap_or((error.message(), remedy));
        Self {
            file: error.file().to_owned(),
            position: Some(error.position()),
            problem: one_line(problem),
            remedy: remedy.to_owned(),
        }
    }
}

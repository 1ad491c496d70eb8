//! A parsed document: its values, where they stand, and its digest.

use serde_json::Value;

use crate::digest::hex;
use crate::yaml::{self, Positions, pointer_token};
use crate::{Error, Position, Source};

/// References that lead to references more often than this are a loop.
const MAX_REFERENCES: usize = 32;

/// A document as a JSON value in which every node has a place.
#[derive(Clone, Debug)]
pub struct Document {
    file: String,
    digest: String,
    root: Value,
    positions: Positions,
}

impl Document {
    /// Reads YAML, or JSON, which is YAML too.
    ///
    /// # Errors
    /// The text is not YAML, has more than one document, repeats a key, has a
    /// merge key (`<<`), nests deeper than 128 levels, has more than half a
    /// million values once aliases are counted, or anchors and aliases that copy
    /// more than 64 MiB. The error names file, line and column.
    pub fn parse(source: Source<'_>) -> Result<Self, Error> {
        let (root, positions) = yaml::read(source.text).map_err(|(position, message)| Error {
            file: source.file.to_owned(),
            position,
            pointer: String::new(),
            message,
        })?;
        Ok(Self { file: source.file.to_owned(), digest: digest(source.text), root, positions })
    }

    /// Name of the document, as given in its [`Source`].
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// SHA-256 of the text with LF line ends, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Where the node at a JSON pointer stands: its key in a mapping, its first
    /// character in a sequence. A node that is not there gets the place of its
    /// nearest ancestor.
    #[must_use]
    pub fn position(&self, pointer: &str) -> Position {
        let mut pointer = pointer;
        loop {
            if let Some(position) = self.positions.get(pointer) {
                return *position;
            }
            match pointer.rfind('/') {
                Some(end) => pointer = &pointer[..end],
                None => return Position { line: 1, column: 1 },
            }
        }
    }

    /// Returns an [`Error`] about the node at a JSON pointer.
    #[must_use]
    pub fn error(&self, pointer: &str, message: impl Into<String>) -> Error {
        let (file, position) = (self.file.clone(), self.position(pointer));
        Error { file, position, pointer: pointer.to_owned(), message: message.into() }
    }

    /// The node at a JSON pointer, with local references followed, and the
    /// pointer to where it really stands.
    ///
    /// None when nothing is there, when a reference leads out of the document,
    /// or when references run in a circle.
    #[must_use]
    pub fn resolve(&self, pointer: &str) -> Option<(String, &Value)> {
        let mut pointer = pointer.to_owned();
        for _ in 0..MAX_REFERENCES {
            let node = self.root.pointer(&pointer)?;
            match node.get("$ref").and_then(Value::as_str) {
                Some(reference) => pointer = reference.strip_prefix('#')?.to_owned(),
                None => return Some((pointer, node)),
            }
        }
        None
    }

    /// The child of a node, by key or index, with references followed.
    #[must_use]
    pub fn child(&self, pointer: &str, token: &str) -> Option<(String, &Value)> {
        self.resolve(&format!("{pointer}/{}", pointer_token(token)))
    }
}

fn digest(text: &str) -> String {
    hex(&hmac_sha256::Hash::hash(text.replace("\r\n", "\n").as_bytes()))
}

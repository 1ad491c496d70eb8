//! A parsed document: its values, their places, and its digest.

use serde_json::Value;

use crate::digest::hex;
use crate::json::Json;
use crate::tree::{self, Fault, Positions};
use crate::yaml::Yaml;
use crate::{Error, Position, Source};

/// A document as a JSON value in which every node has a place.
#[derive(Clone, Debug)]
pub struct Document {
    file: String,
    digest: String,
    root: Value,
    positions: Positions,
}

impl Document {
    /// Reads JSON or YAML, with or without a byte order mark.
    ///
    /// A text that begins with a brace or a bracket is read as JSON, and as YAML
    /// if it is not JSON; any other text is read as YAML.
    ///
    /// # Errors
    /// The text is neither JSON nor YAML, has more than one document, repeats a key,
    /// has a merge key (`<<`), nests deeper than 128 levels, has more than 500,000
    /// values including those of aliases, or copies more than 64 MiB by anchors and
    /// aliases. The error names file, line and column.
    pub fn parse(source: Source<'_>) -> Result<Self, Error> {
        let (root, positions) = read(source.text).map_err(|fault| Error {
            file: source.file.to_owned(),
            position: fault.position,
            pointer: String::new(),
            message: fault.message,
        })?;
        Ok(Self { file: source.file.to_owned(), digest: digest(source.text), root, positions })
    }

    /// Returns the name of the document, as given in its [`Source`].
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Returns the whole document.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// Returns the SHA-256 of the text with LF line ends, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Returns the position of the node at a JSON pointer: that of its key in a mapping,
    /// of its first character in a sequence. A node that does not exist has the
    /// position of its nearest ancestor.
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
}

fn read(text: &str) -> Result<(Value, Positions), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let yaml = || {
        let read = tree::build(Yaml::new(text));
        // The YAML parser finds the end of a text on a line that is not there.
        read.map_err(|fault| Fault { position: fault.position.min(end(text)), ..fault })
    };
    if !text.trim_start_matches([' ', '\t', '\r', '\n']).starts_with(['{', '[']) {
        return yaml();
    }
    match tree::build(Json::new(text)) {
        // If neither format fits, report the one that fits longer.
        Err(json) if json.is_syntax => yaml().map_err(|yaml| {
            if yaml.is_syntax && yaml.position <= json.position { json } else { yaml }
        }),
        read => read,
    }
}

/// Returns the position of the end of a text.
fn end(text: &str) -> Position {
    let (lines, last) = text
        .replace("\r\n", "\n")
        .split(['\n', '\r'])
        .fold((0, 0), |(n, _), line| (n + 1, line.chars().count()));
    Position { line: lines, column: last + 1 }
}

fn digest(text: &str) -> String {
    hex(&hmac_sha256::Hash::hash(text.replace("\r\n", "\n").as_bytes()))
}

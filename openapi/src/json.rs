//! The syntax of JSON (RFC 8259).
//!
//! The structure is read here, since no maintained parser gives the place of
//! every node; `serde_json` reads the texts, numbers and words between.

use serde_json::{Number, Value};

use crate::Position;
use crate::tree::{Fault, Parser, Start, Token};

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

pub(crate) struct Json<'text> {
    rest: &'text str,
    position: Position,
    /// Whether a bracket was opened and nothing is read after it: no comma is due.
    is_first: bool,
}

impl<'text> Json<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        Self { rest: text, position: Position { line: 1, column: 1 }, is_first: false }
    }

    /// Moves forward by a number of bytes, which ends between two characters.
    fn advance(&mut self, length: usize) -> &'text str {
        let (taken, rest) = self.rest.split_at(length);
        for (index, character) in taken.char_indices() {
            if character == '\n' || (character == '\r' && !self.rest[index..].starts_with("\r\n")) {
                self.position = Position { line: self.position.line + 1, column: 1 };
            } else {
                self.position.column += 1;
            }
        }
        self.rest = rest;
        taken
    }

    fn skip_blanks(&mut self) {
        self.advance(self.rest.len() - self.rest.trim_start_matches(BLANKS).len());
    }

    /// Takes a character if it is next after blanks.
    fn takes(&mut self, character: char) -> bool {
        self.skip_blanks();
        let found = self.rest.starts_with(character);
        self.advance(if found { character.len_utf8() } else { 0 });
        found
    }

    fn require(&mut self, character: char) -> Result<(), Fault> {
        if self.takes(character) {
            return Ok(());
        }
        Err(self.fault(format!("{character} was expected here")))
    }

    fn fault(&self, problem: impl Into<String>) -> Fault {
        Fault::syntax(self.position, problem)
    }

    /// Goes past the comma to the next part of a bracket; false past its end.
    fn has_next(&mut self, end: char) -> Result<bool, Fault> {
        let is_first = std::mem::take(&mut self.is_first);
        if self.takes(end) {
            return Ok(false);
        }
        if !is_first {
            self.require(',')?;
        }
        self.skip_blanks();
        Ok(true)
    }

    /// Reads a text, a number or a word of this many bytes.
    fn scalar(&mut self, length: usize) -> Result<Value, Fault> {
        let text = &self.rest[..length];
        serde_json::from_str(text)
            .map(|value: Value| {
                self.advance(length);
                // serde_json may round the last digit differently than a reader of YAML.
                match text.parse().ok().and_then(Number::from_f64) {
                    Some(number) if value.is_f64() => Value::Number(number),
                    _ => value,
                }
            })
            .map_err(|error| {
                let text = &self.rest[..length];
                // A line end inside a text is the only way to a second line.
                let offset = match error.line() {
                    1 => error.column().saturating_sub(1),
                    _ => text.find('\n').unwrap_or(0),
                };
                self.advance(
                    (0..=offset.min(length))
                        .rev()
                        .find(|at| text.is_char_boundary(*at))
                        .unwrap_or(0),
                );
                let problem = error.to_string();
                self.fault(problem.split(" at line ").next().unwrap_or_default())
            })
    }

    fn text(&mut self) -> Result<Value, Fault> {
        let mut is_escaped = false;
        let end = self.rest.bytes().skip(1).position(|byte| {
            let is_end = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            is_end
        });
        let end = end.ok_or_else(|| self.fault("the text that begins here has no end"))?;
        self.scalar(end + 2)
    }
}

impl Parser for Json<'_> {
    fn value(&mut self) -> Result<Start, Fault> {
        self.skip_blanks();
        let position = self.position;
        let token = match self.rest.chars().next() {
            Some('{') => Token::Mapping,
            Some('[') => Token::Sequence,
            Some('"') => Token::Scalar(self.text()?),
            _ => {
                let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
                let length = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
                if length == 0 {
                    return Err(self.fault("a value was expected here"));
                }
                Token::Scalar(self.scalar(length)?)
            }
        };
        if !matches!(token, Token::Scalar(_)) {
            self.advance(1);
            self.is_first = true;
        }
        Ok(Start { token, position, anchor: 0 })
    }

    fn item(&mut self) -> Result<Option<Start>, Fault> {
        if self.has_next(']')? { self.value().map(Some) } else { Ok(None) }
    }

    fn key(&mut self) -> Result<Option<(String, Position)>, Fault> {
        if !self.has_next('}')? {
            return Ok(None);
        }
        let position = self.position;
        if !self.rest.starts_with('"') {
            return Err(self.fault("a key in quotes was expected here"));
        }
        let Value::String(key) = self.text()? else {
            return Err(Fault::syntax(position, "a key in quotes was expected here"));
        };
        self.require(':')?;
        Ok(Some((key, position)))
    }

    fn end(&mut self) -> Result<(), Fault> {
        self.skip_blanks();
        if self.rest.is_empty() { Ok(()) } else { Err(self.fault("a second value begins here")) }
    }
}

//! Builds the values of a document with their positions, whichever format it has.
//!
//! A document may come from the network (the drift check reads published
//! ones), so aliases, depth and size are limited before anything is built.

use std::collections::HashMap;
use std::mem::size_of;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::Position;

/// Deeper than any OpenAPI document, shallower than the stack.
const MAX_DEPTH: usize = 128;
/// Bounds what aliases can blow up: the published document has some ten thousand nodes.
const MAX_NODES: usize = 500_000;

/// Longer than any name; the text of a key stands in the pointer of all below it.
const MAX_KEY_BYTES: usize = 1_024;

/// Bounds what long keys can blow up: every node below a key has its name in its pointer.
const MAX_POINTER_BYTES: usize = 64 * 1024 * 1024;

/// Bounds what anchors and aliases can copy: the published document has none.
const MAX_COPIED_BYTES: usize = 64 * 1024 * 1024;

/// Roughly the memory of a member of a mapping beside its key's text and its value.
const MEMBER_BYTES: usize = 128;

/// JSON pointer to the place of the node it points to.
pub(crate) type Positions = HashMap<String, Position>;

/// A problem of a text.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) position: Position,
    pub(crate) message: String,
    /// Whether the text does not have the format that it was read as.
    pub(crate) is_syntax: bool,
}

impl Fault {
    /// The text breaks the rules of its format.
    pub(crate) fn syntax(position: Position, message: impl Into<String>) -> Self {
        Self { position, message: message.into(), is_syntax: true }
    }

    /// The text has the format, and what it says is not accepted.
    pub(crate) fn refusal(position: Position, message: impl Into<String>) -> Self {
        Self { position, message: message.into(), is_syntax: false }
    }
}

/// The beginning of a value.
pub(crate) enum Token {
    Scalar(Value),
    /// [`Parser::item`] reads the items.
    Sequence,
    /// [`Parser::key`] and [`Parser::value`] read the members.
    Mapping,
    Alias(usize),
}

/// A token, its place, and the number of its anchor; 0 if it has none.
pub(crate) struct Start {
    pub(crate) token: Token,
    pub(crate) position: Position,
    pub(crate) anchor: usize,
}

/// The syntax of a format.
pub(crate) trait Parser {
    /// Reads the root, or the value of a key.
    fn value(&mut self) -> Result<Start, Fault>;

    /// Reads an item of a sequence, or the end of the sequence.
    fn item(&mut self) -> Result<Option<Start>, Fault>;

    /// Reads a key of a mapping, or the end of the mapping.
    fn key(&mut self) -> Result<Option<(String, Position)>, Fault>;

    /// Checks that nothing follows the root.
    fn end(&mut self) -> Result<(), Fault>;
}

/// Reads a whole document.
pub(crate) fn build(parser: impl Parser) -> Result<(Value, Positions), Fault> {
    let mut builder = Builder {
        parser,
        anchors: HashMap::new(),
        positions: Positions::new(),
        pointer: String::new(),
        depth: 0,
        nodes: 0,
        pointer_bytes: 0,
        bytes: 0,
        copied_bytes: 0,
    };
    let start = builder.parser.value()?;
    let root = builder.node(start)?;
    builder.parser.end()?;
    Ok((root, builder.positions))
}

struct Builder<P> {
    parser: P,
    anchors: HashMap<usize, Anchored>,
    positions: Positions,
    pointer: String,
    depth: usize,
    nodes: usize,
    pointer_bytes: usize,
    /// Size of everything read so far, what aliases repeat included.
    bytes: usize,
    copied_bytes: usize,
}

/// A value that aliases may repeat, and how much each of them repeats.
#[derive(Clone)]
struct Anchored {
    value: Rc<Value>,
    nodes: usize,
    bytes: usize,
}

impl<P: Parser> Builder<P> {
    fn node(&mut self, Start { token, position, anchor }: Start) -> Result<Value, Fault> {
        self.pointer_bytes += self.pointer.len();
        self.grow(1, position)?;
        self.positions.entry(self.pointer.clone()).or_insert(position);
        let (nodes, bytes) = (self.nodes, self.bytes);
        self.bytes += size_of::<Value>();
        let value = match token {
            Token::Scalar(value) => {
                self.bytes += value.as_str().map_or(0, str::len);
                value
            }
            Token::Sequence => self.nested(position, Self::sequence)?,
            Token::Mapping => self.nested(position, Self::mapping)?,
            Token::Alias(anchor) => {
                let anchored = self.anchors.get(&anchor).cloned().ok_or_else(|| {
                    Fault::refusal(
                        position,
                        "the alias stands inside what it names, or names a key",
                    )
                })?;
                self.grow(anchored.nodes, position)?;
                self.copy(anchored.bytes, position)?;
                self.bytes += anchored.bytes;
                Value::clone(&anchored.value)
            }
        };
        if anchor != 0 {
            let (nodes, bytes) = (self.nodes - nodes + 1, self.bytes - bytes);
            self.copy(bytes, position)?;
            let value = Rc::new(value.clone());
            self.anchors.insert(anchor, Anchored { value, nodes, bytes });
        }
        Ok(value)
    }

    /// Counts a copy before it is made.
    fn copy(&mut self, bytes: usize, position: Position) -> Result<(), Fault> {
        self.copied_bytes = self.copied_bytes.saturating_add(bytes);
        if self.copied_bytes > MAX_COPIED_BYTES {
            let problem = format!("anchors and aliases copy more than {MAX_COPIED_BYTES} bytes");
            return Err(Fault::refusal(position, problem));
        }
        Ok(())
    }

    fn nested(
        &mut self,
        position: Position,
        read: impl FnOnce(&mut Self) -> Result<Value, Fault>,
    ) -> Result<Value, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let problem = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Fault::refusal(position, problem));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn sequence(&mut self) -> Result<Value, Fault> {
        let mut items = Vec::new();
        while let Some(start) = self.parser.item()? {
            items.push(self.child(&items.len().to_string(), start)?);
        }
        Ok(Value::Array(items))
    }

    fn mapping(&mut self) -> Result<Value, Fault> {
        let mut map = Map::new();
        while let Some((key, position)) = self.parser.key()? {
            if map.contains_key(&key) {
                let problem = format!("the key {key} stands here a second time");
                return Err(Fault::refusal(position, problem));
            }
            if key.len() > MAX_KEY_BYTES {
                let problem = format!("a key is longer than {MAX_KEY_BYTES} bytes; shorten it");
                return Err(Fault::refusal(position, problem));
            }
            self.bytes += key.len() + MEMBER_BYTES;
            // A finding points to the key: that is the line a person would edit.
            self.positions.insert(self.pointer_to(&key), position);
            let start = self.parser.value()?;
            let value = self.child(&key, start)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }

    fn child(&mut self, token: &str, start: Start) -> Result<Value, Fault> {
        let length = self.pointer.len();
        self.pointer = self.pointer_to(token);
        let value = self.node(start);
        self.pointer.truncate(length);
        value
    }

    fn pointer_to(&self, token: &str) -> String {
        format!("{}/{}", self.pointer, pointer_token(token))
    }

    fn grow(&mut self, nodes: usize, position: Position) -> Result<(), Fault> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            let problem = format!("more than {MAX_NODES} values, aliases included");
            return Err(Fault::refusal(position, problem));
        }
        if self.pointer_bytes > MAX_POINTER_BYTES {
            return Err(Fault::refusal(position, "the keys and values together are too long"));
        }
        Ok(())
    }
}

/// One token of a JSON pointer (RFC 6901): `/a` is `~1a` there.
#[must_use]
pub fn pointer_token(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

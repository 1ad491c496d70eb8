//! YAML to JSON with positions, bounded in depth and size.
//!
//! A document may come from the network (the drift check reads published
//! ones), so aliases, depth and size are limited before anything is built.

use std::collections::HashMap;
use std::mem::size_of;
use std::rc::Rc;

use saphyr::Scalar;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use serde_json::{Map, Number, Value};

use crate::Position;

/// Deeper than any OpenAPI document, shallower than the stack.
const MAX_DEPTH: usize = 128;
/// Bounds what aliases can blow up: the published document has some ten thousand nodes.
const MAX_NODES: usize = 500_000;

/// Bounds what long keys can blow up: every node below a key has its name in its pointer.
const MAX_POINTER_BYTES: usize = 64 * 1024 * 1024;

/// Bounds what anchors and aliases can copy: the published document has none.
const MAX_COPIED_BYTES: usize = 64 * 1024 * 1024;

/// JSON pointer to the place of the node it points to.
pub(crate) type Positions = HashMap<String, Position>;

pub(crate) type Fault = (Position, String);

pub(crate) fn read(text: &str) -> Result<(Value, Positions), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        events: Parser::new_from_str(text),
        anchors: HashMap::new(),
        positions: Positions::new(),
        pointer: String::new(),
        depth: 0,
        nodes: 0,
        pointer_bytes: 0,
        bytes: 0,
        copied_bytes: 0,
    };
    let value = reader.document()?;
    Ok((value, reader.positions))
}

struct Reader<'input> {
    events: Parser<'input, saphyr_parser::StrInput<'input>>,
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

impl<'input> Reader<'input> {
    fn document(&mut self) -> Result<Value, Fault> {
        let mut value = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::Nothing
                | Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
                event if value.is_none() => value = Some(self.node(event, span)?),
                _ => return Err((start(span), "a second YAML document begins here".to_owned())),
            }
        }
        value.ok_or_else(|| (Position { line: 1, column: 1 }, "there is nothing here".to_owned()))
    }

    fn next(&mut self) -> Result<(Event<'input>, Span), Fault> {
        match self.events.next_event() {
            Some(Ok(pair)) => Ok(pair),
            Some(Err(error)) => Err(scan_fault(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'input>, span: Span) -> Result<Value, Fault> {
        let position = start(span);
        self.pointer_bytes += self.pointer.len();
        self.grow(1, position)?;
        self.positions.entry(self.pointer.clone()).or_insert(position);
        let (nodes, bytes) = (self.nodes, self.bytes);
        self.bytes += size_of::<Value>();
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.bytes += text.len();
                let scalar = Scalar::parse_from_cow_and_metadata(text, style, tag.as_ref())
                    .ok_or_else(|| (position, "the value does not fit its tag".to_owned()))?;
                (anchor, json_scalar(scalar, position)?)
            }
            Event::SequenceStart(anchor, _) => (anchor, self.nested(position, Self::sequence)?),
            Event::MappingStart(anchor, _) => (anchor, self.nested(position, Self::mapping)?),
            Event::Alias(anchor) => {
                let anchored = self.anchors.get(&anchor).cloned().ok_or_else(|| {
                    (position, "the alias stands inside what it names".to_owned())
                })?;
                self.grow(anchored.nodes, position)?;
                self.copy(anchored.bytes, position)?;
                self.bytes += anchored.bytes;
                (0, Value::clone(&anchored.value))
            }
            _ => return Err((position, "a value was expected here".to_owned())),
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
            return Err((position, problem));
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
            return Err((position, format!("nested deeper than {MAX_DEPTH} levels")));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn sequence(&mut self) -> Result<Value, Fault> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::Array(items)),
                (event, span) => {
                    let index = items.len().to_string();
                    items.push(self.child(&index, event, span)?);
                }
            }
        }
    }

    fn mapping(&mut self) -> Result<Value, Fault> {
        let mut map = Map::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => return Ok(Value::Object(map)),
                Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<" => {
                    let problem = "the merge key << is not supported; write the keys out";
                    return Err((start(span), problem.to_owned()));
                }
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return Err((start(span), "only a text can be a key".to_owned())),
            };
            if map.contains_key(&key) {
                return Err((start(span), format!("the key {key} stands here a second time")));
            }
            self.bytes += key.len();
            // A finding points to the key: that is the line a person would edit.
            self.positions.insert(self.pointer_to(&key), start(span));
            let (event, span) = self.next()?;
            let value = self.child(&key, event, span)?;
            map.insert(key, value);
        }
    }

    fn child(&mut self, token: &str, event: Event<'input>, span: Span) -> Result<Value, Fault> {
        let length = self.pointer.len();
        self.pointer = self.pointer_to(token);
        let value = self.node(event, span);
        self.pointer.truncate(length);
        value
    }

    fn pointer_to(&self, token: &str) -> String {
        format!("{}/{}", self.pointer, pointer_token(token))
    }

    fn grow(&mut self, nodes: usize, position: Position) -> Result<(), Fault> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err((position, format!("more than {MAX_NODES} values, aliases included")));
        }
        if self.pointer_bytes > MAX_POINTER_BYTES {
            return Err((position, "the keys are too long for so many values".to_owned()));
        }
        Ok(())
    }
}

/// One token of a JSON pointer (RFC 6901): `/a` is `~1a` there.
#[must_use]
pub fn pointer_token(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

fn json_scalar(scalar: Scalar<'_>, position: Position) -> Result<Value, Fault> {
    Ok(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(value) => Value::Bool(value),
        Scalar::Integer(value) => Value::Number(value.into()),
        Scalar::FloatingPoint(value) => Value::Number(
            Number::from_f64(value.into_inner())
                .ok_or_else(|| (position, "JSON has no such number".to_owned()))?,
        ),
        Scalar::String(value) => Value::String(value.into_owned()),
    })
}

fn start(span: Span) -> Position {
    Position { line: span.start.line().max(1), column: span.start.col() + 1 }
}

fn scan_fault(error: &ScanError) -> Fault {
    let marker = error.marker();
    (Position { line: marker.line().max(1), column: marker.col() + 1 }, error.info().to_owned())
}

//! A node of a document: a value that knows its place.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value;

use crate::tree::pointer_token;
use crate::{Document, Error, Position};

/// The longest chain of references that is followed; documents have chains of one or two.
const MAX_REFERENCES: usize = 32;
/// Bounds what references multiply: one response may stand below each of a thousand
/// operations. Roughly 200,000 nodes; one operation has some hundred.
const MAX_READ_BYTES: usize = 32 * 1024 * 1024;
/// Roughly the memory of a node beside its pointers.
const NODE_BYTES: usize = 64;

/// A value of a document and its place.
///
/// Methods that lead to other nodes follow references, except
/// [`child`](Self::child). A reference leads to a mapping, as all do in OpenAPI. All
/// that is read from one node shares a bound of 32 MiB, whatever references repeat.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Node<'a> {
    /// The document that the node is part of.
    pub document: &'a Document,
    /// JSON pointer by which the node was reached: that of the reference to it if
    /// there is one, else the same as `pointer`.
    pub origin: String,
    /// JSON pointer of the value.
    pub pointer: String,
    /// The value.
    pub value: &'a Value,
    /// What was read from the node that this one was reached from.
    read_bytes: Rc<Cell<usize>>,
}

impl<'a> Node<'a> {
    /// Returns the root of a document.
    #[must_use]
    pub fn root(document: &'a Document) -> Self {
        let (origin, pointer) = (String::new(), String::new());
        Self { document, origin, pointer, value: document.root(), read_bytes: Rc::default() }
    }

    /// Reads the node at a JSON pointer, with references followed.
    ///
    /// # Errors
    /// There is no node, or a reference leads out of the document, to nothing, to what
    /// is no mapping, back to itself, or through more than 32 others. The error has the
    /// place of the reference.
    pub fn at(document: &'a Document, pointer: &str) -> Result<Self, Error> {
        Self::root(document).reach(pointer)
    }

    /// Reads the node at a JSON pointer, as a part of what is read from this one.
    pub(crate) fn reach(&self, pointer: &str) -> Result<Self, Error> {
        let document = self.document;
        let node = |pointer: &str| document.root().pointer(pointer);
        let mut value = node(pointer).ok_or_else(|| document.error(pointer, "nothing is here"))?;
        let mut chain = vec![pointer];
        while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let fail = |problem| {
                let message = format!("the reference {reference} {problem}");
                document.error(&format!("{}/$ref", chain[chain.len() - 1]), message)
            };
            let target =
                reference.strip_prefix('#').ok_or_else(|| fail("leads out of the document"))?;
            if chain.contains(&target) {
                return Err(fail("leads back to itself"));
            }
            if chain.len() > MAX_REFERENCES {
                return Err(fail("is one of too many in a row"));
            }
            value = node(target).ok_or_else(|| fail("leads nowhere"))?;
            if !value.is_object() {
                return Err(fail("leads to what OpenAPI has no references to; write it out"));
            }
            chain.push(target);
        }
        let (origin, pointer) = (pointer.to_owned(), chain[chain.len() - 1].to_owned());
        let bytes = NODE_BYTES + origin.len() + pointer.len();
        self.read_bytes.set(self.read_bytes.get() + bytes);
        if self.read_bytes.get() > MAX_READ_BYTES {
            let message = "references repeat too much of the document; leave some of them out";
            return Err(document.error(&origin, message));
        }
        Ok(Self { document, origin, pointer, value, read_bytes: self.read_bytes.clone() })
    }

    /// Returns the line and column of the value.
    #[must_use]
    pub fn position(&self) -> Position {
        self.document.position(&self.pointer)
    }

    /// Returns an [`Error`] about this node.
    #[must_use]
    pub fn error(&self, message: impl Into<String>) -> Error {
        self.document.error(&self.pointer, message)
    }

    /// Returns the child with a key or an index as it stands: a reference is not
    /// followed.
    #[must_use]
    pub fn child(&self, token: &str) -> Option<Self> {
        let value = match self.value {
            Value::Array(elements) => elements.get(token.parse::<usize>().ok()?)?,
            other => other.get(token)?,
        };
        let pointer = format!("{}/{}", self.pointer, pointer_token(token));
        let (origin, read_bytes) = (pointer.clone(), self.read_bytes.clone());
        Some(Self { document: self.document, origin, pointer, value, read_bytes })
    }

    /// Returns the child with a key or an index, or `None` if it is absent.
    ///
    /// # Errors
    /// The child is a reference that cannot be followed.
    pub fn get(&self, token: &str) -> Result<Option<Self>, Error> {
        self.child(token).map(|child| self.reach(&child.pointer)).transpose()
    }

    /// Returns the child with a key.
    ///
    /// # Errors
    /// The child is absent, or is a reference that cannot be followed.
    pub fn require(&self, key: &str) -> Result<Self, Error> {
        self.get(key)?.ok_or_else(|| self.error(format!("{key} is missing here")))
    }

    /// Returns the members of a mapping with their keys, in the order of the
    /// document, each or its problem. A node that is no mapping is one problem.
    #[must_use]
    pub fn members(&self) -> Vec<Result<(&'a str, Self), Error>> {
        match self.value {
            Value::Object(map) => {
                map.keys().map(|key| Ok((key.as_str(), self.require(key)?))).collect()
            }
            _ => vec![Err(self.error("a mapping was expected here"))],
        }
    }

    /// Returns the elements of a sequence, each or its problem. A node that is no
    /// sequence is one problem.
    #[must_use]
    pub fn elements(&self) -> Vec<Result<Self, Error>> {
        match self.value {
            Value::Array(elements) => {
                (0..elements.len()).map(|index| self.require(&index.to_string())).collect()
            }
            _ => vec![Err(self.error("a sequence was expected here"))],
        }
    }

    /// Returns the [`members`](Self::members) of a child; none if it is absent. The
    /// child itself is no reference, or that is one problem.
    #[must_use]
    pub fn members_of(&self, key: &str) -> Vec<Result<(&'a str, Self), Error>> {
        self.child(key).map_or_else(Vec::new, |child| match child.child("$ref") {
            Some(reference) if reference.value.is_string() => {
                vec![Err(child.error(format!("OpenAPI has no reference for {key}; write it out")))]
            }
            _ => child.members(),
        })
    }

    /// Returns the [`elements`](Self::elements) of a child; none if it is absent.
    #[must_use]
    pub fn elements_of(&self, key: &str) -> Vec<Result<Self, Error>> {
        self.child(key).map_or_else(Vec::new, |child| child.elements())
    }

    /// Returns the value as a text.
    ///
    /// # Errors
    /// The value is no text.
    pub fn text(&self) -> Result<&'a str, Error> {
        self.value.as_str().ok_or_else(|| self.error("a text was expected here"))
    }

    /// Returns the elements of a sequence of texts.
    ///
    /// # Errors
    /// The value is no sequence, or an element is no text.
    pub fn texts(&self) -> Result<Vec<&'a str>, Error> {
        self.elements().into_iter().map(|element| element?.text()).collect()
    }

    /// Returns the text of a child, or `None` if it is absent.
    ///
    /// # Errors
    /// The child is no text.
    pub fn text_of(&self, key: &str) -> Result<Option<&'a str>, Error> {
        self.get(key)?.map(|child| child.text()).transpose()
    }

    /// Returns the true or false of a child, or `None` if it is absent.
    ///
    /// # Errors
    /// The child is neither true nor false.
    pub fn flag_of(&self, key: &str) -> Result<Option<bool>, Error> {
        let flag = |child: Self| {
            child.value.as_bool().ok_or_else(|| child.error("true or false was expected here"))
        };
        self.get(key)?.map(flag).transpose()
    }
}

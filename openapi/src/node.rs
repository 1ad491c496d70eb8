//! A node of a document: a value that knows its place.

use serde_json::Value;

use crate::tree::pointer_token;
use crate::{Document, Error, Position};

/// The longest chain of references that is followed; documents have chains of one or two.
const MAX_REFERENCES: usize = 32;

/// A value of a document and its place.
///
/// Methods that lead to other nodes follow references, except
/// [`child`](Self::child).
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
}

impl<'a> Node<'a> {
    /// Returns the root of a document.
    #[must_use]
    pub fn root(document: &'a Document) -> Self {
        let (origin, pointer) = (String::new(), String::new());
        Self { document, origin, pointer, value: document.root() }
    }

    /// Reads the node at a JSON pointer, with references followed.
    ///
    /// # Errors
    /// There is no node, or a reference leads out of the document, to nothing, back
    /// to itself, or through more than 32 others. The error has the place of the
    /// reference.
    pub fn at(document: &'a Document, pointer: &str) -> Result<Self, Error> {
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
            chain.push(target);
        }
        let (origin, pointer) = (pointer.to_owned(), chain[chain.len() - 1].to_owned());
        Ok(Self { document, origin, pointer, value })
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
        Some(Self { document: self.document, origin: pointer.clone(), pointer, value })
    }

    /// Returns the child with a key or an index, or `None` if it is absent.
    ///
    /// # Errors
    /// The child is a reference that cannot be followed.
    pub fn get(&self, token: &str) -> Result<Option<Self>, Error> {
        self.child(token).map(|child| Self::at(self.document, &child.pointer)).transpose()
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

    /// Returns the [`members`](Self::members) of a child; none if it is absent.
    #[must_use]
    pub fn members_of(&self, key: &str) -> Vec<Result<(&'a str, Self), Error>> {
        let child = self.get(key).transpose();
        child.map_or_else(Vec::new, |child| child.map_or_else(|e| vec![Err(e)], |c| c.members()))
    }

    /// Returns the [`elements`](Self::elements) of a child; none if it is absent.
    #[must_use]
    pub fn elements_of(&self, key: &str) -> Vec<Result<Self, Error>> {
        let child = self.get(key).transpose();
        child.map_or_else(Vec::new, |child| child.map_or_else(|e| vec![Err(e)], |c| c.elements()))
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

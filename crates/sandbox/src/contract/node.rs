//! A node of a document that knows its place, so that every fault has a line.

use dintero_cards_openapi::Document;
use serde_json::Value;

use crate::error::Error;

/// A value of a document, reached with references followed.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    document: &'a Document,
    pointer: String,
    pub(crate) value: &'a Value,
}

impl<'a> Node<'a> {
    /// The whole document.
    pub(crate) fn root(document: &'a Document) -> Self {
        Self { document, pointer: String::new(), value: document.root() }
    }

    /// The member of a mapping or sequence; `None` where there is none.
    pub(crate) fn get(&self, token: &str) -> Result<Option<Self>, Error> {
        let present = match self.value {
            Value::Object(map) => map.contains_key(token),
            Value::Array(items) => token.parse().is_ok_and(|index: usize| index < items.len()),
            _ => false,
        };
        if !present {
            return Ok(None);
        }
        match self.document.child(&self.pointer, token) {
            Some((pointer, value)) => Ok(Some(Self { document: self.document, pointer, value })),
            None => Err(self.fault(format!("the reference at {token} leads nowhere"))),
        }
    }

    /// The member of a mapping, which must be there.
    pub(crate) fn required(&self, token: &str) -> Result<Self, Error> {
        self.get(token)?.ok_or_else(|| self.fault(format!("{token} is missing here")))
    }

    /// The members of a mapping, in the order of the document.
    pub(crate) fn members(&self) -> Result<Vec<(&'a str, Self)>, Error> {
        let Value::Object(map) = self.value else {
            return Err(self.fault("a mapping was expected here"));
        };
        map.keys().map(|key| Ok((key.as_str(), self.required(key)?))).collect()
    }

    /// The items of a sequence.
    pub(crate) fn items(&self) -> Result<Vec<Self>, Error> {
        let Value::Array(items) = self.value else {
            return Err(self.fault("a sequence was expected here"));
        };
        (0..items.len()).map(|index| self.required(&index.to_string())).collect()
    }

    /// The text that stands here.
    pub(crate) fn text(&self) -> Result<&'a str, Error> {
        self.value.as_str().ok_or_else(|| self.fault("a text was expected here"))
    }

    /// The texts of a sequence of texts.
    pub(crate) fn texts(&self) -> Result<Vec<String>, Error> {
        self.items()?.iter().map(|item| Ok(item.text()?.to_owned())).collect()
    }

    /// True, false, or false where nothing stands.
    pub(crate) fn flag(&self, token: &str) -> Result<bool, Error> {
        match self.get(token)? {
            None => Ok(false),
            Some(node) => {
                node.value.as_bool().ok_or_else(|| node.fault("true or false was expected here"))
            }
        }
    }

    /// The length or count of a member, if it has one.
    pub(crate) fn size(&self, token: &str) -> Result<Option<usize>, Error> {
        let Some(node) = self.get(token)? else { return Ok(None) };
        let size = node.value.as_u64().and_then(|size| usize::try_from(size).ok());
        size.map(Some).ok_or_else(|| node.fault("a length was expected here"))
    }

    /// What is wrong here, with file, line and column.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Error {
        Error::Document {
            file: self.document.file().to_owned(),
            position: self.document.position(&self.pointer),
            message: message.into(),
        }
    }
}

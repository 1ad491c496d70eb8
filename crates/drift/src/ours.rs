//! Our side of a comparison: an operation of one of our documents, with the
//! provenance that the document states.

use std::sync::Arc;

use dintero_cards_openapi::{Document, Source};
use serde_json::Value;

use crate::contract::{Form, Place, facts_digest};
use crate::document::{Operation, Prose, Unreadable, operations, place};

/// One operation of one of our documents.
#[derive(Clone, Debug)]
pub struct Ours {
    /// File, relative to the root of the workspace.
    pub file: String,
    /// Title of the published page.
    pub title: String,
    /// Addresses at which the page was last seen, as Markdown first.
    pub addresses: Vec<String>,
    /// Date of the last comparison, `YYYY-MM-DD`.
    pub compared: String,
    /// The facts.
    pub operation: Operation,
    /// Place of its list of parameters, or of the operation if there is no list.
    pub parameters: Place,
    document: Arc<Document>,
    lines: Arc<[String]>,
}

impl Ours {
    /// Reads the operations of one of our documents.
    ///
    /// # Errors
    /// The text is no OpenAPI 3 document; the error names the place.
    pub fn read(source: Source<'_>) -> Result<Vec<Self>, Unreadable> {
        let document = Arc::new(Document::parse(source)?);
        let provenance = |key: &str| {
            let value = document.root().pointer(&format!("/x-provenance/{key}"));
            value.and_then(Value::as_str).map(str::to_owned)
        };
        let lines: Arc<[String]> = source.text.lines().map(str::to_owned).collect();
        let found = operations(&document, Form::Raw, Prose::Ours)?;
        let ours = found.into_iter().map(|operation| Self {
            file: source.file.to_owned(),
            title: provenance("title").unwrap_or_else(|| operation.route.key()),
            addresses: ["markdown", "url"].into_iter().filter_map(provenance).collect(),
            compared: provenance("compared").unwrap_or_default(),
            parameters: place(&document, &format!("{}/parameters", operation.pointer)),
            lines: lines.clone(),
            document: document.clone(),
            operation,
        });
        Ok(ours.collect())
    }

    /// Returns method and path, the name of the operation in reports and baselines.
    pub fn key(&self) -> String {
        self.operation.route.key()
    }

    /// Whether a name means the operation: its operationId, or method and path.
    pub fn is_named(&self, name: &str) -> bool {
        let node = self.document.root().pointer(&self.operation.pointer);
        let id = node.and_then(|node| node.get("operationId")).and_then(Value::as_str);
        let route = &self.operation.route;
        let is_key = name.split_once(' ').is_some_and(|(method, path)| {
            method.eq_ignore_ascii_case(&route.method) && path.trim() == route.path
        });
        is_key || id == Some(name)
    }

    /// Returns the document that the operation is part of.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Returns the digest of the facts, to be recorded as `x-provenance.facts`.
    pub fn facts_digest(&self) -> String {
        facts_digest(&self.operation.contract)
    }

    /// Returns a line of the document, counted from 1.
    pub fn line(&self, number: usize) -> Option<&str> {
        self.lines.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// Returns what the document says about the known difference that a node is part of.
    pub(crate) fn deviation(&self, pointer: &str) -> Option<&str> {
        let known = self.document.root().get("x-deviations")?.as_array()?;
        known.iter().find_map(|deviation| {
            let at = deviation.get("at")?.as_str()?;
            let below = pointer.strip_prefix(at.strip_prefix('#').unwrap_or(at))?;
            let is_part = below.is_empty() || below.starts_with('/');
            deviation.get("what")?.as_str().filter(|_| is_part)
        })
    }

    /// Returns our description of the node at a pointer.
    pub(crate) fn words(&self, pointer: &str) -> Option<&str> {
        self.document.root().pointer(pointer)?.get("description")?.as_str()
    }
}

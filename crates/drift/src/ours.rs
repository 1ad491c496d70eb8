//! Our side of a comparison: an operation of one of our documents, with what
//! the document says about where it comes from.

use std::sync::Arc;

use dintero_cards_openapi::{Document, Source};
use serde_json::Value;

use crate::contract::{Form, Place, facts_digest};
use crate::document::{Operation, Prose, Unreadable, operations};

/// A place where the document knowingly differs from what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// JSON pointer, without the `#`.
    pub at: String,
    /// What differs.
    pub what: String,
}

/// One operation of one of our documents.
#[derive(Clone, Debug)]
pub struct Ours {
    /// File, relative to the root of the workspace.
    pub file: String,
    /// Title of the published page.
    pub title: String,
    /// Address of the Markdown page that was last seen, when it is known.
    pub markdown: Option<String>,
    /// Date of the last comparison, `YYYY-MM-DD`.
    pub compared: String,
    /// The facts.
    pub operation: Operation,
    /// Where its parameters are listed, or would be.
    pub parameters: Place,
    /// Where it knowingly differs.
    pub deviations: Vec<Deviation>,
    document: Arc<Document>,
    lines: Vec<String>,
}

impl Ours {
    /// Reads the operations of a document of ours.
    ///
    /// # Errors
    /// The text is no OpenAPI 3 document; the error names the place.
    pub fn read(source: Source<'_>) -> Result<Vec<Self>, Unreadable> {
        let document = Arc::new(Document::parse(source)?);
        let provenance = |key: &str| {
            let value = document.root().pointer(&format!("/x-provenance/{key}"));
            value.and_then(Value::as_str).map(str::to_owned)
        };
        let found = operations(&document, Form::Raw, Prose::Ours)?;
        let ours = found.into_iter().map(|operation| Self {
            file: source.file.to_owned(),
            title: provenance("title").unwrap_or_else(|| operation.route.key()),
            markdown: provenance("markdown"),
            compared: provenance("compared").unwrap_or_default(),
            parameters: parameters(&document, &operation),
            deviations: deviations(&document),
            lines: source.text.lines().map(str::to_owned).collect(),
            document: document.clone(),
            operation,
        });
        Ok(ours.collect())
    }

    /// What the operation is called in reports and baselines, `GET /path`.
    #[must_use]
    pub fn key(&self) -> String {
        self.operation.route.key()
    }

    /// The document that the operation is part of.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Digest of the facts, to be recorded as `x-provenance.facts`.
    #[must_use]
    pub fn facts_digest(&self) -> String {
        facts_digest(&self.operation.contract)
    }

    /// A line of the document, from 1.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<&str> {
        self.lines.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// The deviation that a node lies in.
    #[must_use]
    pub fn deviation(&self, pointer: &str) -> Option<&Deviation> {
        self.deviations.iter().find(|deviation| {
            pointer
                .strip_prefix(&deviation.at)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Our own words about the node at a pointer.
    pub(crate) fn words(&self, pointer: &str) -> Option<&str> {
        self.document.root().pointer(pointer)?.get("description")?.as_str()
    }
}

fn parameters(document: &Document, operation: &Operation) -> Place {
    let position = document.position(&operation.parameters);
    let pointer = operation.parameters.clone();
    Place { line: position.line, column: position.column, pointer }
}

fn deviations(document: &Document) -> Vec<Deviation> {
    let list = document.root().get("x-deviations").and_then(Value::as_array);
    let one = |node: &Value| {
        let at = node.get("at")?.as_str()?;
        let what = node.get("what")?.as_str()?.to_owned();
        Some(Deviation { at: at.strip_prefix('#').unwrap_or(at).to_owned(), what })
    };
    list.into_iter().flatten().filter_map(one).collect()
}

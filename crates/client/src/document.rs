//! The document of a generated module, and its operations.

/// A document and its provenance, as constants of the generated modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Path of the document in the workspace.
    pub file: &'static str,
    /// Version of the document. It is ours: the documentation has no version.
    pub version: &'static str,
    /// SHA-256 of the document's text, in hexadecimal.
    pub digest: &'static str,
    /// URL of its first server.
    pub base_url: &'static str,
    /// Title of the published page that the document transcribes.
    pub title: &'static str,
    /// URL of that page.
    pub url: &'static str,
    /// Date of the last comparison of document and page, as `YYYY-MM-DD`.
    pub compared: &'static str,
    /// Digest of the compared facts, as `sha256:<hexadecimal>`.
    pub facts: &'static str,
}

/// An operation of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its operationId.
    pub id: &'static str,
    /// Its HTTP method, in upper case.
    pub method: &'static str,
    /// Its path below the server's URL, with names in braces.
    pub path: &'static str,
}

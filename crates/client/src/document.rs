//! Which document a generated module came from, and its operations.

/// A document and its provenance, as constants of the generated modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Path of the document in the workspace.
    pub file: &'static str,
    /// Version of the document; ours, the documentation has none of its own.
    pub version: &'static str,
    /// SHA-256 of the document's text, in hexadecimal.
    pub digest: &'static str,
    /// URL of its first server.
    pub base_url: &'static str,
    /// Title of the published page it transcribes.
    pub title: &'static str,
    /// Where that page is published.
    pub url: &'static str,
    /// Date on which document and page were last compared, as `YYYY-MM-DD`.
    pub compared: &'static str,
    /// Digest of the facts that were compared, as `sha256:<hexadecimal>`.
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

//! Errors of the start and of files.

use std::io;

/// An error when a sandbox starts, or when a file is read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A document cannot be read, or has a rule that the sandbox cannot enforce.
    #[error(transparent)]
    Document(#[from] dintero_cards_openapi::Error),
    /// The documents lack an operation of the sandbox.
    #[error("no document has the operation {operation}")]
    MissingOperation {
        /// The missing operationId.
        operation: &'static str,
    },
    /// The account id is not one that the documents allow.
    #[error("account id {rule}")]
    AccountId {
        /// The rule that it violates.
        rule: String,
    },
    /// The lifetime of tokens is shorter than a second or longer than a century.
    #[error("the lifetime of tokens must be at least a second and at most a century")]
    TokenLifetime,
    /// A file cannot be read, or its content is not valid.
    #[error("{file}:{} {message}", line.map(|line| format!("{line}:")).unwrap_or_default())]
    File {
        /// Name of the file.
        file: String,
        /// The line, from 1, if it is known.
        line: Option<usize>,
        /// Message, without the place.
        message: String,
    },
    /// The port is taken, or the system provides no socket or thread.
    #[error("cannot serve on 127.0.0.1:{port}")]
    Serve {
        /// The requested port; 0 stands for any.
        port: u16,
        /// Error of the system.
        source: io::Error,
    },
}

//! Errors of the start and of files.

use std::io;
use std::net::SocketAddr;

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
    /// More cards than a sandbox creates from a seed.
    #[error("a sandbox creates at most {most} cards from a seed")]
    TooManyCards {
        /// The largest number.
        most: usize,
    },
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
    /// The port is taken, the address is not one of this machine, or the system
    /// provides no socket or thread.
    #[error("cannot serve on {address}")]
    Serve {
        /// The requested address; the port 0 stands for any.
        address: SocketAddr,
        /// Error of the system.
        source: io::Error,
    },
}

/// Returns the line of an error in JSON, and its message without the place.
pub(crate) fn json_problem(error: &serde_json::Error) -> (usize, String) {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    (error.line(), text.strip_suffix(&place).unwrap_or(&text).to_owned())
}

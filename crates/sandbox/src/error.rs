//! Why a sandbox does not start, or does not read a file.

use std::io;

use dintero_cards_openapi::Position;

/// Why a sandbox does not start, or does not read a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A document is not YAML.
    #[error("cannot read a document")]
    Yaml(#[from] dintero_cards_openapi::Error),
    /// A document asks for something that the sandbox cannot do or enforce.
    #[error("{file}:{position}: {message}")]
    Document {
        /// Name of the document.
        file: String,
        /// Where it asks for it.
        position: Position,
        /// What is wrong, without the place.
        message: String,
    },
    /// The documents have no operation for what the sandbox must do.
    #[error("no document has the operation {operation}")]
    MissingOperation {
        /// The operationId that was looked for.
        operation: &'static str,
    },
    /// The account id is not one that the documents allow.
    #[error("account id {rule}")]
    AccountId {
        /// The rule that it breaks.
        rule: String,
    },
    /// The life of a token is shorter than a second, or longer than a century.
    #[error("the life of a token must be at least a second and at most a century")]
    TokenLifetime,
    /// A file cannot be read, or holds what it should not.
    #[error("{file}:{} {message}", line.map(|line| format!("{line}:")).unwrap_or_default())]
    File {
        /// Name of the file.
        file: String,
        /// The line, from 1, where it is known.
        line: Option<usize>,
        /// What is wrong, without the place.
        message: String,
    },
    /// The port is taken, or the system gives no socket or thread.
    #[error("cannot serve on 127.0.0.1:{port}")]
    Serve {
        /// The port that was asked for; 0 stands for any.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}

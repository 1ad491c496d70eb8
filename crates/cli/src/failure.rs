//! The failure of a command, its exit status, and the next step.

use std::error::Error as _;
use std::process::ExitCode;
use std::{fmt, io};

use dintero_cards::{Cursor, Error, ErrorKind, env};

use crate::terminal::escaped;

/// The exit statuses besides 0, as the help prints them.
pub(crate) const STATUSES: &str = "\
Exit status:
    0  success
    1  nothing was found, a check failed, or the output could not be written
    2  the arguments or settings were refused; nothing was sent
    3  the server refused the credentials or the access token
    4  the server refused the request, or its response is not as documented
    5  the server could not be reached, or the connection failed
    6  the result is partial: pages are missing, or cards are malformed
  130  interrupted by Ctrl-C or SIGTERM";

pub(crate) const FAILED: u8 = 1;
/// Exit status of wrong usage, as in clap.
pub(crate) const USAGE: u8 = 2;
pub(crate) const AUTHENTICATION: u8 = 3;
pub(crate) const NETWORK: u8 = 5;
const PARTIAL: u8 = 6;
pub(crate) const INTERRUPTED: u8 = 130;

/// Scopes of which "Get cards" needs one; a test compares them with the document.
const SCOPES: [&str; 2] = ["admin:wallets", "read:wallets"];

/// Prints an error and its causes, each once.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |&error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments are invalid.
    Usage(String),
    /// The data or the server is not as it should be.
    Data(String),
    /// A failure with this exit status.
    Other(u8, String),
    /// The client failed before it had a result.
    Client(Error),
    /// The client failed after a part of the result.
    Cut(Error),
    /// A part of the result is missing or malformed.
    Partial(String),
    Interrupted,
    /// A file or stream failed.
    Io(String, io::Error),
}

impl Failure {
    /// A failure of a file or stream with this name.
    pub(crate) fn io(name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io(name.to_string(), error)
    }

    /// A failure of the client after this number of pages.
    pub(crate) fn of_page(error: Error, pages: u64) -> Self {
        if pages == 0 { Self::Client(error) } else { Self::Cut(error) }
    }

    /// A file of TOML that cannot be read. The text that toml prints, and the values in its
    /// messages, are those of the file, which may hold a secret.
    pub(crate) fn toml(file: &dyn fmt::Display, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let message = error.message();
        let has_value = message.starts_with("invalid type") || message.starts_with("invalid value");
        let expected = message.rsplit_once(", expected ").filter(|_| has_value);
        let message = expected.map_or(message.to_owned(), |(_, what)| format!("expected {what}"));
        let message = message.lines().collect::<Vec<_>>().join(" ");
        Self::Usage(format!("{file}: line {line}: {message}"))
    }

    /// Whether the reader of the output has closed it.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Returns the cursor of the page after one that cannot be read.
    pub(crate) fn next_cursor(&self) -> Option<&Cursor> {
        match self {
            Self::Client(error) | Self::Cut(error) => error.next_cursor(),
            _ => None,
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage(_) => USAGE,
            Self::Client(error) => error.exit_status(),
            Self::Other(status, _) => *status,
            Self::Cut(_) | Self::Partial(_) => PARTIAL,
            Self::Interrupted => INTERRUPTED,
            Self::Data(_) | Self::Io(..) => FAILED,
        })
    }
}

/// Prints what a client could not do, why, and what a person can do about it.
fn text(error: &Error) -> String {
    // A server may repeat the cursor; what is shorter is part of any text.
    let cursor = error.cursor().map(Cursor::as_str).filter(|cursor| cursor.len() >= 4);
    let message = error.message().map(|text| match cursor {
        Some(cursor) => text.replace(cursor, "(hidden)"),
        None => text.to_owned(),
    });
    // The step in the terms of the command stands at the end.
    let step = error.next_step().map(|step| format!("; {step}")).unwrap_or_default();
    let text = error.to_string();
    let what = text.strip_suffix(&step).unwrap_or(&text).to_owned();
    let causes = error.source().map(with_causes);
    let parts: Vec<String> = [Some(what), message, causes].into_iter().flatten().collect();
    format!("{}{}", parts.join(": "), next_step(error).map_or(step, |step| format!("; {step}")))
}

fn next_step(error: &Error) -> Option<String> {
    let is_token = error.kind() == ErrorKind::Token;
    let setting = if is_token { env::AUTH_URL } else { env::BASE_URL };
    let is_of_connection = matches!(
        error.kind(),
        ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transfer | ErrorKind::Token
    );
    let step = match error.status().map(|status| status.as_u16()) {
        Some(401) if is_token => {
            format!("check {} and {}", env::CLIENT_ID, env::CLIENT_SECRET)
        }
        Some(403) if is_token => {
            format!("check {} and {}, which belong together", env::ACCOUNT_ID, env::CLIENT_ID)
        }
        Some(401) => "the access token is not valid, or has expired".to_owned(),
        Some(403) => format!("the credentials need the scope {}", SCOPES.join(" or ")),
        Some(404) => format!("check {}, {setting} and the cursor", env::ACCOUNT_ID),
        Some(429) => match error.retry_after() {
            Some(wait) => format!("the server asks to wait {} s", wait.as_secs().max(1)),
            None => "wait a minute, then run the command again".to_owned(),
        },
        Some(500..) => "the fault is the server's: run the command again later".to_owned(),
        None if error.is_retryable() && is_of_connection => {
            format!("check the connection, and {setting} if it is set")
        }
        _ => return None,
    };
    Some(step)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Usage(what) | Self::Data(what) | Self::Partial(what) | Self::Other(_, what) => {
                what.clone()
            }
            Self::Interrupted => "interrupted".to_owned(),
            Self::Client(error) | Self::Cut(error) => text(error),
            Self::Io(what, error) => format!("{what}: {error}"),
        };
        f.write_str(&escaped(&text))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Client(error)
    }
}

impl From<dintero_cards_sandbox::Error> for Failure {
    fn from(error: dintero_cards_sandbox::Error) -> Self {
        use dintero_cards_sandbox::Error::{File, TooManyCards};
        match error {
            File { .. } | TooManyCards { .. } => Self::Usage(with_causes(&error)),
            _ => Self::Data(with_causes(&error)),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io("standard output".to_owned(), error)
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document};

    use super::SCOPES;

    #[test]
    fn the_scopes_are_those_of_the_document() {
        let document = Document::parse(CARDS).unwrap();
        let place = "/paths/~1accounts~1{aid}~1wallets~1cards/get/x-required-scopes/any-of";
        let scopes = document.root().pointer(place).unwrap().as_array().unwrap();
        assert_eq!(scopes.iter().map(|scope| scope.as_str().unwrap()).collect::<Vec<_>>(), SCOPES);
    }
}

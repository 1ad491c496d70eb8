//! Time limits.

use std::time::Duration;

use crate::setters::setters;

/// Time limits of a client.
///
/// | limit | default | reason |
/// |---|---|---|
/// | [`connect`](Self::connect) | 10 s | a connection usually takes a tenth of a second; this allows for a slow network |
/// | [`read`](Self::read) | 15 s | a server that sends nothing for this long is not expected to continue |
/// | [`attempt`](Self::attempt) | 30 s | one request and its whole response; a page usually takes less than a second |
/// | [`overall`](Self::overall) | 120 s | one page: four attempts, the waits between them, and a token if one is needed |
///
/// `connect` and `read` are settings of the HTTP client, so they do not apply to an
/// HTTP client [of your own](crate::Builder::http_client).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Time limit for opening a connection.
    pub connect: Duration,
    /// Longest time without data while a response is read.
    pub read: Duration,
    /// Time limit for one request and its whole response.
    pub attempt: Duration,
    /// Time limit for all attempts at one page or token, and the waits between them.
    pub overall: Duration,
}

/// Longer limits, and lifetimes of tokens, are cut to a year, so that adding one to a time cannot overflow.
pub(crate) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Timeouts {
    setters! {
        /// Sets the time limit for opening a connection.
        with_connect(connect: Duration) => connect = connect;

        /// Sets the longest time without data while a response is read.
        with_read(read: Duration) => read = read;

        /// Sets the time limit for an attempt.
        with_attempt(attempt: Duration) => attempt = attempt;

        /// Sets the time limit for all attempts together.
        with_overall(overall: Duration) => overall = overall;
    }

    pub(crate) fn bounded(self) -> Self {
        Self {
            connect: self.connect.min(LONGEST),
            read: self.read.min(LONGEST),
            attempt: self.attempt.min(LONGEST),
            overall: self.overall.min(LONGEST),
        }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(15),
            attempt: Duration::from_secs(30),
            overall: Duration::from_secs(120),
        }
    }
}

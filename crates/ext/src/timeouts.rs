//! How long things may take.

use std::time::Duration;

/// Time limits of a client.
///
/// | limit | default | reason |
/// |---|---|---|
/// | [`connect`](Self::connect) | 10 s | a connection takes a tenth of a second; this is for bad days |
/// | [`read`](Self::read) | 15 s | longest silence of a server in the middle of a response |
/// | [`attempt`](Self::attempt) | 30 s | one request and its whole response |
/// | [`overall`](Self::overall) | 120 s | one page: all attempts, the waits between them, and a token if one is needed |
///
/// `connect` and `read` belong to the HTTP client, so they are not applied to
/// one that is [brought along](crate::Builder::http_client).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// From the first packet to an open connection.
    pub connect: Duration,
    /// Longest silence while a response is read.
    pub read: Duration,
    /// One request and its whole response.
    pub attempt: Duration,
    /// All attempts at one page or token, with the waits between them.
    pub overall: Duration,
}

/// Longer limits are cut: clocks have an end.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Timeouts {
    /// With another limit for connecting.
    #[must_use]
    pub fn with_connect(self, connect: Duration) -> Self {
        Self { connect, ..self }
    }

    /// With another limit for silence while reading.
    #[must_use]
    pub fn with_read(self, read: Duration) -> Self {
        Self { read, ..self }
    }

    /// With another limit for an attempt.
    #[must_use]
    pub fn with_attempt(self, attempt: Duration) -> Self {
        Self { attempt, ..self }
    }

    /// With another limit for all attempts together.
    #[must_use]
    pub fn with_overall(self, overall: Duration) -> Self {
        Self { overall, ..self }
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

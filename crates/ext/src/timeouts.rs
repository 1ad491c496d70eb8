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

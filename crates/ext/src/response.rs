//! A value together with the response that it was decoded from.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// A response as it arrived.
#[derive(Clone)]
pub(crate) struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Host that sent it, with its port where that is not the usual one.
    pub(crate) host: String,
}

impl RawResponse {
    /// Returns the body without a byte order mark, which JSON must not have and some
    /// servers send.
    pub(crate) fn json(&self) -> Bytes {
        let text = self.body.strip_prefix("\u{feff}".as_bytes());
        text.map_or_else(|| self.body.clone(), |text| self.body.slice_ref(text))
    }
}

/// A decoded value, and the response that it was decoded from.
///
/// `Debug` shows status and attempts, and neither headers nor body.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) raw: RawResponse,
    pub(crate) attempts: u32,
}

impl<T> Response<T> {
    /// Returns the decoded value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the decoded value, owned.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the status of the response, which is always a success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status
    }

    /// Returns the headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// Returns the body of the response as it arrived, decompressed if the HTTP client did that.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }

    /// Returns how often the request was sent, at least 1.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.raw.status)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

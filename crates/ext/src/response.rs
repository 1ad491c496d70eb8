//! A page together with the response it came in.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::Parts;

/// What was asked for, and the response it came in.
///
/// `Debug` shows status and attempts, and neither headers nor body.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) parts: Parts,
    pub(crate) attempts: u32,
}

impl<T> Response<T> {
    /// What was asked for.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What was asked for, to keep.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// Status of the response; always a success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.parts.status
    }

    /// Headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Body of the response, as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.parts.body
    }

    /// How often the request was sent until this came; at least 1.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.parts.status)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

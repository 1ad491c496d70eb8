//! What a client and its clones share, besides tokens.

use http::{HeaderMap, HeaderValue};

use crate::rate_limit::RateLimit;
use crate::retry::RetryBudget;
use crate::{RetryPolicy, Timeouts};

/// Settings of every exchange of a client.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) user_agent: HeaderValue,
    /// Headers that say which system asks.
    pub(crate) system: HeaderMap,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) rate_limit: RateLimit,
    /// Largest body that is read, in bytes.
    pub(crate) max_body: usize,
}

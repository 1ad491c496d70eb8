//! One call of an operation, and the settings of the client that makes it.

use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::Operation;
use http::{HeaderMap, HeaderValue};
use reqwest::Client;

use crate::authorization::Authorization;
use crate::rate_limit::RateLimit;
use crate::retry::RetryBudget;
use crate::{RetryPolicy, Timeouts};

/// Settings of every exchange of a client and its clones.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) user_agent: HeaderValue,
    /// Headers that name the calling system.
    pub(crate) system: HeaderMap,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) rate_limit: RateLimit,
    /// Largest body that is read, in bytes.
    pub(crate) max_body: usize,
}

/// Looks at a body; returns whether that made work for another task.
pub(crate) type OnBody = Box<dyn Fn(&[u8]) -> bool + Send + Sync>;

pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    /// Name of the operation in errors.
    pub(crate) context: &'static str,
    pub(crate) settings: Arc<Settings>,
    pub(crate) http: Client,
    pub(crate) authorization: Authorization,
    /// Time for all attempts and the waits between them.
    pub(crate) overall: Duration,
    /// Whether a request may be sent again when nobody knows whether it took effect.
    pub(crate) is_idempotent: bool,
    /// Returns why a body must not be decoded, before it is.
    pub(crate) refuse_body: fn(&[u8]) -> Option<String>,
    /// Looks at a body before it is decoded.
    pub(crate) on_body: Option<OnBody>,
}

//! A session: everything that a client, its clones and its listings share.

use std::fmt;
use std::sync::Arc;

use dintero_cards_client::Operation;
use dintero_cards_http::Endpoint;

use crate::AccountId;
use crate::authorization::Authorization;
use crate::exchange::{Call, Settings};

pub(crate) struct Session {
    pub(crate) account_id: AccountId,
    pub(crate) endpoint: Endpoint,
    pub(crate) settings: Arc<Settings>,
    pub(crate) http: reqwest::Client,
    pub(crate) authorization: Authorization,
}

impl Session {
    /// Makes a call of an operation with this session's authorization, retries and limits;
    /// `context` names the operation in errors. Only a GET counts as
    /// idempotent, unless the caller changes that.
    pub(crate) fn call(&self, operation: &'static Operation, context: &'static str) -> Call {
        Call {
            operation,
            context,
            settings: Arc::clone(&self.settings),
            http: self.http.clone(),
            authorization: self.authorization.clone(),
            overall: self.settings.timeouts.overall,
            is_idempotent: operation.method == "GET",
            refuse_body: |_| None,
            on_body: None,
        }
    }

    pub(crate) fn base_url(&self) -> &str {
        self.endpoint.as_str()
    }

    pub(crate) fn http(&self) -> reqwest::Client {
        self.http.clone()
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("account_id", &self.account_id.as_str())
            .field("host", &self.endpoint.host())
            .finish_non_exhaustive()
    }
}

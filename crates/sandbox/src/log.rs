//! The log of received requests.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::header::HeaderMap;
use http::request::Parts;

use crate::accessors::getters;
use crate::contract::pairs;
use crate::operation_id::OperationId;

/// Maximum number of requests, more than a test reads; the oldest are removed first.
const MAX_REQUESTS: usize = 10_000;
/// Maximum length of all names and values, in bytes: 10,000 usual requests have less.
/// The oldest are removed first.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Parts of the names of headers with secret values.
const SECRET: [&str; 5] = ["auth", "cookie", "token", "secret", "key"];
/// Replaces a secret.
const REDACTED: &str = "[redacted]";

/// A received request and its response.
///
/// `Debug` shows names of parameters, but no values and no headers.
pub struct LoggedRequest {
    method: String,
    path: String,
    operation: Option<OperationId>,
    parameters: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    status: Option<u16>,
    faults: Vec<&'static str>,
    arrived: Duration,
}

impl LoggedRequest {
    pub(crate) fn new(
        head: &Parts,
        operation: Option<OperationId>,
        status: Option<u16>,
        faults: Vec<&'static str>,
    ) -> Self {
        // A query with malformed encoding has no parameters.
        let parameters = pairs(head.uri.query().unwrap_or_default()).unwrap_or_default();
        Self {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            operation,
            parameters,
            headers: without_secrets(&head.headers),
            status,
            faults,
            arrived: Duration::ZERO,
        }
    }

    getters! {
        /// Returns the method, such as `GET`.
        fn method(&self) -> &str { &self.method }

        /// Returns the path, still encoded.
        fn path(&self) -> &str { &self.path }

        /// Returns the operation of path and method, if there is one.
        fn operation(&self) -> Option<OperationId> { self.operation }

        /// Returns names and values of the query, decoded, in their order; empty if the
        /// encoding is malformed.
        fn parameters(&self) -> &[(String, String)] { &self.parameters }

        /// Returns names, in lower case, and values of the headers. Values that can be
        /// secrets are `[redacted]`; the scheme in front of a secret is not. Values
        /// that are not visible ASCII are omitted.
        fn headers(&self) -> &[(String, String)] { &self.headers }

        /// Returns the status of the response; `None` if the connection was reset.
        fn status(&self) -> Option<u16> { self.status }

        /// Returns the names of the actions of faults for the request; see
        /// [`Action::name`](crate::Action::name).
        fn faults(&self) -> &[&'static str] { &self.faults }

        /// Returns the time of arrival, in real time since the start of the sandbox.
        fn arrived(&self) -> Duration { self.arrived }
    }

    /// Returns the first value of a query parameter, decoded.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        value(&self.parameters, |given| given == name)
    }

    /// Returns the first value of a header, in any case, as in
    /// [`headers`](Self::headers).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, |given| given.eq_ignore_ascii_case(name))
    }

    fn size(&self) -> usize {
        let pairs = self.parameters.iter().chain(&self.headers);
        self.path.len() + pairs.map(|(name, value)| name.len() + value.len() + 64).sum::<usize>()
    }
}

impl fmt::Debug for LoggedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parameters.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("LoggedRequest")
            .field("method", &self.method)
            .field("operation", &self.operation)
            .field("parameters", &names)
            .field("status", &self.status)
            .field("faults", &self.faults)
            .field("arrived", &self.arrived)
            .finish_non_exhaustive()
    }
}

/// One line: time, method, path, names of parameters, status and faults, without
/// values of parameters and without headers.
impl fmt::Display for LoggedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:9.3} {} {}", self.arrived.as_secs_f64(), self.method, self.path)?;
        let plain =
            |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
        for (number, (name, _)) in self.parameters.iter().enumerate() {
            let name = if plain(name) && name.len() <= 40 { name } else { "…" };
            write!(f, "{}{name}", if number == 0 { '?' } else { '&' })?;
        }
        match self.status {
            Some(status) => write!(f, " -> {status}")?,
            None => f.write_str(" -> reset")?,
        }
        if !self.faults.is_empty() {
            write!(f, " ({})", self.faults.join(", "))?;
        }
        Ok(())
    }
}

/// The log of received requests, in the order of their arrival.
///
/// A request is logged before its response is sent. Bytes that are not HTTP are not
/// logged. The log has the last 10 000 requests, or fewer if names and values have
/// more than 16 MiB, which bounds the memory of long tests; the counts include all
/// requests.
///
/// Clones share one log.
#[derive(Clone)]
pub struct RequestLog(Arc<Mutex<Entries>>);

struct Entries {
    started: Instant,
    requests: VecDeque<Arc<LoggedRequest>>,
    bytes: usize,
    /// Number of requests; `None` stands for paths without an operation.
    counts: HashMap<Option<OperationId>, usize>,
}

impl RequestLog {
    pub(crate) fn new() -> Self {
        let (started, requests, counts) = (Instant::now(), VecDeque::new(), HashMap::new());
        Self(Arc::new(Mutex::new(Entries { started, requests, bytes: 0, counts })))
    }

    /// Returns every request in the log.
    #[must_use]
    pub fn requests(&self) -> Vec<Arc<LoggedRequest>> {
        self.with(|entries| entries.requests.iter().cloned().collect())
    }

    /// Returns the requests of one operation in the log.
    #[must_use]
    pub fn of(&self, operation: OperationId) -> Vec<Arc<LoggedRequest>> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation == Some(operation));
        requests
    }

    /// Returns the number of requests of one operation since the start or the last
    /// [`clear`](Self::clear).
    #[must_use]
    pub fn count(&self, operation: OperationId) -> usize {
        self.with(|entries| entries.counts.get(&Some(operation)).copied().unwrap_or_default())
    }

    /// Returns the number of all requests since the start or the last
    /// [`clear`](Self::clear), including those to unknown paths.
    #[must_use]
    pub fn total(&self) -> usize {
        self.with(|entries| entries.counts.values().sum())
    }

    /// Removes all requests and resets the counts.
    pub fn clear(&self) {
        self.with(|entries| {
            entries.requests.clear();
            entries.counts.clear();
            entries.bytes = 0;
        });
    }

    pub(crate) fn add(&self, mut request: LoggedRequest) -> Arc<LoggedRequest> {
        self.with(|entries| {
            request.arrived = entries.started.elapsed();
            *entries.counts.entry(request.operation).or_default() += 1;
            let request = Arc::new(request);
            entries.bytes += request.size();
            entries.requests.push_back(Arc::clone(&request));
            while entries.requests.len() > MAX_REQUESTS || entries.bytes > MAX_BYTES {
                let Some(oldest) = entries.requests.pop_front() else { break };
                entries.bytes -= oldest.size();
            }
            request
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Entries) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for RequestLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.requests()).finish()
    }
}

fn value(pairs: &[(String, String)], is: impl Fn(&str) -> bool) -> Option<&str> {
    pairs.iter().find(|(name, _)| is(name)).map(|(_, value)| value.as_str())
}

fn without_secrets(headers: &HeaderMap) -> Vec<(String, String)> {
    let visible = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        let (name, value) = (name.as_str(), value.to_str().ok()?);
        let shown = if SECRET.iter().any(|part| name.contains(part)) {
            match value.split_once(' ') {
                Some((scheme @ ("Bearer" | "Basic"), _)) => format!("{scheme} {REDACTED}"),
                _ => REDACTED.to_owned(),
            }
        } else {
            value.to_owned()
        };
        Some((name.to_owned(), shown))
    };
    headers.iter().filter_map(visible).collect()
}

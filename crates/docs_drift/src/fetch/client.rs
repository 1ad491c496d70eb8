//! Requests within the bounds of a policy. It reads no credentials, so it sends
//! none.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, Instant};

use dintero_docs_drift::Source;
use dintero_docs_drift::page::MAX_BYTES;
use http::Response;
use ureq::{Agent, Body};

use super::policy::{BACKOFF, CONNECT, MAX_REDIRECTS, MAX_RETRIES, Policy};
use super::response::{Expect, FetchError, FetchedPage};

/// Longest `Retry-After` that is waited for, half of the time for a page; a longer one
/// ends the attempts.
const MAX_WAIT: Duration = Duration::from_secs(10);

pub(super) struct Client {
    policy: Policy,
    wait: Wait,
    /// The results of this run, by address: operations share an index.
    seen: HashMap<String, Result<FetchedPage, FetchError>>,
}

/// The function that waits; tests pass one that returns at once.
type Wait = Box<dyn FnMut(Duration)>;

impl Client {
    pub(super) fn new(policy: Policy) -> Self {
        Self::with_wait(policy, Box::new(sleep))
    }

    pub(super) fn with_wait(policy: Policy, wait: Wait) -> Self {
        Self { policy, wait, seen: HashMap::new() }
    }

    pub(super) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Fetches an address of the site; each address once in a run.
    pub(super) fn get(&mut self, url: &str, expect: Expect) -> Result<FetchedPage, FetchError> {
        self.policy.allow(url)?;
        if let Some(result) = self.seen.get(url) {
            return result.clone();
        }
        let named =
            |error: FetchError| FetchError { why: format!("{url}: {}", error.why), ..error };
        let result = self.attempts(url, expect).map_err(named);
        self.seen.insert(url.to_owned(), result.clone());
        result
    }

    /// Fetches what a page names, from its folder or from the next one above that has it.
    pub(super) fn nearest(
        &mut self,
        page: &str,
        name: &str,
        expect: Expect,
    ) -> Result<FetchedPage, FetchError> {
        let mut result = Err(format!("{name} is nowhere").into());
        for url in self.policy.places(page, name) {
            result = self.get(&url, expect);
            // A site that fails for a while may have it there nevertheless.
            if result.as_ref().map_or_else(|error| error.may_pass, |_| true) {
                break;
            }
        }
        result
    }

    fn attempts(&mut self, url: &str, expect: Expect) -> Result<FetchedPage, FetchError> {
        let until = Instant::now() + self.policy.total;
        let mut attempt = 0;
        loop {
            match self.attempt(url, expect, until) {
                Err(error) if error.may_pass && attempt < MAX_RETRIES => {
                    let wait = error.retry_after.unwrap_or_else(|| backoff(attempt));
                    let left = until.saturating_duration_since(Instant::now());
                    if wait > left.min(MAX_WAIT) {
                        return Err(error);
                    }
                    (self.wait)(wait);
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    fn attempt(
        &self,
        url: &str,
        expect: Expect,
        until: Instant,
    ) -> Result<FetchedPage, FetchError> {
        let (name, requested) = (url.to_owned(), Some(url.to_owned()));
        let mut source = Source { name, url: requested, ..Source::default() };
        for _ in 0..=MAX_REDIRECTS {
            let mut response = self.send(&source.name, expect, until)?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    source.etag = header(&response, "etag");
                    source.last_modified = header(&response, "last-modified");
                    let body = Self::body(&mut response)?;
                    expect.check(header(&response, "content-type").as_deref(), &body)?;
                    return Ok(FetchedPage { source, body });
                }
                301 | 302 | 303 | 307 | 308 => {
                    let location = header(&response, "location")
                        .ok_or_else(|| "a redirect has no location".to_owned())?;
                    let next = self.policy.follow(&source.name, &location);
                    self.policy
                        .allow(&next)
                        .map_err(|why| format!("a redirect is refused: {why}"))?;
                    source.moved |= matches!(status, 301 | 308);
                    source.final_url = Some(next.clone()).filter(|next| next != url);
                    source.name = next;
                }
                429 | 500..=599 => {
                    let seconds = header(&response, "retry-after");
                    let seconds = seconds.and_then(|text| text.trim().parse().ok());
                    let retry_after = seconds.map(Duration::from_secs);
                    return Err(FetchError {
                        retry_after,
                        ..transient(format!("status {status}"))
                    });
                }
                _ => return Err(format!("status {status}").into()),
            }
        }
        Err(format!("more than {MAX_REDIRECTS} redirects").into())
    }

    fn send(
        &self,
        url: &str,
        expect: Expect,
        until: Instant,
    ) -> Result<Response<Body>, FetchError> {
        let request = self
            .agent(until)
            .get(url)
            .header("accept", expect.accept())
            .header("accept-encoding", "identity");
        request.call().map_err(|error| match error {
            ureq::Error::Timeout(_) => "no response in time".to_owned().into(),
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed => transient(error),
            other => other.to_string().into(),
        })
    }

    fn agent(&self, until: Instant) -> Agent {
        let left = until.saturating_duration_since(Instant::now());
        let local = self.policy.is_local();
        let config = Agent::config_builder()
            .https_only(!local)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("dintero-docs-drift/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT.min(left)))
            .timeout_global(Some(left.max(Duration::from_millis(1))));
        // A proxy from the environment is for other machines only.
        let config = if local { config.proxy(None) } else { config };
        config.build().new_agent()
    }

    /// Reads a body of at most [`MAX_BYTES`], and refuses a compressed one, which
    /// could become larger than that.
    fn body(response: &mut Response<Body>) -> Result<Vec<u8>, FetchError> {
        if header(response, "content-encoding").is_some_and(|encoding| encoding != "identity") {
            let why = "the body is compressed, although the request forbids it";
            return Err(why.to_owned().into());
        }
        let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
        let read = response.body_mut().with_config().limit(most).read_to_vec();
        read.map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(_) => format!("larger than {most} bytes").into(),
            ureq::Error::Timeout(_) => "the body did not arrive in time".to_owned().into(),
            other => transient(other),
        })
    }
}

fn transient(why: impl ToString) -> FetchError {
    FetchError { why: why.to_string(), may_pass: true, retry_after: None }
}

/// Returns a random time between half the backoff of an attempt and all of it.
fn backoff(attempt: u32) -> Duration {
    let step = BACKOFF.saturating_mul(1 << attempt.min(8));
    let random = RandomState::new().hash_one(attempt) % 1000;
    // Below 1000, so exact in f64.
    step.mul_f64(0.5 + random as f64 / 2000.0)
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

#[expect(clippy::disallowed_methods, reason = "the server asked for this time between requests")]
fn sleep(time: Duration) {
    std::thread::sleep(time);
}

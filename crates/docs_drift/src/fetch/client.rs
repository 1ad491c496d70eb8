//! Requests within the bounds of a policy. It reads no credentials, so it sends
//! none.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, Instant};

use dintero_docs_drift::page::MAX_BYTES;
use http::Response;
use ureq::{Agent, Body};

use super::policy::{BACKOFF, CONNECT, MAX_REDIRECTS, MAX_RETRIES, Policy};
use super::response::{Expect, FetchedPage};

/// Longest `Retry-After` that is waited for, half of the time for a page; a longer one
/// ends the attempts.
const MAX_WAIT: Duration = Duration::from_secs(10);

pub(super) struct Client {
    policy: Policy,
    wait: Wait,
    /// The results of this run, by address: operations share an index.
    seen: HashMap<String, Result<FetchedPage, String>>,
    /// The addresses that failed for a reason that may pass.
    unavailable: HashSet<String>,
}

/// The function that waits; tests pass one that returns at once.
type Wait = Box<dyn FnMut(Duration)>;

/// An error of one attempt.
enum AttemptError {
    /// Another attempt may succeed, after the time that the server asked for.
    Transient(String, Option<Duration>),
    Permanent(String),
}

impl Client {
    pub(super) fn new(policy: Policy) -> Self {
        Self::with_wait(policy, Box::new(sleep))
    }

    pub(super) fn with_wait(policy: Policy, wait: Wait) -> Self {
        Self { policy, wait, seen: HashMap::new(), unavailable: HashSet::new() }
    }

    pub(super) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Fetches an address of the site; each address once in a run. The error is
    /// one line.
    pub(super) fn get(&mut self, url: &str, expect: Expect) -> Result<FetchedPage, String> {
        self.policy.allow(url)?;
        if let Some(result) = self.seen.get(url) {
            return result.clone();
        }
        let result = self.attempts(url, expect).map_err(|why| format!("{url}: {why}"));
        self.seen.insert(url.to_owned(), result.clone());
        result
    }

    /// Fetches what a page names, from its folder or from the next one above that has it.
    pub(super) fn nearest(
        &mut self,
        page: &str,
        name: &str,
        expect: Expect,
    ) -> Result<FetchedPage, String> {
        let mut result = Err(format!("{name} is nowhere"));
        for url in self.policy.places(page, name) {
            result = self.get(&url, expect);
            // A site that fails for a while may have it there nevertheless.
            if result.is_ok() || self.unavailable.contains(&url) {
                break;
            }
        }
        result
    }

    fn attempts(&mut self, url: &str, expect: Expect) -> Result<FetchedPage, String> {
        let until = Instant::now() + self.policy.total;
        let mut attempt = 0;
        loop {
            match self.attempt(url, expect, until) {
                Ok(page) => return Ok(page),
                Err(AttemptError::Permanent(why)) => return Err(why),
                Err(AttemptError::Transient(why, asked)) => {
                    let wait = asked.unwrap_or_else(|| backoff(attempt));
                    let left = until.saturating_duration_since(Instant::now());
                    if attempt >= MAX_RETRIES || wait > left || wait > MAX_WAIT {
                        self.unavailable.insert(url.to_owned());
                        return Err(why);
                    }
                    (self.wait)(wait);
                    attempt += 1;
                }
            }
        }
    }

    fn attempt(
        &self,
        url: &str,
        expect: Expect,
        until: Instant,
    ) -> Result<FetchedPage, AttemptError> {
        let mut page = FetchedPage {
            url: url.to_owned(),
            final_url: url.to_owned(),
            moved: false,
            etag: None,
            last_modified: None,
            body: Vec::new(),
        };
        for _ in 0..=MAX_REDIRECTS {
            let mut response = self.send(&page.final_url, expect, until)?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    page.etag = header(&response, "etag");
                    page.last_modified = header(&response, "last-modified");
                    page.body = Self::body(&mut response)?;
                    let media = header(&response, "content-type");
                    expect.check(media.as_deref(), &page.body).map_err(AttemptError::Permanent)?;
                    return Ok(page);
                }
                301 | 302 | 303 | 307 | 308 => {
                    let location = header(&response, "location").ok_or_else(|| {
                        AttemptError::Permanent("a redirect has no location".to_owned())
                    })?;
                    let next = self.policy.follow(&page.final_url, &location);
                    self.policy.allow(&next).map_err(|why| {
                        AttemptError::Permanent(format!("a redirect is refused: {why}"))
                    })?;
                    page.moved |= matches!(status, 301 | 308);
                    page.final_url = next;
                }
                429 | 500..=599 => {
                    let asked =
                        header(&response, "retry-after").and_then(|text| text.trim().parse().ok());
                    let asked = asked.map(Duration::from_secs);
                    return Err(AttemptError::Transient(format!("status {status}"), asked));
                }
                _ => return permanent(format!("status {status}")),
            }
        }
        permanent(format!("more than {MAX_REDIRECTS} redirects"))
    }

    fn send(
        &self,
        url: &str,
        expect: Expect,
        until: Instant,
    ) -> Result<Response<Body>, AttemptError> {
        let request = self
            .agent(until)
            .get(url)
            .header("accept", expect.accept())
            .header("accept-encoding", "identity");
        request.call().map_err(|error| match error {
            ureq::Error::Timeout(_) => AttemptError::Permanent("no response in time".to_owned()),
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed => {
                AttemptError::Transient(error.to_string(), None)
            }
            other => AttemptError::Permanent(other.to_string()),
        })
    }

    fn agent(&self, until: Instant) -> Agent {
        let left = until.saturating_duration_since(Instant::now());
        let config = Agent::config_builder()
            .https_only(!self.policy.is_local())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("dintero-docs-drift/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT.min(left)))
            .timeout_global(Some(left.max(Duration::from_millis(1))));
        let local = self.policy.is_local();
        // A proxy from the environment is for other machines only.
        let config = if local { config.proxy(None) } else { config };
        config.build().new_agent()
    }

    /// Reads a body of at most [`MAX_BYTES`], and refuses a compressed one, which
    /// could become larger than that.
    fn body(response: &mut Response<Body>) -> Result<Vec<u8>, AttemptError> {
        if header(response, "content-encoding").is_some_and(|encoding| encoding != "identity") {
            return permanent("the body is compressed, although the request forbids it");
        }
        let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
        let read = response.body_mut().with_config().limit(most).read_to_vec();
        read.map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(_) => {
                AttemptError::Permanent(format!("larger than {most} bytes"))
            }
            ureq::Error::Timeout(_) => {
                AttemptError::Permanent("the body did not arrive in time".to_owned())
            }
            other => AttemptError::Transient(other.to_string(), None),
        })
    }
}

/// Returns a random time between half the backoff of an attempt and all of it.
fn backoff(attempt: u32) -> Duration {
    let step = BACKOFF.saturating_mul(1 << attempt.min(8));
    let random = RandomState::new().hash_one(attempt) % 1000;
    // Below 1000, so exact in f64.
    step.mul_f64(0.5 + random as f64 / 2000.0)
}

fn permanent<T>(why: impl Into<String>) -> Result<T, AttemptError> {
    Err(AttemptError::Permanent(why.into()))
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

#[expect(clippy::disallowed_methods, reason = "the server asked for this time between requests")]
fn sleep(time: Duration) {
    std::thread::sleep(time);
}

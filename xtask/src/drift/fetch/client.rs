//! Requests within the bounds of a policy. No credentials are ever sent: none
//! are read.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, Instant};

use http::Response;
use ureq::{Agent, Body};

use super::answer::{Answer, Expect};
use super::policy::Policy;

/// Longest time that `Retry-After` is waited for; a longer one is an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Waits; tests give one that does not.
type Wait = Box<dyn FnMut(Duration)>;

pub(super) struct Client {
    policy: Policy,
    wait: Wait,
    /// Answers of this run: operations share an index.
    seen: HashMap<String, Answer>,
}

/// Why an attempt failed.
enum Failure {
    /// Another attempt may help, after as long as the server asked for.
    Passing(String, Option<Duration>),
    Final(String),
}

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

    /// Fetches an address of the site; the error is one line.
    pub(super) fn get(&mut self, url: &str, expect: Expect) -> Result<Answer, String> {
        self.policy.allow(url)?;
        if let Some(answer) = self.seen.get(url) {
            return Ok(answer.clone());
        }
        let until = Instant::now() + self.policy.total;
        let mut attempt = 0;
        loop {
            match self.attempt(url, expect, until) {
                Ok(answer) => {
                    self.seen.insert(url.to_owned(), answer.clone());
                    return Ok(answer);
                }
                Err(Failure::Final(why)) => return Err(format!("{url}: {why}")),
                Err(Failure::Passing(why, asked)) => {
                    let wait = asked.unwrap_or_else(|| self.backoff(attempt));
                    let left = until.saturating_duration_since(Instant::now());
                    if attempt >= self.policy.retries || wait > left || wait > LONGEST_WAIT {
                        return Err(format!("{url}: {why}"));
                    }
                    (self.wait)(wait);
                    attempt += 1;
                }
            }
        }
    }

    /// Between half of the step and all of it.
    fn backoff(&self, attempt: u32) -> Duration {
        let step = self.policy.backoff.saturating_mul(1 << attempt.min(8));
        let random = RandomState::new().hash_one(attempt) % 1000;
        // Below 1000: exact in f64.
        step.mul_f64(0.5 + random as f64 / 2000.0)
    }

    fn attempt(&self, url: &str, expect: Expect, until: Instant) -> Result<Answer, Failure> {
        let mut answer = Answer {
            url: url.to_owned(),
            final_url: url.to_owned(),
            moved: false,
            etag: None,
            last_modified: None,
            body: Vec::new(),
        };
        for _ in 0..=self.policy.redirects {
            let mut response = self.send(&answer.final_url, expect, until)?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    answer.etag = header(&response, "etag");
                    answer.last_modified = header(&response, "last-modified");
                    answer.body = self.body(&mut response)?;
                    let media = header(&response, "content-type");
                    expect.check(media.as_deref(), &answer.body).map_err(Failure::Final)?;
                    return Ok(answer);
                }
                301 | 302 | 303 | 307 | 308 => {
                    let location = header(&response, "location")
                        .ok_or_else(|| Failure::Final("a redirect leads nowhere".to_owned()))?;
                    let next = self.policy.follow(&answer.final_url, &location);
                    self.policy
                        .allow(&next)
                        .map_err(|why| Failure::Final(format!("a redirect is refused: {why}")))?;
                    answer.moved |= matches!(status, 301 | 308);
                    answer.final_url = next;
                }
                429 | 500..=599 => {
                    let asked =
                        header(&response, "retry-after").and_then(|text| text.trim().parse().ok());
                    let asked = asked.map(Duration::from_secs);
                    return Err(Failure::Passing(format!("status {status}"), asked));
                }
                _ => return Err(Failure::Final(format!("status {status}"))),
            }
        }
        Err(Failure::Final(format!("more than {} redirects", self.policy.redirects)))
    }

    fn send(&self, url: &str, expect: Expect, until: Instant) -> Result<Response<Body>, Failure> {
        let request = self
            .agent(until)
            .get(url)
            .header("accept", expect.accept())
            .header("accept-encoding", "identity");
        request.call().map_err(|error| match error {
            ureq::Error::Timeout(_) => Failure::Final("no answer in time".to_owned()),
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed => {
                Failure::Passing(error.to_string(), None)
            }
            other => Failure::Final(other.to_string()),
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
            .timeout_connect(Some(self.policy.connect.min(left)))
            .timeout_global(Some(left.max(Duration::from_millis(1))));
        let local = self.policy.is_local();
        // A proxy of the environment is for the world outside.
        let config = if local { config.proxy(None) } else { config };
        config.build().new_agent()
    }

    /// At most as many bytes as the policy has; nothing is decompressed, so
    /// nothing grows.
    fn body(&self, response: &mut Response<Body>) -> Result<Vec<u8>, Failure> {
        if header(response, "content-encoding").is_some_and(|encoding| encoding != "identity") {
            return Err(Failure::Final(
                "the body is compressed, which was not asked for".to_owned(),
            ));
        }
        let most = u64::try_from(self.policy.most_bytes).unwrap_or(u64::MAX);
        let read = response.body_mut().with_config().limit(most).read_to_vec();
        read.map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(_) => Failure::Final(format!("larger than {most} bytes")),
            ureq::Error::Timeout(_) => Failure::Final("the body did not come in time".to_owned()),
            other => Failure::Passing(other.to_string(), None),
        })
    }
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

#[expect(clippy::disallowed_methods, reason = "a server asked to be left alone for a while")]
fn sleep(time: Duration) {
    std::thread::sleep(time);
}

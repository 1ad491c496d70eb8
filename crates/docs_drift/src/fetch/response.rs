//! The expected kind of a response, and the page in it.

use std::time::Duration;

use dintero_docs_drift::Source;

/// The kind of response that a request expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expect {
    /// A page as Markdown, or the index.
    Markdown,
    /// A whole document.
    Yaml,
    /// The site map.
    Xml,
}

impl Expect {
    /// Returns the value of the header `accept`.
    pub(super) const fn accept(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown, text/plain;q=0.9",
            Self::Yaml => "application/yaml, text/yaml, application/json, text/plain;q=0.9",
            Self::Xml => "application/xml, text/xml",
        }
    }

    /// Refuses a response of another kind. Some sites respond to an unknown address
    /// with an HTML page and status 200.
    pub(super) fn check(self, media: Option<&str>, body: &[u8]) -> Result<(), String> {
        let start =
            String::from_utf8_lossy(&body[..body.len().min(512)]).trim_start().to_lowercase();
        let html = start.starts_with("<!doctype html") || start.starts_with("<html");
        let essence = media
            .and_then(|media| media.split(';').next())
            .map(|media| media.trim().to_lowercase());
        let allowed = match (self, essence.as_deref()) {
            (_, None) => true,
            (Self::Xml, Some(media)) => media.ends_with("xml"),
            (_, Some(media)) => {
                matches!(media, "text/markdown" | "text/plain" | "application/octet-stream")
                    || media.ends_with("yaml")
                    || media.ends_with("json")
            }
        };
        if html || essence.as_deref() == Some("text/html") {
            Err("the response is an HTML page: the page does not exist".to_owned())
        } else if allowed {
            Ok(())
        } else {
            Err(format!("the response is {}, which was not expected", essence.unwrap_or_default()))
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct FetchedPage {
    /// Its name is the address after redirects.
    pub(super) source: Source,
    pub(super) body: Vec<u8>,
}

/// Why a page was not fetched.
#[derive(Clone, Debug)]
pub(super) struct FetchError {
    /// The reason, on one line.
    pub(super) why: String,
    /// Whether another attempt may succeed.
    pub(super) may_pass: bool,
    /// The wait that the server asked for.
    pub(super) retry_after: Option<Duration>,
}

/// The reason is one that stays.
impl From<String> for FetchError {
    fn from(why: String) -> Self {
        Self { why, may_pass: false, retry_after: None }
    }
}

impl From<FetchError> for String {
    fn from(error: FetchError) -> Self {
        error.why
    }
}

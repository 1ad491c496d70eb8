//! Base URLs that a secret may be sent to.

use reqwest::Url;

use crate::{Error, ErrorKind, Result};

/// A base URL: https, or http to this machine, without query or fragment.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    url: Url,
}

impl Endpoint {
    /// Parses a base URL; `name` is its name in the error.
    pub(crate) fn parse(name: &str, text: &str, allows_http: bool) -> Result<Self> {
        let refuse = |why: &str| Error::new(ErrorKind::Configuration, format!("{name}: {why}"));
        let url = Url::parse(text).map_err(|error| refuse("not a URL").with_source(error))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("a URL must not hold credentials"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("a base URL has neither query nor fragment"));
        }
        let endpoint = Self { url };
        match endpoint.url.scheme() {
            "https" => Ok(endpoint),
            "http" if allows_http || endpoint.is_loopback() => Ok(endpoint),
            "http" => Err(refuse("http would expose the token to the network; use https")),
            _ => Err(refuse("the scheme is neither https nor http")),
        }
    }

    /// Whether requests must not go through a proxy: those that stay on this machine, and
    /// those that a proxy could read.
    pub(crate) fn avoids_proxies(&self) -> bool {
        self.url.scheme() == "http" || self.is_loopback()
    }

    fn is_loopback(&self) -> bool {
        let Some(host) = self.url.host_str() else { return false };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Returns the host, with its port where that is not the usual one.
    pub(crate) fn host(&self) -> String {
        host(&self.url)
    }

    /// Returns the URL without a trailing slash, as generated clients take it.
    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }
}

/// Returns the host of a URL, with its port where that is not the usual one.
pub(crate) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

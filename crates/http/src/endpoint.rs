//! Base URLs that a secret may be sent to.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use reqwest::Url;

/// A base URL: https, or http to this machine, without credentials, query or
/// fragment. `Debug` shows the host alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: Url,
}

/// The reason why a text is no base URL that a secret may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidEndpoint {
    /// It is no URL.
    NotUrl(<Url as FromStr>::Err),
    /// It holds a user name or a password.
    Credentials,
    /// It has a query or a fragment.
    Query,
    /// It is http to another machine.
    Clear,
    /// Its scheme is another one.
    Scheme,
}

impl fmt::Display for InvalidEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotUrl(_) => "not a URL",
            Self::Credentials => "a URL must not hold credentials",
            Self::Query => "a base URL has neither query nor fragment",
            Self::Clear => "http would expose the token to the network; use https",
            Self::Scheme => "the scheme is neither https nor http",
        })
    }
}

impl Error for InvalidEndpoint {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotUrl(error) => Some(error),
            Self::Credentials | Self::Query | Self::Clear | Self::Scheme => None,
        }
    }
}

impl Endpoint {
    /// Parses a base URL. `allows_http` allows http to other machines, too, which whoever
    /// sets it decides.
    ///
    /// # Errors
    /// It is no URL that a secret may be sent to. The error does not repeat it.
    pub fn parse(text: &str, allows_http: bool) -> Result<Self, InvalidEndpoint> {
        let url = Url::parse(text).map_err(InvalidEndpoint::NotUrl)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(InvalidEndpoint::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(InvalidEndpoint::Query);
        }
        let endpoint = Self { url };
        match endpoint.url.scheme() {
            "https" => Ok(endpoint),
            "http" if allows_http || endpoint.is_loopback() => Ok(endpoint),
            "http" => Err(InvalidEndpoint::Clear),
            _ => Err(InvalidEndpoint::Scheme),
        }
    }

    /// Whether requests must not go through a proxy: those that stay on this machine, and
    /// those that a proxy could read.
    #[must_use]
    pub fn avoids_proxies(&self) -> bool {
        self.url.scheme() == "http" || self.is_loopback()
    }

    fn is_loopback(&self) -> bool {
        let Some(host) = self.url.host_str() else { return false };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Returns the host, with its port where that is not the usual one.
    #[must_use]
    pub fn host(&self) -> String {
        host(&self.url)
    }

    /// Returns the URL without a trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    /// Returns the URL of a path below this one, segment by segment.
    #[must_use]
    pub fn join(&self, segments: &[&str]) -> Url {
        let mut url = self.url.clone();
        let mut path = url.path_segments_mut().expect("an http URL has a path");
        path.pop_if_empty().extend(segments);
        drop(path);
        url
    }
}

/// Returns the host of a URL, with its port where that is not the usual one.
#[must_use]
pub fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Endpoint").field(&self.host()).finish()
    }
}

//! Base URLs that a secret may be sent to.

use reqwest::Url;

use crate::{Error, ErrorKind, Result};

/// A base URL: https, or http to this machine, without query or fragment.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    url: Url,
}

impl Endpoint {
    /// `name` is what the error calls it.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self> {
        let refuse = |what: &str| Error::new(ErrorKind::Configuration, format!("{name}: {what}"));
        let url = Url::parse(text).map_err(|error| refuse("not a URL").with_source(error))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("credentials do not belong into a URL"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("a base URL has neither query nor fragment"));
        }
        let endpoint = Self { url };
        match endpoint.url.scheme() {
            "https" => Ok(endpoint),
            "http" if endpoint.is_loopback() => Ok(endpoint),
            "http" => Err(refuse("http would show the token to the network; use https")),
            _ => Err(refuse("the scheme is neither https nor http")),
        }
    }

    /// Whether requests stay on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let Some(host) = self.url.host_str() else { return false };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// The URL as generated clients want it: without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    fn refusal(text: &str) -> String {
        Endpoint::parse("base URL", text).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn https_goes_anywhere_and_http_only_to_this_machine() {
        for url in [
            "https://api.dintero.com/v1",
            "http://127.0.0.1:8080/v1",
            "http://localhost/v1/",
            "http://[::1]:1/v1",
        ] {
            assert!(Endpoint::parse("base URL", url).is_ok(), "{url}");
        }
        assert!(refusal("http://api.dintero.com/v1").contains("use https"));
        assert!(refusal("http://127.0.0.1.example.com/v1").contains("use https"));
        assert!(refusal("http://localhost.example.com/v1").contains("use https"));
        assert!(refusal("ftp://127.0.0.1/v1").contains("scheme"));
    }

    #[test]
    fn a_url_that_could_leak_or_lose_something_is_refused() {
        assert!(refusal("https://user:secret@api.dintero.com/v1").contains("credentials"));
        assert!(!refusal("https://user:secret@api.dintero.com/v1").contains("secret"));
        assert!(refusal("https://api.dintero.com/v1?a=b").contains("query"));
        assert!(refusal("api.dintero.com").contains("not a URL"));
    }
}

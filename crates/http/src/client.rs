//! The HTTP client.

use std::error::Error;
use std::fmt;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

use crate::endpoint::Endpoint;

/// Creates the HTTP client for an endpoint, with further settings. Requests to this
/// machine and those in the clear go through no proxy, redirects are not followed, and nothing is retried.
///
/// # Errors
/// TLS or the settings cannot be used.
pub fn client(
    endpoint: &Endpoint,
    settings: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Client, ClientError> {
    let builder = settings(Client::builder())
        .redirect(Policy::none())
        // Whoever sends a request counts its attempts.
        .retry(reqwest::retry::never());
    let builder = if endpoint.avoids_proxies() { builder.no_proxy() } else { builder };
    #[cfg(feature = "rustls-no-provider")]
    let builder = {
        let tls = crate::tls::config().map_err(|error| ClientError(error.into()))?;
        builder.tls_backend_preconfigured(tls)
    };
    builder.build().map_err(|error| ClientError(error.into()))
}

/// An error of an HTTP client that cannot be created: TLS or a setting cannot be used.
#[derive(Debug)]
pub struct ClientError(Box<dyn Error + Send + Sync>);

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TLS or a setting cannot be used")
    }
}

impl Error for ClientError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

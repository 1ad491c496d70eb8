//! The server to check, and the credentials for it.

use std::fmt;

use dintero_cards_openapi::{AUTH, CARDS, Document, OpenApi};

/// A server, an account and credentials.
#[derive(Clone, Debug)]
pub struct Target {
    /// Base URL of "Get cards", such as `https://api.dintero.com/v1`.
    pub base_url: String,
    /// Base URL of "Get Token", such as `https://checkout.dintero.com/v1`.
    pub auth_url: String,
    /// Id of the account: P or T and eight digits.
    pub account_id: String,
    /// The credentials of the requests.
    pub credentials: Credentials,
}

/// Returns the base URLs of "Get cards" and "Get Token" that the documents name;
/// empty if they name none.
#[must_use]
pub fn published() -> (String, String) {
    let server = |source| {
        let document = Document::parse(source).ok();
        let servers = document.as_ref().map(|document| OpenApi::new(document).servers());
        servers.into_iter().flatten().flatten().next().map(|server| server.url).unwrap_or_default()
    };
    (server(CARDS), server(AUTH))
}

/// Credentials of a client, or an access token. `Debug` shows no secret.
#[derive(Clone)]
pub struct Credentials(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    Client { id: String, secret: String },
    Token(String),
}

impl Credentials {
    /// Returns the credentials of a client, which requests a token first.
    #[must_use]
    pub fn client(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Kind::Client { id: id.into(), secret: secret.into() })
    }

    /// Returns an access token; "Get Token" is not checked then.
    #[must_use]
    pub fn token(token: impl Into<String>) -> Self {
        Self(Kind::Token(token.into()))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Client { .. } => "Credentials::Client",
            Kind::Token(_) => "Credentials::Token",
        })
    }
}

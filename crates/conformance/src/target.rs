//! Which server to look at, and as whom.

use std::fmt;

use dintero_cards_openapi::{AUTH, CARDS, Document};

/// A server and an account.
#[derive(Clone, Debug)]
pub struct Target {
    /// Where "Get cards" is served, such as `https://api.dintero.com/v1`.
    pub base_url: String,
    /// Where "Get Token" is served, such as `https://checkout.dintero.com/v1`.
    pub auth_url: String,
    /// The account: P or T and eight digits.
    pub account_id: String,
    /// Who asks.
    pub credentials: Credentials,
}

/// The published servers of "Get cards" and "Get Token", as the documents name
/// them; empty if they name none.
#[must_use]
pub fn published() -> (String, String) {
    let server = |source| {
        let document = Document::parse(source).ok();
        let url = document.as_ref().and_then(|document| document.root().pointer("/servers/0/url"));
        url.and_then(|url| url.as_str()).unwrap_or_default().to_owned()
    };
    (server(CARDS), server(AUTH))
}

/// Who asks. `Debug` shows no secret.
#[derive(Clone)]
pub struct Credentials(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    Client { id: String, secret: String },
    Token(String),
}

impl Credentials {
    /// A client, which asks for a token first.
    #[must_use]
    pub fn client(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Kind::Client { id: id.into(), secret: secret.into() })
    }

    /// An access token; what is documented of "Get Token" is not looked at.
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

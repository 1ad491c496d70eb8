//! The header that says who asks.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

use super::{AccessToken, ClientCredentials, TokenSource};
use crate::{Error, ErrorKind, Result};

/// How the requests of an exchange are authorised.
#[derive(Clone, Debug)]
pub(crate) enum Authorization {
    /// By an access token: "Get cards".
    Bearer(Arc<dyn TokenSource>),
    /// By the credentials themselves: "Get Token".
    Basic(ClientCredentials),
}

/// What one request shows.
pub(crate) struct Presented<'a> {
    header: HeaderValue,
    token: Option<(&'a dyn TokenSource, AccessToken)>,
}

impl Authorization {
    /// What to show now.
    pub(crate) async fn present(&self) -> Result<Presented<'_>> {
        match self {
            Self::Bearer(source) => {
                let token = source.token().await?;
                let header = sensitive(&format!("Bearer {}", token.expose()))?;
                Ok(Presented { header, token: Some((source.as_ref(), token)) })
            }
            Self::Basic(credentials) => {
                let pair = format!("{}:{}", credentials.id(), credentials.secret());
                let header = sensitive(&format!("Basic {}", STANDARD.encode(pair)))?;
                Ok(Presented { header, token: None })
            }
        }
    }
}

impl Presented<'_> {
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    /// The server answered 401.
    pub(crate) fn was_rejected(&self) {
        if let Some((source, token)) = &self.token {
            source.rejected(token);
        }
    }
}

fn sensitive(text: &str) -> Result<HeaderValue> {
    let mut header = HeaderValue::from_str(text).map_err(|_| {
        let context = "the access token has characters that no header can carry";
        Error::new(ErrorKind::Configuration, context)
    })?;
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Authorization;
    use crate::{AccessToken, ClientCredentials};

    #[tokio::test]
    async fn headers_with_secrets_are_marked_as_such() {
        let bearer = Authorization::Bearer(Arc::new(AccessToken::new("canary")));
        let basic = Authorization::Basic(ClientCredentials::new("canary", "canary"));
        for authorization in [bearer, basic] {
            let presented = authorization.present().await.unwrap();
            assert!(presented.header().is_sensitive());
            assert_eq!(format!("{:?}", presented.header()), "Sensitive");
        }
    }
}

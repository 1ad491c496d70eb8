//! The `Authorization` header of a request.

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

/// The header of one request, and the token in it.
pub(crate) struct AuthHeader<'a> {
    pub(crate) value: HeaderValue,
    token: Option<(&'a dyn TokenSource, AccessToken)>,
    secrets: Vec<String>,
}

impl Authorization {
    /// Returns the header for a request that is sent now.
    pub(crate) async fn authorization_header(&self) -> Result<AuthHeader<'_>> {
        match self {
            Self::Bearer(source) => {
                let token = source.token().await?;
                let value = sensitive(&format!("Bearer {}", token.expose()))?;
                let secrets = vec![token.expose().to_owned()];
                Ok(AuthHeader { value, token: Some((source.as_ref(), token)), secrets })
            }
            Self::Basic(credentials) => {
                let pair = format!("{}:{}", credentials.id(), credentials.secret());
                let encoded = STANDARD.encode(pair);
                let value = sensitive(&format!("Basic {encoded}"))?;
                let secrets = vec![credentials.secret().to_owned(), encoded];
                Ok(AuthHeader { value, token: None, secrets })
            }
        }
    }
}

impl AuthHeader<'_> {
    /// Returns a text without the secrets of this header, which a server may repeat.
    pub(crate) fn conceal(&self, text: &str) -> String {
        // A shorter secret is part of any text.
        let secrets = self.secrets.iter().filter(|secret| secret.len() >= 4);
        secrets.fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "(hidden)"))
    }

    /// Reports to the source that the server responded 401 to its token.
    pub(crate) fn reject_token(&self) {
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
    async fn headers_with_secrets_are_marked_as_sensitive() {
        let bearer = Authorization::Bearer(Arc::new(AccessToken::new("canary")));
        let basic = Authorization::Basic(ClientCredentials::new("canary", "canary"));
        for authorization in [bearer, basic] {
            let header = authorization.authorization_header().await.unwrap();
            assert!(header.value.is_sensitive());
            assert_eq!(format!("{:?}", header.value), "Sensitive");
        }
    }
}

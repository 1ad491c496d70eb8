//! The environment variables, and the one module that reads them.

use crate::{AccessToken, Builder, CardsClient, ClientCredentials, Error, ErrorKind, Result};

/// Account id: `P` or `T` and eight digits.
pub const ACCOUNT_ID: &str = "DINTERO_ACCOUNT_ID";
/// Client id of the credentials.
pub const CLIENT_ID: &str = "DINTERO_CLIENT_ID";
/// Client secret of the credentials.
pub const CLIENT_SECRET: &str = "DINTERO_CLIENT_SECRET";
/// An access token; it takes precedence over credentials.
pub const ACCESS_TOKEN: &str = "DINTERO_ACCESS_TOKEN";
/// Base URL of "Get cards".
pub const BASE_URL: &str = "DINTERO_BASE_URL";
/// Base URL of "Get Token".
pub const AUTH_URL: &str = "DINTERO_AUTH_URL";

impl CardsClient {
    /// Creates a builder from the environment.
    ///
    /// It reads [`ACCOUNT_ID`], either [`ACCESS_TOKEN`] or [`CLIENT_ID`] and
    /// [`CLIENT_SECRET`], and, if they are set, [`BASE_URL`] and [`AUTH_URL`]. An empty
    /// or blank variable counts as not set.
    ///
    /// # Errors
    /// Returns an error of the kind [`ErrorKind::Configuration`] that names the missing
    /// variables, or the variable that is not Unicode.
    pub fn from_env() -> Result<Builder> {
        Self::from_variables(read)
    }

    /// Creates a builder from variables of another source: `read` returns the value of
    /// a variable by its name, such as [`ACCOUNT_ID`].
    ///
    /// # Errors
    /// As for [`from_env`](Self::from_env), and every error of `read`.
    pub fn from_variables(read: impl Fn(&str) -> Result<Option<String>>) -> Result<Builder> {
        let read =
            |name: &str| read(name).map(|value| value.filter(|text| !text.trim().is_empty()));
        let (account, token) = (read(ACCOUNT_ID)?, read(ACCESS_TOKEN)?);
        let (id, secret) = (read(CLIENT_ID)?, read(CLIENT_SECRET)?);
        let needed = [
            (ACCOUNT_ID, account.is_some()),
            (CLIENT_ID, token.is_some() || id.is_some()),
            (CLIENT_SECRET, token.is_some() || secret.is_some()),
        ];
        let missing: Vec<&str> =
            needed.iter().filter(|(_, is_set)| !is_set).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            let context = format!(
                "no credentials: set {} ({ACCESS_TOKEN} can stand for client id and secret)",
                missing.join(", ")
            );
            return Err(Error::new(ErrorKind::Configuration, context));
        }
        let builder = CardsClient::builder(account.unwrap_or_default());
        let mut builder = match (token, id.zip(secret)) {
            (Some(token), _) => builder.token_source(AccessToken::new(token)),
            (None, Some((id, secret))) => builder.credentials(ClientCredentials::new(id, secret)),
            (None, None) => builder,
        };
        if let Some(url) = read(BASE_URL)? {
            builder = builder.base_url(url);
        }
        if let Some(url) = read(AUTH_URL)? {
            builder = builder.auth_url(url);
        }
        Ok(builder)
    }
}

/// Reads a variable of the environment; returns None if it is not set.
///
/// # Errors
/// Returns an error of the kind [`ErrorKind::Configuration`] that names the variable
/// if its value is not Unicode.
#[expect(clippy::disallowed_methods, reason = "this module reads the environment")]
pub fn read(name: &str) -> Result<Option<String>> {
    match std::env::var_os(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(_)) => {
            Err(Error::new(ErrorKind::Configuration, format!("{name}: the value is not Unicode")))
        }
    }
}

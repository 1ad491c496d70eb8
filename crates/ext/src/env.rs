//! The environment variables, and the one place that reads them.

use crate::{AccessToken, Builder, CardsClient, ClientCredentials, Error, ErrorKind, Result};

/// Account: `P` or `T` and eight digits.
pub const ACCOUNT_ID: &str = "DINTERO_ACCOUNT_ID";
/// Id of the client whose credentials are used.
pub const CLIENT_ID: &str = "DINTERO_CLIENT_ID";
/// Secret of that client.
pub const CLIENT_SECRET: &str = "DINTERO_CLIENT_SECRET";
/// An access token, used before credentials.
pub const ACCESS_TOKEN: &str = "DINTERO_ACCESS_TOKEN";
/// Base URL of "Get cards".
pub const BASE_URL: &str = "DINTERO_BASE_URL";
/// Base URL of "Get Token".
pub const AUTH_URL: &str = "DINTERO_AUTH_URL";

impl CardsClient {
    /// A builder with what the environment says: [`ACCOUNT_ID`], and either
    /// [`ACCESS_TOKEN`] or [`CLIENT_ID`] and [`CLIENT_SECRET`]; [`BASE_URL`] and
    /// [`AUTH_URL`] where they are set. A variable that is empty, or blank, is
    /// not set.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`], with the names of the variables to set, or
    /// of one that is not Unicode.
    pub fn from_env() -> Result<Builder> {
        Self::from_variables(read)
    }

    /// The same from variables that stand elsewhere: `read` gives the value of
    /// one by its name, such as [`ACCOUNT_ID`].
    ///
    /// # Errors
    /// As for [`from_env`](Self::from_env), and whatever `read` fails with.
    pub fn from_variables(read: impl Fn(&str) -> Result<Option<String>>) -> Result<Builder> {
        from(read)
    }
}

/// A variable of the environment, with its own name in the error.
///
/// # Errors
/// [`ErrorKind::Configuration`] when it is not Unicode.
pub fn read(name: &str) -> Result<Option<String>> {
    match std::env::var_os(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(_)) => {
            Err(Error::new(ErrorKind::Configuration, format!("{name}: the value is not Unicode")))
        }
    }
}

fn from(read: impl Fn(&str) -> Result<Option<String>>) -> Result<Builder> {
    let read = |name: &str| read(name).map(|value| value.filter(|text| !text.trim().is_empty()));
    let (account, token) = (read(ACCOUNT_ID)?, read(ACCESS_TOKEN)?);
    let (id, secret) = (read(CLIENT_ID)?, read(CLIENT_SECRET)?);
    let needed = [
        (ACCOUNT_ID, account.is_some()),
        (CLIENT_ID, token.is_some() || id.is_some()),
        (CLIENT_SECRET, token.is_some() || secret.is_some()),
    ];
    let missing: Vec<&str> =
        needed.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        let what = format!(
            "no credentials: set {} ({ACCESS_TOKEN} can stand for client id and secret)",
            missing.join(", ")
        );
        return Err(Error::new(ErrorKind::Configuration, what));
    }
    let builder = CardsClient::builder(account.unwrap_or_default());
    let mut builder = match (token, id, secret) {
        (Some(token), _, _) => builder.token_source(AccessToken::new(token)),
        (None, Some(id), Some(secret)) => builder.credentials(ClientCredentials::new(id, secret)),
        _ => builder,
    };
    if let Some(url) = read(BASE_URL)? {
        builder = builder.base_url(url);
    }
    if let Some(url) = read(AUTH_URL)? {
        builder = builder.auth_url(url);
    }
    Ok(builder)
}

#[cfg(test)]
mod tests {
    use super::{Builder, from};
    use crate::Result;

    fn with(variables: &[(&str, &str)]) -> Result<Builder> {
        from(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            Ok(found.map(|(_, value)| (*value).to_owned()))
        })
    }

    #[test]
    fn what_is_missing_is_named_and_an_empty_variable_is_missing() {
        let error = with(&[("DINTERO_CLIENT_ID", "")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no credentials: set DINTERO_ACCOUNT_ID, DINTERO_CLIENT_ID, DINTERO_CLIENT_SECRET \
             (DINTERO_ACCESS_TOKEN can stand for client id and secret)"
        );
    }

    #[test]
    fn credentials_or_a_token_make_a_client() {
        let account = ("DINTERO_ACCOUNT_ID", "T12345678");
        let by_token = with(&[account, ("DINTERO_ACCESS_TOKEN", "t")]);
        assert!(by_token.unwrap().build().is_ok());
        let by_credentials =
            with(&[account, ("DINTERO_CLIENT_ID", "i"), ("DINTERO_CLIENT_SECRET", "s")]);
        assert!(by_credentials.unwrap().build().is_ok());
        let elsewhere = with(&[account, ("DINTERO_ACCESS_TOKEN", "t"), ("DINTERO_BASE_URL", "x")]);
        assert!(elsewhere.unwrap().build().is_err());
    }
}

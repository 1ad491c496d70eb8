//! Builders from variables.

use dintero_cards::{Builder, CardsClient, Result};

fn with(variables: &[(&str, &str)]) -> Result<Builder> {
    CardsClient::from_variables(|name| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        Ok(found.map(|(_, value)| (*value).to_owned()))
    })
}

#[test]
fn missing_and_empty_variables_are_named() {
    let error = with(&[("DINTERO_CLIENT_ID", "")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no credentials: set DINTERO_ACCOUNT_ID, DINTERO_CLIENT_ID, DINTERO_CLIENT_SECRET \
         (DINTERO_ACCESS_TOKEN can stand for client id and secret)"
    );
}

#[test]
fn a_client_needs_credentials_or_a_token() {
    let account = ("DINTERO_ACCOUNT_ID", "T12345678");
    let by_token = with(&[account, ("DINTERO_ACCESS_TOKEN", "t")]);
    assert!(by_token.unwrap().build().is_ok());
    let by_credentials =
        with(&[account, ("DINTERO_CLIENT_ID", "i"), ("DINTERO_CLIENT_SECRET", "s")]);
    assert!(by_credentials.unwrap().build().is_ok());
    let elsewhere = with(&[account, ("DINTERO_ACCESS_TOKEN", "t"), ("DINTERO_BASE_URL", "x")]);
    assert!(elsewhere.unwrap().build().is_err());
}

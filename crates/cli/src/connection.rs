//! Which server to ask, and as whom.

use std::path::{Path, PathBuf};
use std::{fs, io};

use dintero_cards::{AccessToken, CardsClient, ClientCredentials, env};
use dintero_cards_sandbox::Sandbox;

use crate::failure::Failure;
use crate::output;

/// Secrets are given by environment or file, never by argument: arguments can
/// be read by everyone on the machine.
#[derive(clap::Args)]
#[command(
    next_help_heading = "Connection",
    after_long_help = "Secrets come from DINTERO_CLIENT_SECRET or DINTERO_ACCESS_TOKEN, or from \
                       the files that the flags name. A token is used before credentials, a file \
                       before the environment."
)]
#[expect(clippy::doc_markdown, reason = "these lines are help on a terminal")]
pub(crate) struct Connection {
    /// Account: P or T and eight digits
    #[arg(long, env = env::ACCOUNT_ID, hide_env_values = true)]
    account_id: Option<String>,
    /// Id of the client whose credentials are used
    #[arg(long, env = env::CLIENT_ID, hide_env_values = true)]
    client_id: Option<String>,
    /// File that holds the client secret (or set DINTERO_CLIENT_SECRET)
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// File that holds an access token (or set DINTERO_ACCESS_TOKEN)
    #[arg(long, value_name = "FILE")]
    access_token_file: Option<PathBuf>,
    /// Base URL of "Get cards"
    #[arg(long, value_name = "URL", env = env::BASE_URL, hide_env_values = true)]
    base_url: Option<String>,
    /// Base URL of "Get Token"
    #[arg(long, value_name = "URL", env = env::AUTH_URL, hide_env_values = true)]
    auth_url: Option<String>,
    /// Ask a sandbox inside this process instead, with this many cards
    #[arg(long, value_name = "CARDS", num_args = 0..=1, require_equals = true,
          default_missing_value = "25")]
    sandbox: Option<usize>,
}

/// A client, and the sandbox it may talk to.
pub(crate) struct Connected {
    pub(crate) client: CardsClient,
    sandbox: Option<Sandbox>,
}

impl Connection {
    /// Makes the client; starts the sandbox if it is asked for.
    pub(crate) async fn connect(self) -> Result<Connected, Failure> {
        match self.sandbox {
            Some(cards) => connect_sandbox(cards).await,
            None => Ok(Connected { client: self.client()?, sandbox: None }),
        }
    }

    fn client(self) -> Result<CardsClient, Failure> {
        let token = secret(env::ACCESS_TOKEN, self.access_token_file.as_deref())?;
        let secret = secret(env::CLIENT_SECRET, self.client_secret_file.as_deref())?;
        let client_id = self.client_id.filter(|id| !id.is_empty());
        let account_id = self.account_id.filter(|id| !id.is_empty());

        let mut missing = Vec::new();
        if account_id.is_none() {
            missing.push(env::ACCOUNT_ID);
        }
        if token.is_none() && client_id.is_none() {
            missing.push(env::CLIENT_ID);
        }
        if token.is_none() && secret.is_none() {
            missing.push(env::CLIENT_SECRET);
        }
        if !missing.is_empty() {
            return Err(Failure::Usage(format!(
                "no credentials: set {} (DINTERO_ACCESS_TOKEN can stand for client id and \
                 secret), or try --sandbox",
                missing.join(", ")
            )));
        }
        let mut builder = CardsClient::builder(account_id.unwrap_or_default());
        builder = match (token, client_id, secret) {
            (Some(token), _, _) => builder.token_source(AccessToken::new(token)),
            (None, Some(id), Some(secret)) => {
                builder.credentials(ClientCredentials::new(id, secret))
            }
            _ => builder,
        };
        if let Some(url) = self.base_url.filter(|url| !url.is_empty()) {
            builder = builder.base_url(url);
        }
        if let Some(url) = self.auth_url.filter(|url| !url.is_empty()) {
            builder = builder.auth_url(url);
        }
        Ok(builder.build()?)
    }
}

async fn connect_sandbox(cards: usize) -> Result<Connected, Failure> {
    let sandbox = Sandbox::builder().cards(cards).start().await?;
    let client = CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .build()?;
    output::note("data from the sandbox: none of this is real");
    Ok(Connected { client, sandbox: Some(sandbox) })
}

impl Connected {
    /// Stops the sandbox, if there is one.
    pub(crate) async fn close(self) {
        if let Some(sandbox) = self.sandbox {
            sandbox.shutdown().await;
        }
    }
}

/// A secret from its file, or else from its variable; None when neither is set.
fn secret(variable: &str, file: Option<&Path>) -> Result<Option<String>, Failure> {
    if let Some(path) = file {
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
        let text = text.trim();
        return match text.is_empty() {
            false => Ok(Some(text.to_owned())),
            true => Err(Failure::Usage(format!("{}: the file is empty", path.display()))),
        };
    }
    match std::env::var_os(variable).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => value.into_string().map(Some).map_err(|_| {
            let error = io::Error::new(io::ErrorKind::InvalidData, "not UTF-8");
            Failure::Usage(format!("{variable}: {error}"))
        }),
    }
}

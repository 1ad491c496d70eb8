//! The server to connect to, and the credentials for it: the flags and variables of the
//! command `dintero-cards`, without profiles.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use dintero_cards::{CardsClient, ClientCredentials, env};
use dintero_cards_sandbox::Sandbox;

use crate::failure::Failure;

/// Name of this command in `User-Agent`.
const APPLICATION: &str = concat!("dintero-cards-sql/", env!("CARGO_PKG_VERSION"));

/// Secrets come from the environment or from files, never from arguments.
#[derive(clap::Args)]
#[command(next_help_heading = "Connection")]
#[expect(clippy::doc_markdown, reason = "these lines are help on a terminal")]
pub(crate) struct Connection {
    /// Account id: P or T and eight digits
    #[arg(long, env = env::ACCOUNT_ID, hide_env_values = true)]
    account_id: Option<String>,
    /// Client id of the credentials
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
    /// Query a sandbox inside this process, with this many cards; none of it is real
    #[arg(long, value_name = "CARDS", num_args = 0..=1, require_equals = true)]
    sandbox: Option<Option<usize>>,
}

/// A client, and the sandbox that it is connected to, if any.
pub(crate) struct Connected {
    pub(crate) client: CardsClient,
    /// It stops when it is dropped.
    _sandbox: Option<Sandbox>,
}

impl Connection {
    /// Returns the files of secrets, each with its flag.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        let secret = ("--client-secret-file", &self.client_secret_file);
        let token = ("--access-token-file", &self.access_token_file);
        [secret, token].into_iter().filter_map(|(flag, path)| Some((flag, path.as_deref()?)))
    }

    /// Creates the client; starts the sandbox if the flag is given.
    pub(crate) async fn connect(&self) -> Result<Connected, Failure> {
        if let Some(cards) = self.sandbox {
            return connect_sandbox(cards).await;
        }
        let secret = self.client_secret_file.as_deref().map(read_secret).transpose()?;
        let token = self.access_token_file.as_deref().map(read_secret).transpose()?;
        let builder = CardsClient::from_variables(|name| {
            let given = match name {
                env::ACCOUNT_ID => &self.account_id,
                env::CLIENT_ID => &self.client_id,
                env::BASE_URL => &self.base_url,
                env::AUTH_URL => &self.auth_url,
                env::ACCESS_TOKEN => &token,
                env::CLIENT_SECRET => &secret,
                _ => &None,
            };
            match given {
                Some(value) => Ok(Some(value.trim().to_owned())),
                None => env::read(name),
            }
        });
        let builder = builder.map_err(|error| {
            Failure::usage(format!("{error}; or try --sandbox, which needs no credentials"))
        })?;
        let client = builder.application(APPLICATION).build()?;
        Ok(Connected { client, _sandbox: None })
    }
}

/// Reads a secret from its file, without the white space and the byte order mark that
/// editors add.
fn read_secret(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
    match text.trim_start_matches('\u{feff}').trim() {
        "" => Err(Failure::usage(format!("{}: the file is empty", path.display()))),
        secret => Ok(secret.to_owned()),
    }
}

async fn connect_sandbox(cards: Option<usize>) -> Result<Connected, Failure> {
    let builder = Sandbox::builder();
    let builder = match cards {
        Some(cards) => builder.cards(cards),
        None => builder,
    };
    let sandbox = builder.start().await.map_err(|error| Failure::usage(error.to_string()))?;
    let client = CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .build()?;
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "note: data from the sandbox: none of this is real");
    Ok(Connected { client, _sandbox: Some(sandbox) })
}

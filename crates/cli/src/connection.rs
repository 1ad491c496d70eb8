//! The server to connect to, and the credentials for it.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::{fmt, fs};

use clap::{ArgMatches, FromArgMatches as _};
use dintero_cards::{CardsClient, ClientCredentials, env};
use dintero_cards_sandbox::Sandbox;

use crate::failure::Failure;
use crate::keyring;
use crate::terminal::note;

const APPLICATION: &str = concat!("dintero-cards-cli/", env!("CARGO_PKG_VERSION"));

const SECRETS: &str = "\
Secrets come from DINTERO_CLIENT_SECRET or DINTERO_ACCESS_TOKEN, or from the files that the flags \
name. A token takes precedence over credentials, a file over the environment, and the environment \
over a profile.";

/// Returns the end of a help text: what holds for secrets, and examples.
pub(crate) fn help_with(examples: &str) -> String {
    format!("{SECRETS}\n\n{examples}")
}

/// Secrets come from the environment or from files, never from arguments, which
/// everyone on the machine can read.
#[derive(clap::Args)]
#[command(next_help_heading = "Connection", after_long_help = SECRETS)]
#[expect(clippy::doc_markdown, reason = "these lines are help on a terminal")]
pub(crate) struct Connection {
    /// Account id: P or T and eight digits
    #[arg(long, env = env::ACCOUNT_ID, hide_env_values = true)]
    account_id: Option<String>,
    /// Client id of the credentials
    #[arg(long, env = env::CLIENT_ID, hide_env_values = true)]
    client_id: Option<String>,
    /// Base URL of "Get cards"
    #[arg(long, value_name = "URL", env = env::BASE_URL, hide_env_values = true)]
    base_url: Option<String>,
    /// Base URL of "Get Token"
    #[arg(long, value_name = "URL", env = env::AUTH_URL, hide_env_values = true)]
    auth_url: Option<String>,
    /// File that holds the client secret (or set DINTERO_CLIENT_SECRET)
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// File that holds an access token (or set DINTERO_ACCESS_TOKEN)
    #[arg(long, value_name = "FILE")]
    access_token_file: Option<PathBuf>,
    /// Name of the profile whose client secret the system keyring has
    #[arg(long, hide = true)]
    profile_keyring: Option<String>,
    /// File of the profile's client secret, which the environment precedes
    #[arg(long, hide = true)]
    profile_secret_file: Option<PathBuf>,
    /// Connect to a sandbox inside this process, with this number of cards
    #[arg(long, value_name = "CARDS", num_args = 0..=1, require_equals = true,
          value_parser = number_of_cards::<usize>)]
    pub(crate) sandbox: Option<Option<usize>>,
    /// Whether these are the values of a profile, and no variable counts.
    #[arg(skip)]
    is_profile: bool,
}

/// A client, and the sandbox that it is connected to, if any.
pub(crate) struct Connected {
    pub(crate) client: CardsClient,
    pub(crate) account_id: String,
    /// Dropping it stops it.
    _sandbox: Option<Sandbox>,
}

impl Connection {
    /// A connection with the values of a profile, and nothing else.
    pub(crate) fn of_profile(matches: &ArgMatches) -> Self {
        let connection = Self::from_arg_matches(matches).expect("no flag is required");
        Self { is_profile: true, ..connection }
    }

    /// Returns the files of secrets by their flags.
    pub(crate) fn secret_files(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        let files = [
            ("--access-token-file", &self.access_token_file),
            ("--client-secret-file", &self.client_secret_file),
            ("--profile-secret-file", &self.profile_secret_file),
        ];
        files.into_iter().filter_map(|(flag, file)| Some((flag, file.as_deref()?)))
    }

    /// Creates the client; starts the sandbox if the flag is given.
    pub(crate) async fn connect(self) -> Result<Connected, Failure> {
        if let Some(cards) = self.sandbox {
            return connect_sandbox(cards).await;
        }
        let values = self.values()?;
        let builder = CardsClient::from_variables(|name| values.read(name));
        let builder = builder.map_err(|error| {
            Failure::Usage(format!("{error}; keep them with profile add, or try --sandbox"))
        })?;
        let client = builder.application(APPLICATION).build()?;
        let account_id = values.read(env::ACCOUNT_ID)?.unwrap_or_default();
        Ok(Connected { client, account_id, _sandbox: None })
    }

    /// Returns the values of flags, files and the environment.
    pub(crate) fn values(&self) -> Result<Values<'_>, Failure> {
        let read = |file: &Option<PathBuf>| file.as_deref().map(read_secret).transpose();
        let token = read(&self.access_token_file)?;
        let mut secret = read(&self.client_secret_file)?;
        let is_set = |name| -> Result<bool, Failure> {
            let is_set = env::read(name)?.is_some_and(|value| !value.trim().is_empty());
            Ok(is_set && !self.is_profile)
        };
        let is_given = token.is_some() || secret.is_some();
        if !is_given && !is_set(env::CLIENT_SECRET)? && !is_set(env::ACCESS_TOKEN)? {
            secret = match &self.profile_keyring {
                Some(profile) => Some(keyring::secret(profile)?),
                None => read(&self.profile_secret_file)?,
            };
        }
        Ok(Values { flags: self, token, secret })
    }
}

/// The variables of a connection, from flags, files or the environment.
pub(crate) struct Values<'a> {
    flags: &'a Connection,
    token: Option<String>,
    secret: Option<String>,
}

impl Values<'_> {
    /// Returns a variable by its name in the environment; None if it is blank.
    pub(crate) fn read(&self, name: &str) -> dintero_cards::Result<Option<String>> {
        // A file takes precedence over the environment, which clap reads for the flags.
        let value = match name {
            env::ACCOUNT_ID => self.flags.account_id.clone(),
            env::CLIENT_ID => self.flags.client_id.clone(),
            env::BASE_URL => self.flags.base_url.clone(),
            env::AUTH_URL => self.flags.auth_url.clone(),
            env::ACCESS_TOKEN if self.token.is_some() => self.token.clone(),
            env::CLIENT_SECRET if self.secret.is_some() => self.secret.clone(),
            _ if self.flags.is_profile => None,
            name => env::read(name)?,
        };
        Ok(value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
    }
}

/// Reads the value of a flag that counts cards.
pub(crate) fn number_of_cards<T: FromStr>(text: &str) -> Result<T, &'static str> {
    text.parse().map_err(|_| "not a number of cards")
}

/// Reads a secret from its file, without the white space and the byte order mark
/// that editors add.
pub(crate) fn read_secret(path: &Path) -> Result<String, Failure> {
    let refuse = |what: &dyn fmt::Display| Failure::Usage(format!("{}: {what}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| refuse(&error))?;
    match text.trim_start_matches('\u{feff}').trim() {
        "" => Err(refuse(&"the file is empty")),
        text => Ok(text.to_owned()),
    }
}

async fn connect_sandbox(cards: Option<usize>) -> Result<Connected, Failure> {
    let sandbox = match cards {
        Some(cards) => Sandbox::builder().cards(cards).start().await?,
        None => Sandbox::builder().start().await?,
    };
    let client = CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .build()?;
    note("data from the sandbox: none of this is real");
    let account_id = sandbox.account_id().to_owned();
    Ok(Connected { client, account_id, _sandbox: Some(sandbox) })
}

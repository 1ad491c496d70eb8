//! `dintero-cards conformance`.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use dintero_cards::env as variable;
use dintero_cards_conformance::{Credentials, Error, Target, look, published};
use dintero_cards_sandbox::Sandbox;

use crate::failure::Failure;

/// Looks at a server from outside, with a client of its own: is all that is
/// documented so, and what is the rest like. It only reads.
#[derive(clap::Args)]
#[expect(clippy::doc_markdown, reason = "these lines are help on a terminal")]
pub(crate) struct Arguments {
    /// Most requests that are sent; about 60 are needed
    #[arg(long, default_value_t = 80)]
    max_requests: usize,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Account: P or T and eight digits
    #[arg(long, env = variable::ACCOUNT_ID, hide_env_values = true)]
    account_id: Option<String>,
    /// Id of the client whose credentials are used
    #[arg(long, env = variable::CLIENT_ID, hide_env_values = true)]
    client_id: Option<String>,
    /// File that holds the client secret (or set DINTERO_CLIENT_SECRET)
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// File that holds an access token (or set DINTERO_ACCESS_TOKEN)
    #[arg(long, value_name = "FILE")]
    access_token_file: Option<PathBuf>,
    /// Base URL of "Get cards"; the published one if not given
    #[arg(long, value_name = "URL", env = variable::BASE_URL, hide_env_values = true)]
    base_url: Option<String>,
    /// Base URL of "Get Token"; the published one if not given
    #[arg(long, value_name = "URL", env = variable::AUTH_URL, hide_env_values = true)]
    auth_url: Option<String>,
    /// Look at a sandbox inside this process instead, with this many cards
    #[arg(long, value_name = "CARDS", num_args = 0..=1, require_equals = true,
          default_missing_value = "120")]
    sandbox: Option<usize>,
}

pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let (most, json) = (arguments.max_requests, arguments.json);
    let sandbox = match arguments.sandbox {
        Some(cards) => Some(Sandbox::builder().cards(cards).start().await?),
        None => None,
    };
    let target = sandbox.as_ref().map_or_else(|| target(arguments), |sandbox| Ok(of(sandbox)))?;
    let looked = look(&target, most).await;
    if let Some(sandbox) = sandbox {
        sandbox.shutdown().await;
    }
    let report = looked.map_err(|error| match error {
        Error::InsecureUrl | Error::InvalidUrl | Error::Unsendable => {
            Failure::Usage(error.to_string())
        }
        error => failed(error.to_string()),
    })?;
    let mut out = io::stdout();
    if json {
        writeln!(out, "{:#}", report.to_json())?;
    } else {
        writeln!(out, "{report}")?;
    }
    match (report.failures().count(), &report.incomplete) {
        (0, None) => Ok(()),
        (0, Some(why)) => Err(failed(why.clone())),
        (1, _) => Err(failed("1 check failed".to_owned())),
        (count, _) => Err(failed(format!("{count} checks failed"))),
    }
}

fn failed(why: String) -> Failure {
    Failure::Io("conformance".to_owned(), io::Error::other(why))
}

fn of(sandbox: &Sandbox) -> Target {
    Target {
        base_url: sandbox.base_url().to_owned(),
        auth_url: sandbox.auth_url().to_owned(),
        account_id: sandbox.account_id().to_owned(),
        credentials: Credentials::client(sandbox.client_id(), sandbox.client_secret()),
    }
}

/// The target that flags, variables and files name.
fn target(arguments: Arguments) -> Result<Target, Failure> {
    let token = secret(variable::ACCESS_TOKEN, arguments.access_token_file.as_deref())?;
    let secret = secret(variable::CLIENT_SECRET, arguments.client_secret_file.as_deref())?;
    let given = |value: Option<String>| value.filter(|value| !value.is_empty());
    let credentials = match (token, given(arguments.client_id), secret) {
        (Some(token), _, _) => Some(Credentials::token(token)),
        (None, Some(id), Some(secret)) => Some(Credentials::client(id, secret)),
        _ => None,
    };
    let (Some(credentials), Some(account_id)) = (credentials, given(arguments.account_id)) else {
        return Err(Failure::Usage(format!(
            "no credentials: set {}, {} and {}, or try --sandbox",
            variable::ACCOUNT_ID,
            variable::CLIENT_ID,
            variable::CLIENT_SECRET
        )));
    };
    let (base_url, auth_url) = published();
    Ok(Target {
        base_url: given(arguments.base_url).unwrap_or(base_url),
        auth_url: given(arguments.auth_url).unwrap_or(auth_url),
        account_id,
        credentials,
    })
}

/// A secret from its file, or else from its variable.
fn secret(variable: &str, file: Option<&Path>) -> Result<Option<String>, Failure> {
    let refuse =
        |place: &dyn std::fmt::Display, why: &str| Err(Failure::Usage(format!("{place}: {why}")));
    let Some(path) = file else {
        return match env::var_os(variable).filter(|value| !value.is_empty()) {
            None => Ok(None),
            Some(value) => match value.into_string() {
                Ok(value) => Ok(Some(value)),
                Err(_) => refuse(&variable, "not UTF-8"),
            },
        };
    };
    match fs::read_to_string(path) {
        Ok(text) if text.trim().is_empty() => refuse(&path.display(), "the file is empty"),
        Ok(text) => Ok(Some(text.trim().to_owned())),
        Err(error) => refuse(&path.display(), &error.to_string()),
    }
}

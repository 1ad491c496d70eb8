//! `dintero-cards conformance`.

use dintero_cards::env;
use dintero_cards_conformance::{Credentials, Error, Target, check, published};
use dintero_cards_sandbox::Sandbox;

use crate::connection::Connection;
use crate::failure::{AUTHENTICATION, Failure, NETWORK, with_causes};
use crate::output::Sink;
use crate::terminal::{Screen, escaped};

/// Check whether a server behaves as documented, and report how it behaves otherwise
///
/// It only reads, with a client of its own, and reports the behaviour that the documentation
/// leaves open, too. A sandbox has at least 120 cards here.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Largest number of requests; about 60 are needed
    #[arg(long, default_value_t = 80)]
    max_requests: usize,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    connection: Connection,
}

/// Fewest cards of a sandbox: more than one page, which the checks of cursors need.
const CARDS: usize = 120;

pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let (most, json) = (arguments.max_requests, arguments.json);
    let sandbox = match arguments.connection.sandbox {
        Some(cards) => {
            Some(Sandbox::builder().cards(cards.unwrap_or_default().max(CARDS)).start().await?)
        }
        None => None,
    };
    let target = match &sandbox {
        Some(sandbox) => of(sandbox),
        None => target(&arguments.connection)?,
    };
    let checked = check(&target, most).await;
    if let Some(sandbox) = sandbox {
        sandbox.shutdown().await;
    }
    let report = checked.map_err(|error| {
        let (text, urls) = (with_causes(&error), [env::BASE_URL, env::AUTH_URL].join(" and "));
        let secrets = [env::CLIENT_ID, env::CLIENT_SECRET].join(" and ");
        match error {
            Error::Url(_) | Error::Unsendable => Failure::Usage(text),
            Error::NoToken(_) => {
                Failure::Other(AUTHENTICATION, format!("conformance: {text}; check {secrets}"))
            }
            Error::Transport(_) => {
                let step = format!("check the connection, and {urls} if they are set");
                Failure::Other(NETWORK, format!("conformance: {text}; {step}"))
            }
            _ => failed(text),
        }
    })?;
    let screen = Screen::of_stdout();
    let line = |line: &str| {
        let (indent, text) = line.split_at(line.len() - line.trim_start().len());
        screen.paragraph(indent, &escaped(text))
    };
    let text = match json {
        true => format!("{:#}\n", report.to_json()),
        false => report.to_string().lines().map(line).collect(),
    };
    // Some look at the exit status alone.
    Sink::open(None, true)?.write(text.as_bytes())?;
    match (report.failures().count(), &report.incomplete) {
        (0, None) => Ok(()),
        (0, Some(why)) => Err(failed(why.clone())),
        (1, _) => Err(failed("1 check failed".to_owned())),
        (count, _) => Err(failed(format!("{count} checks failed"))),
    }
}

fn failed(why: String) -> Failure {
    Failure::Data(format!("conformance: {why}"))
}

fn of(sandbox: &Sandbox) -> Target {
    Target {
        base_url: sandbox.base_url().to_owned(),
        auth_url: sandbox.auth_url().to_owned(),
        account_id: sandbox.account_id().to_owned(),
        credentials: Credentials::client(sandbox.client_id(), sandbox.client_secret()),
    }
}

/// Returns the target that flags, variables and files name.
fn target(connection: &Connection) -> Result<Target, Failure> {
    let values = connection.values()?;
    let token = values.read(env::ACCESS_TOKEN)?;
    let client = (values.read(env::CLIENT_ID)?, values.read(env::CLIENT_SECRET)?);
    let credentials = match (token, client) {
        (Some(token), _) => Some(Credentials::token(token)),
        (None, (Some(id), Some(secret))) => Some(Credentials::client(id, secret)),
        _ => None,
    };
    let (Some(credentials), Some(account_id)) = (credentials, values.read(env::ACCOUNT_ID)?) else {
        return Err(Failure::Usage(format!(
            "no credentials: set {}, {} and {}, or try --sandbox",
            env::ACCOUNT_ID,
            env::CLIENT_ID,
            env::CLIENT_SECRET
        )));
    };
    let (base_url, auth_url) = published();
    Ok(Target {
        base_url: values.read(env::BASE_URL)?.unwrap_or(base_url),
        auth_url: values.read(env::AUTH_URL)?.unwrap_or(auth_url),
        account_id,
        credentials,
    })
}

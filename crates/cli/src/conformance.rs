//! `dintero-cards conformance`.

use dintero_cards::env;
use dintero_cards_conformance::{Credentials, Error, Target, check, published};
use dintero_cards_sandbox::Sandbox;

use crate::connection::Connection;
use crate::failure::{AUTHENTICATION, Failure, NETWORK, with_causes};
use crate::output::Sink;
use crate::terminal::{Screen, counted, escaped};

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
    let sandbox;
    let target = match arguments.connection.sandbox {
        Some(cards) => {
            let cards = cards.unwrap_or_default().max(CARDS);
            sandbox = Sandbox::builder().cards(cards).start().await?;
            of(&sandbox)
        }
        None => target(&arguments.connection)?,
    };
    let report = check(&target, most).await.map_err(|error| {
        let text = with_causes(&error);
        let (status, step) = match error {
            Error::Url(_) | Error::Unsendable => return Failure::Usage(text),
            Error::NoToken(_) => {
                (AUTHENTICATION, format!("check {} and {}", env::CLIENT_ID, env::CLIENT_SECRET))
            }
            Error::Transport(_) => {
                let urls = [env::BASE_URL, env::AUTH_URL].join(" and ");
                (NETWORK, format!("check the connection, and {urls} if they are set"))
            }
            _ => return failed(text),
        };
        Failure::Other(status, format!("conformance: {text}; {step}"))
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
    match (report.failures().count(), report.incomplete) {
        (0, None) => Ok(()),
        (0, Some(why)) => Err(failed(why)),
        (count, _) => Err(failed(counted(count as u64, "check failed", "checks failed"))),
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

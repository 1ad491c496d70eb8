//! `dintero-cards config`: the settings in force, and where they come from.

use clap::ArgMatches;
use clap::parser::ValueSource;
use dintero_cards::{documents, env};

use crate::connection::Connection;
use crate::failure::Failure;
use crate::output::Sink;
use crate::profile::Profiles;
use crate::terminal::escaped;
use crate::zone::{Zone, ZoneFlag};

/// Show the settings in force, and where they come from
///
/// Secrets are hidden.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    zone: ZoneFlag,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn run(
    arguments: &Arguments,
    matches: &ArgMatches,
    profile: Option<&str>,
) -> Result<(), Failure> {
    let of_profile = profile.map_or_else(|| "default".to_owned(), |name| format!("profile {name}"));
    let source = |id: &str| match matches.value_source(id) {
        Some(ValueSource::CommandLine) => "flag".to_owned(),
        Some(ValueSource::EnvVariable) => "environment".to_owned(),
        Some(ValueSource::DefaultValue) => of_profile.clone(),
        _ => "default".to_owned(),
    };
    let values = arguments.connection.values()?;
    let text = |name: &str| values.read(name).map(|value| value.unwrap_or_default());
    let or =
        |value: String, default: &str| if value.is_empty() { default.to_owned() } else { value };
    let url = |name: &str, default: &str| -> Result<String, Failure> {
        let url = or(text(name)?, default);
        // A base URL with any of these is refused, and they may precede or follow a secret.
        let is_refused = url.contains(['@', '?', '#']);
        Ok(if is_refused { "(hidden: not a base URL)".to_owned() } else { url })
    };
    let secret = |name: &str, file: &str| -> Result<(String, String), Failure> {
        let is_set = values.read(name)?.is_some();
        let is_file = matches!(matches.value_source(file), Some(ValueSource::CommandLine));
        let is_variable = env::read(name)?.is_some_and(|value| !value.trim().is_empty());
        let source = match (is_set, is_file, is_variable) {
            (false, ..) => "-".to_owned(),
            (true, true, _) => "flag".to_owned(),
            (true, false, true) => "environment".to_owned(),
            (true, false, false) => of_profile.clone(),
        };
        Ok((if is_set { "(hidden)" } else { "not set" }.to_owned(), source))
    };
    let zone = match &arguments.zone.time_zone {
        Some(zone) => zone.name().to_owned(),
        None if Zone::system() == Zone::utc() => "UTC".to_owned(),
        None => format!("UTC for days, {} for display", Zone::system().name()),
    };
    let (client_secret, from_secret) = secret(env::CLIENT_SECRET, "client_secret_file")?;
    let (access_token, from_token) = secret(env::ACCESS_TOKEN, "access_token_file")?;
    let rows = [
        ("profile", profile.unwrap_or("none").to_owned(), "-".to_owned()),
        ("account_id", or(text(env::ACCOUNT_ID)?, "not set"), source("account_id")),
        ("client_id", or(text(env::CLIENT_ID)?, "not set"), source("client_id")),
        ("client_secret", client_secret, from_secret),
        ("access_token", access_token, from_token),
        ("base_url", url(env::BASE_URL, documents::CARDS.base_url)?, source("base_url")),
        ("auth_url", url(env::AUTH_URL, documents::AUTH.base_url)?, source("auth_url")),
        ("time_zone", zone, source("time_zone")),
        ("profiles", Profiles::read()?.path().display().to_string(), "-".to_owned()),
    ];
    let widest = rows.iter().map(|(_, value, _)| value.len()).max().unwrap_or_default();
    let line = |(name, value, source): (&str, String, String)| {
        format!("{name:13}  {:widest$}  {source}\n", escaped(&value))
    };
    Sink::print(&rows.map(line).concat())
}

//! `dintero-cards config`: the settings in force, and where they come from.

use clap::ArgMatches;
use clap::parser::ValueSource;
use dintero_cards::{documents, env};

use crate::connection::Connection;
use crate::failure::Failure;
use crate::output::Sink;
use crate::profile::Profiles;
use crate::terminal::{escaped, width};
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
    let or = |value: Option<String>, default: &str| value.unwrap_or_else(|| default.to_owned());
    let id = |name: &str, flag: &str| -> Result<(String, String), Failure> {
        let value = values.read(name)?;
        let source = value.as_ref().map_or_else(String::new, |_| source(flag));
        Ok((or(value, "not set"), source))
    };
    let url = |name: &str, flag: &str, default: &str| -> Result<(String, String), Failure> {
        let url = or(values.read(name)?, default);
        // A base URL with any of these is refused, and they may precede or follow a secret.
        let is_refused = url.contains(['@', '?', '#']);
        let url = if is_refused { "(hidden: not a base URL)".to_owned() } else { url };
        Ok((url, source(flag)))
    };
    let secret = |name: &str, file: &str| -> Result<(String, String), Failure> {
        if values.read(name)?.is_none() {
            return Ok(("not set".to_owned(), String::new()));
        }
        let is_variable = env::read(name)?.is_some_and(|value| !value.trim().is_empty());
        let source = match matches.value_source(file) {
            Some(ValueSource::CommandLine) => "flag".to_owned(),
            _ if is_variable => "environment".to_owned(),
            _ => of_profile.clone(),
        };
        Ok(("(hidden)".to_owned(), source))
    };
    let zone = match &arguments.zone.time_zone {
        Some(zone) => zone.name().to_owned(),
        None if Zone::system() == Zone::utc() => "UTC".to_owned(),
        None => format!("UTC for days, {} for display", Zone::system().name()),
    };
    let profiles = Profiles::read()?.path().display().to_string();
    let rows = [
        ("setting", ("value".to_owned(), "from".to_owned())),
        ("profile", (profile.unwrap_or("none").to_owned(), String::new())),
        ("account_id", id(env::ACCOUNT_ID, "account_id")?),
        ("client_id", id(env::CLIENT_ID, "client_id")?),
        ("client_secret", secret(env::CLIENT_SECRET, "client_secret_file")?),
        ("access_token", secret(env::ACCESS_TOKEN, "access_token_file")?),
        ("base_url", url(env::BASE_URL, "base_url", documents::CARDS.base_url)?),
        ("auth_url", url(env::AUTH_URL, "auth_url", documents::AUTH.base_url)?),
        ("time_zone", (zone, source("time_zone"))),
        ("profiles", (profiles, String::new())),
    ];
    let sourced = rows.iter().filter(|(_, (_, source))| !source.is_empty());
    let widest = sourced.map(|(_, (value, _))| width(&escaped(value))).max().unwrap_or_default();
    let line = |(name, (value, source)): (&str, (String, String))| {
        let line = format!("{name:13}  {:widest$}  {source}", escaped(&value));
        format!("{}\n", line.trim_end())
    };
    Sink::print(&rows.map(line).concat())
}

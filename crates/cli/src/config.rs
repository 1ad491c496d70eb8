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
            (false, ..) => String::new(),
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
    let id = |name: &str, flag: &str| -> Result<(String, String), Failure> {
        let value = text(name)?;
        let source = if value.is_empty() { String::new() } else { source(flag) };
        Ok((or(value, "not set"), source))
    };
    let (account_id, from_account_id) = id(env::ACCOUNT_ID, "account_id")?;
    let (client_id, from_client_id) = id(env::CLIENT_ID, "client_id")?;
    let rows = [
        ("setting", "value".to_owned(), "from".to_owned()),
        ("profile", profile.unwrap_or("none").to_owned(), String::new()),
        ("account_id", account_id, from_account_id),
        ("client_id", client_id, from_client_id),
        ("client_secret", client_secret, from_secret),
        ("access_token", access_token, from_token),
        ("base_url", url(env::BASE_URL, documents::CARDS.base_url)?, source("base_url")),
        ("auth_url", url(env::AUTH_URL, documents::AUTH.base_url)?, source("auth_url")),
        ("time_zone", zone, source("time_zone")),
        ("profiles", Profiles::read()?.path().display().to_string(), String::new()),
    ];
    let sourced = rows.iter().filter(|(.., source)| !source.is_empty());
    let widest = sourced.map(|(_, value, _)| width(&escaped(value))).max().unwrap_or_default();
    let line = |(name, value, source): (&str, String, String)| {
        let line = format!("{name:13}  {:widest$}  {source}", escaped(&value));
        format!("{}\n", line.trim_end())
    };
    Sink::print(&rows.map(line).concat())
}

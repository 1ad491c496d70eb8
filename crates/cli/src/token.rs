//! `dintero-cards token`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dintero_cards::Timestamp;
use serde_json::Value;

use crate::connection::Connection;
use crate::failure::Failure;
use crate::output::Sink;
use crate::terminal::escaped;
use crate::zone::{Zone, ZoneFlag, of_unix};

/// Get an access token, and show what it allows
///
/// It shows when the token expires and which scopes it has, as far as the token says so.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Print the token, alone
    #[arg(long)]
    print: bool,
    #[command(flatten)]
    zone: ZoneFlag,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { print, zone, connection } = arguments;
    let connected = connection.connect().await?;
    let token = connected.client.access_token().await?;
    if print {
        return Sink::print(&format!("{}\n", token.expose()));
    }
    let zone = zone.time_zone.unwrap_or_else(Zone::system);
    let claims = claims(token.expose()).unwrap_or_default();
    let expiry = claims["exp"].as_i64().and_then(of_unix);
    let expiry = expiry.map_or_else(|| "not stated".to_owned(), |at: Timestamp| zone.second(at));
    let lines =
        [("account", connected.account_id), ("expires", expiry), ("scopes", scopes(&claims))];
    let line = |(name, value): (&str, String)| format!("{name:8} {}\n", escaped(&value));
    Sink::print(&lines.map(line).concat())
}

/// Returns the claims of a JSON Web Token, which are not verified.
fn claims(token: &str) -> Option<Value> {
    let payload = token.split('.').nth(1)?;
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Returns the scopes: a text, or a list of texts.
fn scopes(claims: &Value) -> String {
    let value = ["scope", "scopes"].iter().find_map(|name| claims.get(name));
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => {
            list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
        }
        _ => "not stated".to_owned(),
    }
}

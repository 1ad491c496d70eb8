//! `dintero-cards sandbox`.

use std::io::{self, Write as _};

use dintero_cards_sandbox::Sandbox;
use serde_json::json;

use crate::failure::Failure;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Port on this machine; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Number of cards
    #[arg(long, default_value_t = 25)]
    cards: usize,
    /// The same seed makes the same cards
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { port, cards, seed } = arguments;
    let sandbox = Sandbox::builder().port(port).cards(cards).seed(seed).start().await?;
    let first_line = json!({
        "base_url": sandbox.base_url(),
        "auth_url": sandbox.auth_url(),
        "account_id": sandbox.account_id(),
        "client_id": sandbox.client_id(),
        "client_secret": sandbox.client_secret(),
    });
    let mut out = io::stdout();
    writeln!(out, "{first_line}")?;
    out.flush()?;
    interrupted().await.map_err(|error| Failure::Io("signals".to_owned(), error))?;
    sandbox.shutdown().await;
    Ok(())
}

/// Returns when the process is asked to stop.
async fn interrupted() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            outcome = tokio::signal::ctrl_c() => outcome,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

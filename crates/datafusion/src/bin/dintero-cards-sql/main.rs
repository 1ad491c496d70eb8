//! `dintero-cards-sql`: queries gift cards and credit notes from the terminal.

mod arguments;
mod connection;
mod engine;
mod failure;
mod output;
mod prompt;

use std::future::pending;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use dintero_cards_datafusion::serve_worker;
use tokio::net::TcpListener;

use crate::arguments::Arguments;
use crate::engine::Engine;
use crate::failure::Failure;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = tokio::select! {
        outcome = run(arguments) => outcome,
        () = interrupted() => Err(Failure::interrupted()),
    };
    let Err(failure) = outcome else { return ExitCode::SUCCESS };
    // Standard error may be closed; the exit status still reports the failure.
    let _ = writeln!(std::io::stderr(), "error: {failure}");
    ExitCode::from(failure.status)
}

async fn run(mut arguments: Arguments) -> Result<(), Failure> {
    arguments.check()?;
    let queries = arguments.queries()?;
    let connected = arguments.connection.connect().await?;
    if let Some(address) = arguments.worker {
        let listener = TcpListener::bind(address).await?;
        let url = format!("http://{}", listener.local_addr()?);
        writeln!(std::io::stdout(), "{}", serde_json::json!({ "url": url }))?;
        return Ok(serve_worker(listener, connected.client).await?);
    }
    let engine = Engine::new(&mut arguments, connected.client)?;
    match queries {
        Some(queries) => engine.run(queries, &arguments.target).await,
        None => prompt::run(&engine, &arguments.target).await,
    }
}

/// Resolves on Ctrl-C and SIGTERM.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => return,
                Ok(()) = tokio::signal::ctrl_c() => return,
                else => {}
            }
        }
    }
    match tokio::signal::ctrl_c().await {
        Ok(()) => {}
        Err(_) => pending().await,
    }
}

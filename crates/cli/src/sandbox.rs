//! `dintero-cards sandbox`.

use std::io::{self, Write as _};
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use dintero_cards_sandbox::{
    Bounds, Clock, CountHeaders, Faults, LastPage, LoggedRequest, Order, OverLimit, Precision,
    Sandbox, SandboxBuilder, UnknownParameters,
};
use serde_json::json;

use crate::failure::{Failure, with_causes};
use crate::interruption::Interruption;
use crate::output::Sink;
use crate::terminal::note;

/// Serve a sandbox on this machine, with cards generated from a seed
///
/// The first line on standard output is JSON with the URLs and credentials of the sandbox;
/// requests are logged on standard error, without values and secrets.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Port to listen on; 0 means a free port
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Address to listen on; other machines reach any but those of loopback
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Number of generated cards, at most a million; 25 unless a data file is given
    #[arg(long)]
    cards: Option<usize>,
    /// Seed; the same seed generates the same cards
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// File of cards: .json, .ndjson, .jsonl or .csv; may be given several times
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// Fixed time of the sandbox, RFC 3339; the system's clock by default
    #[arg(long, value_name = "TIME")]
    now: Option<DateTime<Utc>>,
    /// Delay of every response, such as 250ms or 2s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    latency: Option<Duration>,
    /// File of faults, in JSON, such as {"faults": [{"every": 4, "actions": {"status": 503}}]};
    /// docs.rs/dintero-cards-sandbox lists them
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    #[command(flatten)]
    switches: Switches,
}

pub(crate) async fn run(arguments: Arguments, is_quiet: bool) -> Result<(), Failure> {
    // A program that reads the first line may stop the sandbox at once.
    let mut interruption = Interruption::listen(true)?;
    if !arguments.bind.is_loopback() {
        note(&format!(
            "everybody who reaches {} can list these cards, and secrets cross the network in the \
             clear: serve invented cards only",
            arguments.bind
        ));
    }
    let sandbox = builder(arguments, is_quiet)?.start().await?;
    sandbox.notes().iter().for_each(|text| note(text));
    let first_line = json!({
        "base_url": sandbox.base_url(),
        "auth_url": sandbox.auth_url(),
        "account_id": sandbox.account_id(),
        "client_id": sandbox.client_id(),
        "client_secret": sandbox.client_secret(),
    });
    Sink::print(&format!("{first_line}\n"))?;
    interruption.wait().await;
    sandbox.shutdown().await;
    Ok(())
}

/// Behaviour that the documentation leaves open.
#[derive(clap::Args)]
#[command(next_help_heading = "Undocumented behaviour")]
struct Switches {
    /// Order of the listing
    #[arg(long, default_value_t, value_parser = position(Order::ALL, Order::as_str))]
    order: Order,
    /// How the last page is marked
    #[arg(long, default_value_t, value_parser = position(LastPage::ALL, LastPage::as_str))]
    last_page: LastPage,
    /// Whether ranges include their bounds
    #[arg(long, default_value_t, value_parser = position(Bounds::ALL, Bounds::as_str))]
    bounds: Bounds,
    /// Precision of times
    #[arg(long, default_value_t, value_parser = position(Precision::ALL, Precision::as_str))]
    precision: Precision,
    /// Handling of a limit above the maximum
    #[arg(long, default_value_t, value_parser = position(OverLimit::ALL, OverLimit::as_str))]
    over_limit: OverLimit,
    /// Handling of unknown parameters
    #[arg(long, default_value_t,
          value_parser = position(UnknownParameters::ALL, UnknownParameters::as_str))]
    unknown_parameters: UnknownParameters,
    /// Whether a listing has the headers total-count and page-count
    #[arg(long, default_value_t,
          value_parser = position(CountHeaders::ALL, CountHeaders::as_str))]
    count_headers: CountHeaders,
}

fn builder(arguments: Arguments, is_quiet: bool) -> Result<SandboxBuilder, Failure> {
    let switches = arguments.switches;
    let mut builder = Sandbox::builder()
        .port(arguments.port)
        .bind(arguments.bind)
        .seed(arguments.seed)
        .latency(arguments.latency.unwrap_or_default())
        .order(switches.order)
        .last_page(switches.last_page)
        .bounds(switches.bounds)
        .precision(switches.precision)
        .over_limit(switches.over_limit)
        .unknown_parameters(switches.unknown_parameters)
        .count_headers(switches.count_headers);
    if let Some(cards) = arguments.cards {
        builder = builder.cards(cards);
    }
    builder = arguments.data.into_iter().fold(builder, SandboxBuilder::data);
    if let Some(now) = arguments.now {
        builder = builder.clock(Clock::fixed(now));
    }
    if let Some(file) = arguments.faults {
        let faults =
            Faults::from_file(file).map_err(|error| Failure::Usage(with_causes(&error)))?;
        builder = builder.faults(faults);
    }
    if !is_quiet {
        builder = builder.on_request(log);
    }
    Ok(builder)
}

fn log(request: &LoggedRequest) {
    // Standard error may be closed; the sandbox keeps serving.
    let _ = writeln!(io::stderr(), "{request}");
}

fn position<T>(all: &'static [T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + std::str::FromStr + 'static,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let names = all.iter().map(move |position| name(*position));
    PossibleValuesParser::new(names).try_map(|text| text.parse::<T>())
}

fn duration(text: &str) -> Result<Duration, &'static str> {
    let read = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(number), _) => number.parse().ok().map(Duration::from_millis),
        (None, Some(number)) => number.parse().ok().map(Duration::from_secs),
        (None, None) => None,
    };
    read.ok_or("must be a whole number followed by ms or s")
}

//! The committed cost of a card, and the check that it does not grow.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::cards::types::{AccountId, CardPage};
use dintero_cards_client::{Transport, cards};

use crate::measure::runtime;
use crate::server::{self, Listing};
use crate::subject::{Clients, Outcome, Subject, http};
use crate::{instructions, memory, parquet};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/budget.tsv");
const HEAD: &str = "\
# Made by `cargo run --release -p speed -- accept`.
work\tallocations a card\tinstructions a card
";
/// A figure may be this much larger than the committed one.
const SLACK: f64 = 1.02;

/// The work that is counted.
const WORK: [&str; 4] = ["decode", "items", "export", "parquet"];

/// Compares with the committed figures; an error names each that grew.
pub(crate) fn check() -> Outcome<String> {
    let text = fs::read_to_string(FILE)?;
    let committed: Vec<Figures> =
        text.lines().skip(HEAD.lines().count()).filter_map(parse).collect();
    let (mut report, mut grown) = (String::new(), false);
    for now in counted()? {
        let then = committed.iter().find(|then| then.name == now.name);
        let then = then.ok_or_else(|| format!("{FILE} does not name {}", now.name))?;
        let pairs = [
            ("allocations", Some(now.allocations), Some(then.allocations)),
            ("instructions", now.instructions, then.instructions),
        ];
        for (what, now_counted, then_counted) in pairs {
            let (Some(new), Some(old)) = (now_counted, then_counted) else { continue };
            let verdict = if new > old * SLACK { "GREW" } else { "ok" };
            grown |= new > old * SLACK;
            writeln!(report, "{verdict:4} {}: {new:.1} {what} a card, {old:.1} before", now.name)?;
        }
    }
    report.push_str(&memory::rows()?);
    let advice = "if that is meant, run `cargo run --release -p speed -- accept`";
    if grown { Err(format!("{report}{advice}").into()) } else { Ok(report) }
}

/// Writes the figures of now.
pub(crate) fn accept() -> Outcome<String> {
    let mut text = HEAD.to_owned();
    for Figures { name, allocations, instructions } in counted()? {
        let instructions = instructions.ok_or("the figures are made with valgrind")?;
        writeln!(text, "{name}\t{allocations:.2}\t{instructions:.0}")?;
    }
    fs::write(Path::new(FILE), &text)?;
    Ok(text)
}

/// Does the work on a number of cards; a child process of this program.
pub(crate) fn work(name: &str, cards: usize, url: &str) -> Outcome<()> {
    let body = server::page();
    let page: CardPage = serde_json::from_str(&body)?;
    match name {
        "decode" => runtime()?.block_on(decode(body, cards / server::PER_PAGE))?,
        "export" => {
            let mut out = Vec::with_capacity(body.len());
            for _ in 0..cards / server::PER_PAGE {
                out.clear();
                for card in &page.cards {
                    serde_json::to_writer(&mut out, card)?;
                }
                std::hint::black_box(&out);
            }
        }
        "items" => {
            let clients = Clients::new(url)?;
            runtime()?.block_on(clients.list(Subject::Items, Duration::ZERO))?;
        }
        "parquet" => {
            parquet::write(parquet::OURS, url)?;
        }
        _ => return Err(format!("there is no work called {name}").into()),
    }
    Ok(())
}

/// Reads pages with the generated client, without a server.
async fn decode(body: String, pages: usize) -> Outcome<()> {
    let http = http()?;
    let client = cards::Client::new_with_client("http://localhost", http, Arc::new(Body(body)));
    for _ in 0..pages {
        let request = client.get_cards().aid("T12345678".parse::<AccountId>()?);
        std::hint::black_box(request.send().await?.into_inner());
    }
    Ok(())
}

/// A transport whose response is always the same.
#[derive(Debug)]
struct Body(String);

impl Transport for Body {
    fn send<'a>(
        &'a self,
        _client: &'a reqwest::Client,
        _request: reqwest::Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<reqwest::Response>> + Send + 'a>> {
        let response = http::Response::new(self.0.clone());
        Box::pin(std::future::ready(Ok(response.into())))
    }
}

struct Figures {
    name: String,
    allocations: f64,
    instructions: Option<f64>,
}

fn counted() -> Outcome<Vec<Figures>> {
    let figures = |name: &&str| {
        let name = (*name).to_owned();
        let allocations = |cards| {
            let url = url(cards);
            let memory = allocation_counter::measure(|| {
                work(&name, cards, &url).expect("the work succeeds");
            });
            memory.count_total
        };
        let (few, many) = (2_000, 12_000);
        let allocations = (allocations(many) - allocations(few)) as f64 / (many - few) as f64;
        let instructions = instructions::per_card(|cards| {
            Ok(vec!["work".to_owned(), name.clone(), cards.to_string(), url(cards)])
        })?;
        Ok(Figures { name, allocations, instructions })
    };
    WORK.iter().map(figures).collect()
}

fn url(cards: usize) -> String {
    server::serve(Listing { cards, latency: Duration::ZERO, is_skewed: false })
}

fn parse(line: &str) -> Option<Figures> {
    let mut cells = line.split('\t');
    let name = cells.next()?.to_owned();
    let allocations = cells.next()?.parse().ok()?;
    Some(Figures { name, allocations, instructions: cells.next()?.parse().ok() })
}

//! Walking a listing: this client against a loop written by hand, in turns.
//!
//! `cargo bench -p integration-tests --bench walk` prints the ratio of their
//! times. To count instructions, serve in one process and walk in another:
//! `… --bench walk -- serve 100` prints a URL, and under a counter
//! `… -- ours URL ROUNDS` or `… -- plain URL ROUNDS` walks.

#![allow(
    clippy::print_stdout,
    clippy::allow_attributes,
    reason = "a benchmark prints what it finds"
)]

mod pages;
#[expect(dead_code, reason = "decoded, as ours are, and not looked at")]
mod plain;

use std::time::{Duration, Instant};

use dintero_cards::{AccessToken, CardFilter, CardsClient};
use futures_util::TryStreamExt as _;
use tokio::runtime::{Builder, Runtime};

const ACCOUNT: &str = "T12345678";
const PAGES: usize = 100;
const ROUNDS: usize = 41;

type Error = Box<dyn std::error::Error>;

struct Both {
    runtime: Runtime,
    client: CardsClient,
    http: reqwest::Client,
    url: String,
}

impl Both {
    fn new(base_url: &str) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let client = CardsClient::builder(ACCOUNT)
            .token_source(AccessToken::new("token"))
            .base_url(base_url)
            .build()?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        let url = format!("{base_url}/accounts/{ACCOUNT}/wallets/cards");
        Ok(Self { runtime, client, http, url })
    }

    fn ours(&self) -> Result<(u64, i64), Error> {
        let mut items = self.client.list_cards(CardFilter::new()).items();
        let sums = self.runtime.block_on(async {
            let (mut count, mut sum) = (0, 0);
            while let Some(card) = items.try_next().await? {
                count += 1;
                sum += card.amount_balance.unwrap_or(0);
            }
            Ok::<_, dintero_cards::Error>((count, sum))
        })?;
        Ok(sums)
    }

    fn plain(&self) -> Result<(u64, i64), Error> {
        Ok(self.runtime.block_on(plain::walk(&self.http, &self.url, "token"))?)
    }
}

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", pages] => {
            println!("{}", pages::serve(pages.parse()?));
            loop {
                std::thread::park();
            }
        }
        ["ours", url, rounds] => repeat(rounds, url, Both::ours),
        ["plain", url, rounds] => repeat(rounds, url, Both::plain),
        _ => compare(),
    }
}

type Walk = fn(&Both) -> Result<(u64, i64), Error>;

fn repeat(rounds: &str, url: &str, walk: Walk) -> Result<(), Error> {
    let both = Both::new(url)?;
    for _ in 0..rounds.parse()? {
        println!("{:?}", walk(&both)?);
    }
    Ok(())
}

/// Walks in turns and prints how the times compare, pair by pair.
fn compare() -> Result<(), Error> {
    let both = Both::new(&pages::serve(PAGES))?;
    assert_eq!(both.ours()?, both.plain()?, "both see the same cards");
    let mut ratios = Vec::with_capacity(ROUNDS);
    let mut totals = [Duration::ZERO; 2];
    for round in 0..ROUNDS {
        let mut times = [Duration::ZERO; 2];
        // The second client finds warmer caches, so they take turns at being second.
        for turn in [round % 2, (round + 1) % 2] {
            let start = Instant::now();
            if turn == 0 {
                both.ours()?
            } else {
                both.plain()?
            };
            times[turn] = start.elapsed();
        }
        totals[0] += times[0];
        totals[1] += times[1];
        ratios.push(times[0].as_secs_f64() / times[1].as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    let cards = (ROUNDS * PAGES * pages::PER_PAGE) as f64;
    let per_card = |total: Duration| total.as_secs_f64() * 1e6 / cards;
    println!("this client: {:.3} µs a card", per_card(totals[0]));
    println!("by hand:     {:.3} µs a card", per_card(totals[1]));
    println!(
        "ratio: median {:.3}, from {:.3} to {:.3}, in {ROUNDS} pairs",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1]
    );
    Ok(())
}

//! Writes the cards of a sandbox into a folder of Parquet files, and prints their numbers
//! and sums as the sandbox has them: `… --example sample FOLDER CARDS`.
//!
//! `.ci/readers` compares them with those that other programs read.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::Path;

use dintero_cards::{AccessToken, CardFilter, CardsClient};
use dintero_cards_arrow::ParquetWriter;
use dintero_cards_sandbox::{Clock, Sandbox};
use serde_json::json;

/// Pages in a file.
const PAGES: usize = 20;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "this is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, cards] = arguments.as_slice() else { return Err("FOLDER CARDS".into()) };
    let now = "2026-06-01T00:00:00Z".parse()?;
    let sandbox = Sandbox::builder().cards(cards.parse()?).clock(Clock::fixed(now)).start().await?;
    let client = CardsClient::builder(sandbox.account_id())
        .base_url(sandbox.base_url())
        .token_source(AccessToken::new(sandbox.access_token()))
        .build()?;

    let mut next = None;
    for number in 0.. {
        let file = File::create(Path::new(folder).join(format!("{number:03}.parquet")))?;
        let mut writer = ParquetWriter::new(file)?;
        for _ in 0..PAGES {
            let page = client.list_cards(CardFilter::new()).resume_at(next.take()).page().await?;
            page.cards().iter().try_for_each(|card| writer.write(card))?;
            next = page.next_cursor().cloned();
            if next.is_none() {
                break;
            }
        }
        writer.finish()?;
        if next.is_none() {
            break;
        }
    }

    let (mut statuses, mut sums) = (BTreeMap::<_, u64>::new(), BTreeMap::<_, [i64; 3]>::new());
    let cards = sandbox.cards();
    for card in &cards {
        *statuses.entry(card.status(now).as_str()).or_default() += 1;
        let sums = sums.entry(card.currency().to_owned()).or_default();
        sums[0] += 1;
        sums[1] += card.amount_balance();
        sums[2] += card.amount_available();
    }
    println!("{}", json!({ "cards": cards.len(), "statuses": statuses, "sums": sums }));
    Ok(())
}

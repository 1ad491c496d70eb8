//! Writes the cards of a sandbox into a folder of Parquet files, and prints their numbers
//! and sums as the sandbox has them: `… --example sample FOLDER CARDS`.
//!
//! `.ci/readers` compares them with those that other programs read.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::Path;

use dintero_cards::{AccessToken, Card, CardFilter, CardsClient};
use dintero_cards_arrow::ParquetWriter;
use dintero_cards_sandbox::{Clock, Sandbox};
use serde_json::json;

/// Pages in a file.
const PAGES: usize = 20;

/// Cards that a reader must not expect: the first and the last time, the largest amount,
/// values that the document does not list, and names of any characters.
const UNUSUAL: &str = r#"[
    {"created_at":"0001-01-01T00:00:00Z","currency":"XXQ","status":"created",
        "amount_balance":9223372036854775807,"amount_available":0,"name":"🎁 \u0000 \" æ"},
    {"created_at":"9999-12-31T23:59:59.999999999Z","currency":"XXQ","status":"created",
        "amount_balance":0,"amount_available":-9223372036854775808,"colour":{"a":[]}}
]"#;

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

    let mut writer = ParquetWriter::new(File::create(Path::new(folder).join("unusual.parquet"))?)?;
    let unusual: Vec<Card> = serde_json::from_str(UNUSUAL)?;
    unusual.iter().try_for_each(|card| writer.write(card))?;
    writer.finish()?;

    let (mut statuses, mut sums) = (BTreeMap::<_, u64>::new(), BTreeMap::<_, [i64; 3]>::new());
    let cards = sandbox.cards();
    for card in &cards {
        *statuses.entry(card.status(now).as_str()).or_default() += 1;
        let sums = sums.entry(card.currency().to_owned()).or_default();
        sums[0] += 1;
        sums[1] += card.amount_balance();
        sums[2] += card.amount_available();
    }
    statuses.insert("created", 2);
    sums.insert("XXQ".to_owned(), [2, i64::MAX, i64::MIN]);
    let expected = json!({
        "cards": cards.len() + 2,
        "statuses": statuses,
        "sums": sums,
        "times": [-62_135_596_800_000_000_i64, 253_402_300_799_999_999_i64],
        "name": "🎁 \0 \" æ",
    });
    println!("{expected}");
    Ok(())
}

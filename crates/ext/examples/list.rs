//! Lists unused cards with their balances, and prints the statistics.
//!
//! Set `DINTERO_ACCOUNT_ID` and either `DINTERO_ACCESS_TOKEN` or
//! `DINTERO_CLIENT_ID` and `DINTERO_CLIENT_SECRET`.

use std::error::Error;

use dintero_cards::{CardAmounts as _, CardFilter, CardStatus, CardsClient};
use futures_util::TryStreamExt as _;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = CardsClient::from_env()?.application("list-example/1").build()?;
    let mut cards = client.list_cards(CardFilter::new().status(CardStatus::Unused)).items();
    while let Some(card) = cards.try_next().await? {
        match (&card.card_id, card.balance()) {
            (Some(id), Some(balance)) => println!("{id} {balance}"),
            _ => println!("a card without id or balance"),
        }
    }
    let report = cards.report();
    eprintln!("{} cards on {} pages", report.items, report.pages);
    Ok(())
}

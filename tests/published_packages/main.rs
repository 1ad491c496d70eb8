//! A program outside the workspace that uses the published packages: it lists all
//! the cards of a sandbox.
//!
//! `cargo xtask package` builds it with the packed packages. It is an example of
//! the tests too, so that clippy checks it like all code.

use std::collections::HashSet;
use std::error::Error;

use dintero_cards::{CardFilter, CardsClient, ClientCredentials};
use dintero_cards_sandbox::Sandbox;
use futures_util::TryStreamExt as _;

/// Enough for three pages of the largest size; the last page is not full.
const CARDS: usize = 250;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "this is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().cards(CARDS).start().await?;
    let client = CardsClient::builder(sandbox.account_id())
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .build()?;

    let mut cards = client.list_cards(CardFilter::new()).items();
    let (mut listed, mut ids) = (0, HashSet::new());
    while let Some(card) = cards.try_next().await? {
        listed += 1;
        ids.extend(card.id);
    }
    let made: HashSet<_> = sandbox.cards().iter().map(|card| card.id()).collect();
    sandbox.shutdown().await;

    if listed != CARDS || ids != made {
        return Err(format!("{listed} cards, {} ids; expected {CARDS} of each", ids.len()).into());
    }
    println!("{listed} cards, {} ids", ids.len());
    Ok(())
}

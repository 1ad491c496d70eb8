//! Counts the unused cards of an account with `dintero-cards`, and what they hold.
//!
//! `consumer-hand-written` is the same program without it; `.ci/build-cost`
//! says what each of them costs to build.

use std::env;
use std::error::Error;

use dintero_cards::{AccessToken, CardFilter, CardStatus, CardsClient};
use futures_util::TryStreamExt as _;

fn main() -> Result<(), Box<dyn Error>> {
    // By hand, since the macro for it would cost every consumer a full syn.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(count())
}

#[expect(clippy::print_stdout, reason = "this is a program")]
async fn count() -> Result<(), Box<dyn Error>> {
    let [base_url, account] = arguments()?;
    let token = access_token()?;
    let client = CardsClient::builder(account)
        .base_url(base_url)
        .token_source(AccessToken::new(token))
        .build()?;
    let filter = CardFilter::new()
        .status(CardStatus::Unused)
        .currencies(["NOK".parse()?, "SEK".parse()?])
        .amount_balance_within(1..);

    let (mut count, mut balance) = (0_u64, 0_i64);
    let mut cards = client.list_cards(filter).items();
    while let Some(card) = cards.try_next().await? {
        count += 1;
        balance += card.amount_balance.unwrap_or_default();
    }
    println!("{count} cards, {balance} in all");
    Ok(())
}

/// Base URL and account.
fn arguments() -> Result<[String; 2], &'static str> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    arguments.try_into().map_err(|_| "usage: BASE_URL ACCOUNT")
}

/// Not an argument, which everybody on the machine could read.
#[expect(clippy::disallowed_methods, reason = "this is a program")]
fn access_token() -> Result<String, &'static str> {
    let token = env::var_os("DINTERO_ACCESS_TOKEN").and_then(|token| token.into_string().ok());
    token.ok_or("set DINTERO_ACCESS_TOKEN")
}

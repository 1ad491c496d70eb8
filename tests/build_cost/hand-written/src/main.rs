//! Counts the unused cards of an account, and what they hold: the plain client
//! that one writes by hand, and that `.ci/build-cost` compares with.

use std::env;
use std::error::Error;

use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The filters that are used here, of the fourteen that there are.
#[derive(Serialize)]
struct Filter {
    status: &'static str,
    #[serde(rename = "amount_balance.gte")]
    amount_balance_gte: i64,
    limit: u8,
}

#[derive(Deserialize)]
struct CardPage {
    cards: Vec<Card>,
    starting_after: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a typed card has its fields, read or not")]
struct Card {
    id: Option<String>,
    card_id: Option<String>,
    customer_id: Option<String>,
    name: Option<String>,
    #[serde(rename = "type")]
    card_type: Option<String>,
    status: Option<String>,
    currency: Option<String>,
    originated_by: Option<String>,
    created_at: Option<String>,
    created_by: Option<String>,
    active_from: Option<String>,
    expires_at: Option<String>,
    metadata: Option<Map<String, Value>>,
    pin: Option<Pin>,
    amount: Option<i64>,
    amount_available: Option<i64>,
    amount_balance: Option<i64>,
    amount_drawdown: Option<i64>,
    amount_funds: Option<i64>,
    amount_pending: Option<i64>,
    amount_reserved: Option<i64>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a typed card has its fields, read or not")]
struct Pin {
    format: Option<PinFormat>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a typed card has its fields, read or not")]
struct PinFormat {
    length: Option<i64>,
    prefix: Option<String>,
    symbols: Option<bool>,
    numbers: Option<bool>,
    characters: Option<bool>,
    barcode: Option<bool>,
}

fn main() -> Result<(), Box<dyn Error>> {
    // By hand, since the macro for it would cost every consumer a full syn.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(count())
}

#[expect(clippy::print_stdout, reason = "this is a program")]
async fn count() -> Result<(), Box<dyn Error>> {
    let [base_url, account] = arguments()?;
    let token = access_token()?;
    let http = Client::builder().build()?;
    let url = format!("{base_url}/accounts/{account}/wallets/cards");
    let filter = Filter { status: "unused", amount_balance_gte: 1, limit: 100 };
    let currencies = [("currency", "NOK"), ("currency", "SEK")];

    let (mut count, mut balance) = (0_u64, 0_i64);
    let mut cursor = None;
    loop {
        let mut request = http.get(&url).bearer_auth(&token).query(&filter).query(&currencies);
        if let Some(cursor) = &cursor {
            request = request.query(&[("starting_after", cursor)]);
        }
        let page: CardPage = request.send().await?.error_for_status()?.json().await?;
        for card in page.cards {
            count += 1;
            balance += card.amount_balance.unwrap_or_default();
        }
        cursor = page.starting_after.filter(|cursor| !cursor.is_empty());
        if cursor.is_none() {
            break;
        }
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

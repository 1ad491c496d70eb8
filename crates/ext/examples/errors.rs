//! Handles errors by their kind.

use std::error::Error;

use dintero_cards::{CardFilter, CardsClient, ErrorKind};

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "this is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = CardsClient::from_env()?.build()?;
    let advice = match client.list_cards(CardFilter::new()).page().await {
        Ok(page) => format!("fine: {} cards", page.cards().len()),
        Err(error) if error.is_unauthorized() => format!("check the credentials: {error}"),
        Err(error) if error.is_rate_limited() => {
            format!("wait for {:?}: {error}", error.retry_after().unwrap_or_default())
        }
        Err(error) if error.is_retryable() => format!("try later: {error}"),
        Err(error) => match error.kind() {
            ErrorKind::Configuration | ErrorKind::InvalidInput => {
                format!("fix the program: {error}")
            }
            _ => format!("report it: {error}"),
        },
    };
    println!("{advice}");
    Ok(())
}

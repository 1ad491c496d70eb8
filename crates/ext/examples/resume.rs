//! Lists page by page and keeps the cursor in a file, so that a run that was
//! interrupted resumes where it stopped.
//!
//! The file is the first argument; the second is how many pages to list now.

use std::error::Error;
use std::{env, fs};

use dintero_cards::{CardFilter, CardsClient, Cursor, PageSize};
use futures_util::TryStreamExt as _;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "this is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, file, pages] = arguments.as_slice() else { return Err("usage: FILE PAGES".into()) };
    let mut left: u32 = pages.parse()?;

    let client = CardsClient::from_env()?.build()?;
    let mut listing = client.list_cards(CardFilter::new()).page_size(PageSize::try_from(10)?);
    if let Ok(stored) = fs::read_to_string(file) {
        listing = listing.starting_after(serde_json::from_str::<Cursor>(&stored)?);
    }
    let mut pages = listing.pages();
    while left > 0
        && let Some(page) = pages.try_next().await?
    {
        for card in page.cards() {
            println!("{}", card.id.map(|id| id.to_string()).unwrap_or_default());
        }
        // Stored after the page was used, so that an interruption skips no card.
        match page.next_cursor() {
            Some(cursor) => fs::write(file, serde_json::to_string(cursor)?)?,
            // The next run starts from the beginning; the file may not exist yet.
            None => fs::remove_file(file).unwrap_or_default(),
        }
        left -= 1;
    }
    Ok(())
}

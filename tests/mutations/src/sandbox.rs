//! Files of cards for the sandbox.

use std::fs;
use std::path::Path;

use dintero_cards_sandbox::{Clock, Error, Sandbox};

/// Starts a sandbox with a file of cards in each format, and again with the cards that it
/// then has, which are the same; or refuses the file at a line that it has.
pub fn card_files(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lines = bytes.split(|byte| b"\n\r".contains(byte)).count();
    for name in ["cards.json", "cards.ndjson", "cards.csv"] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        match runtime.block_on(cards_of(&path)) {
            Ok(cards) => {
                let path = folder.path().join("again.ndjson");
                fs::write(&path, cards.join("\n")).unwrap();
                assert_eq!(runtime.block_on(cards_of(&path)).unwrap(), cards);
            }
            Err(Error::File { line, .. }) => assert!(line.is_none_or(|line| line <= lines)),
            Err(error) => panic!("{error}"),
        }
    }
}

/// The cards of a sandbox with a file, as JSON.
async fn cards_of(path: &Path) -> Result<Vec<String>, Error> {
    let now = "2026-03-01T12:00:00Z".parse().unwrap();
    let sandbox = Sandbox::builder().clock(Clock::fixed(now)).data(path).start().await?;
    let cards = sandbox.cards().iter().map(|card| card.to_json(now).to_string()).collect();
    sandbox.shutdown().await;
    Ok(cards)
}

//! Files of cards for the sandbox.

use std::fs;

use dintero_cards_sandbox::Sandbox;

/// Starts a sandbox with a file of cards in each format, or refuses the file.
pub fn card_files(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["cards.json", "cards.ndjson", "cards.csv"] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        runtime.block_on(async {
            if let Ok(sandbox) = Sandbox::builder().data(path).start().await {
                sandbox.shutdown().await;
            }
        });
    }
}

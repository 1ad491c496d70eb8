//! Cargo, as the commands run it.

use std::path::Path;
use std::process::Command;

/// The cargo that runs this, or the one that is found, in a folder.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

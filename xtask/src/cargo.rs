//! The cargo that the commands run.

use std::path::Path;
use std::process::Command;

use docs_drift::variable;

/// Returns a command for cargo in a folder: the cargo that runs this program, or
/// the one in `PATH`.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(variable("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

//! Instructions of a child process, counted by callgrind where it is installed.

use std::env;
use std::process::Command;

use crate::subject::Outcome;

/// Returns the number of instructions that this program takes with these arguments;
/// None without valgrind.
pub(crate) fn count(arguments: &[&str]) -> Outcome<Option<u64>> {
    let folder = tempfile::tempdir()?;
    let file = format!("--callgrind-out-file={}", folder.path().join("out").display());
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", &file]).arg(env::current_exe()?).args(arguments);
    let Ok(output) = command.output() else { return Ok(None) };
    let text = String::from_utf8_lossy(&output.stderr);
    let number =
        text.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    match number.filter(|_| output.status.success()) {
        Some(number) => Ok(Some(number)),
        None => Err(format!("valgrind {arguments:?}: {text}").into()),
    }
}

/// Returns the instructions of a card: those that a longer run takes beyond a shorter
/// one.
pub(crate) fn per_card(arguments: impl Fn(usize) -> Outcome<Vec<String>>) -> Outcome<Option<f64>> {
    let [few, many] = [2_000_usize, 6_000];
    let count_of = |cards| {
        let arguments = arguments(cards)?;
        count(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (Some(less), Some(more)) = (count_of(few)?, count_of(many)?) else { return Ok(None) };
    Ok(Some((more - less) as f64 / (many - few) as f64))
}

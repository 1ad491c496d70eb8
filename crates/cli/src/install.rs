//! What an installation adds to the program: completions for shells, and manual pages.

use std::path::PathBuf;

use clap::Command;
use clap_complete::Shell;

use crate::failure::Failure;
use crate::output::Sink;
use crate::terminal::note_to_person;

const COMPLETIONS: &str = "\
The files from which shells load them:
  bash  ~/.local/share/bash-completion/completions/dintero-cards
  fish  ~/.config/fish/completions/dintero-cards.fish
  zsh   _dintero-cards, in a folder of fpath";

/// Print the completions of a shell
#[derive(clap::Args)]
#[command(after_long_help = COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

/// Write the manual pages, one for each command
#[derive(clap::Args)]
pub(crate) struct Man {
    /// The folder, such as ~/.local/share/man/man1
    folder: PathBuf,
}

pub(crate) fn completions(arguments: &Completions, mut command: Command) -> Result<(), Failure> {
    let name = command.get_name().to_owned();
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut text);
    let text = String::from_utf8_lossy(&text);
    // clap_complete 4.6 takes the hyphen of the name for one between commands, in one of the
    // two places that must agree, so that bash completed no flag.
    let text = text.replace("dintero__subcmd__cards__", "dintero__cards__");
    Sink::print(&text)
}

pub(crate) fn man(arguments: &Man, command: Command) -> Result<(), Failure> {
    let written = std::fs::create_dir_all(&arguments.folder)
        .and_then(|()| clap_mangen::generate_to(command, &arguments.folder));
    written.map_err(Failure::io(arguments.folder.display()))?;
    note_to_person(&format!("manual pages in {}", arguments.folder.display()));
    Ok(())
}

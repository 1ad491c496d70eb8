//! Profiles: the settings of an account, in a file. `dintero-cards profile`.

mod lock;
mod store;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::{ArgMatches, Args as _, Command, Subcommand};

use crate::connection::{Connection, read_secret};
use crate::failure::Failure;
use crate::output::Sink;
use crate::terminal::{escaped, note, width};

pub(crate) use store::Profiles;
use store::{Profile, Values};

const EXAMPLE: &str = "\
Example:
  The secret comes from a program that keeps it, never from an argument:
    printenv DINTERO_CLIENT_SECRET | dintero-cards profile add books \\
        --account-id T12345678 --client-id … --time-zone Europe/Oslo";

/// Keep the settings of accounts
///
/// A profile has a name, and gives the values that neither a flag nor the environment gives.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(add) => {
            let Add { name, client_secret_file, keyring, profile } = *add;
            let secret = match client_secret_file {
                Some(file) => read_secret(&file)?,
                None => from_stdin()?,
            };
            let mut profiles = Profiles::locked()?;
            profiles.add(&name, profile, &secret, keyring)?;
            note(&format!("profile {name} is kept in {}", profiles.path().display()));
            Ok(())
        }
        Action::Use { name } => Profiles::locked()?.set_default(&name),
        Action::Remove { name } => Profiles::locked()?.remove(&name),
        Action::List => {
            let profiles = Profiles::read()?;
            let widest =
                profiles.list().map(|(name, ..)| width(&escaped(name))).max().unwrap_or_default();
            let line = |(name, account_id, is_default): (&str, &str, bool)| {
                let mark = if is_default { '*' } else { ' ' };
                format!("{mark} {:widest$}  {}\n", escaped(name), escaped(account_id))
            };
            let text: String = profiles.list().map(line).collect();
            if text.is_empty() {
                note("there are no profiles: add one with profile add");
            }
            Sink::print(&text)
        }
    }
}

/// Gives the arguments of every command the values of the profile that is in force; returns
/// its name.
pub(crate) fn apply(command: Command) -> Result<(Command, Option<String>), Failure> {
    let matches = command.clone().ignore_errors(true).try_get_matches();
    let named = matches.ok().as_ref().and_then(of_matches);
    // Without a folder for settings there is no profile. A file that cannot be read is an
    // error even then: its default may name another account than the environment.
    if named.is_none() && Profiles::folder().is_err() {
        return Ok((command, None));
    }
    let Some((name, values)) = Profiles::read()?.values(named.as_deref())? else {
        return Ok((command, None));
    };
    // What `profile add` adds is another account.
    let command = command.mut_subcommands(|command| match command.get_name() {
        "profile" => command,
        _ => with(command, &values),
    });
    Ok((command, Some(name)))
}

pub(crate) fn connections(names: &[String]) -> Result<Vec<Connection>, Failure> {
    let profiles = Profiles::read()?;
    let values = names.iter().map(|name| profiles.values(Some(name)));
    let values = values.collect::<Result<Vec<_>, _>>()?;
    let connection = |(_, values): (String, Values)| {
        // The environment does not count here.
        let flags = Connection::augment_args(Command::new("profile"));
        let flags = with(flags.mut_args(|arg| arg.env(None::<&str>)), &values);
        Connection::of_profile(&flags.get_matches_from(["profile"]))
    };
    Ok(values.into_iter().flatten().map(connection).collect())
}

/// Gives the arguments of a command, and of those below it, the values of a profile.
fn with(command: Command, values: &Values) -> Command {
    let command = command.mut_args(|arg| match values.get(arg.get_id().as_str()) {
        Some(value) => arg.default_value(value.clone()).hide_default_value(true),
        None => arg,
    });
    command.mut_subcommands(|command| with(command, values))
}

fn of_matches(matches: &ArgMatches) -> Option<String> {
    let of_command = matches.subcommand().and_then(|(_, matches)| of_matches(matches));
    of_command.or_else(|| matches.try_get_one::<String>("profile").ok().flatten().cloned())
}

#[derive(Subcommand)]
enum Action {
    /// Add or replace a profile; the client secret is read from its file, or from standard
    /// input
    Add(Box<Add>),
    /// List the profiles; * marks the one that is used where no other is named
    List,
    /// Use a profile where no other is named
    Use {
        /// Name of the profile
        name: String,
    },
    /// Remove a profile and its secret
    Remove {
        /// Name of the profile
        name: String,
    },
}

#[derive(clap::Args)]
#[command(after_long_help = EXAMPLE)]
struct Add {
    /// Name of the profile
    name: String,
    /// File that holds the client secret, which is copied
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// Keep the client secret in the keyring of the system; needs a program that was built
    /// with the feature keyring
    #[arg(long)]
    keyring: bool,
    #[command(flatten)]
    profile: Profile,
}

fn from_stdin() -> Result<String, Failure> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        let what = "pipe the client secret to this command, or name --client-secret-file: a \
                    terminal would show it";
        return Err(Failure::Usage(what.to_owned()));
    }
    let text = io::read_to_string(stdin).map_err(Failure::io("standard input"))?;
    match text.trim() {
        "" => Err(Failure::Usage("there is no client secret on standard input".to_owned())),
        text => Ok(text.to_owned()),
    }
}

//! The file of the profiles, and the files of their secrets.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args as _, Command, FromArgMatches};
use dintero_cards::env;
use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::lock::lock;
use crate::connection::Account;
use crate::failure::Failure;
use crate::keyring;
use crate::zone::ZoneFlag;

/// The settings of an account, by the names of their flags.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Profile(BTreeMap<Setting, String>);

/// Values by the names of the arguments.
pub(super) type Values = BTreeMap<String, String>;

/// All profiles.
pub(crate) struct Profiles {
    folder: PathBuf,
    content: Content,
}

impl Profiles {
    /// Reads the profiles from the folder for settings of this platform.
    pub(crate) fn read() -> Result<Self, Failure> {
        let folder = Self::folder()?;
        let path = folder.join("profiles.toml");
        let refuse = |what: String| Failure::Usage(format!("{}: {what}", path.display()));
        let content: Content = match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text)
                .map_err(|error| Failure::toml(&path.display(), &text, &error))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Content::default(),
            Err(error) => return Err(refuse(error.to_string())),
        };
        // The name is that of the file of a secret.
        let leaves = |name: &&String| name.contains(['/', '\\']) || name.contains("..");
        if let Some(name) = content.profile.keys().find(leaves) {
            return Err(refuse(format!("{name:?} cannot be the name of a profile")));
        }
        Ok(Self { folder, content })
    }

    /// Reads the profiles to change them: as long as the lock lives, no one else does.
    pub(super) fn locked() -> Result<(File, Self), Failure> {
        let folder = Self::folder()?;
        let path = folder.join("profiles.lock");
        let lock = fs::create_dir_all(&folder).and_then(|()| lock(&path));
        let lock = lock.map_err(|error| Failure::Io(path.display().to_string(), error))?;
        Ok((lock, Self::read()?))
    }

    /// Returns the folder for settings of this platform.
    pub(super) fn folder() -> Result<PathBuf, Failure> {
        let folder = etcetera::choose_base_strategy()
            .map_err(|_| Failure::Usage("there is no folder for settings: set HOME".to_owned()))?;
        Ok(folder.config_dir().join("dintero-cards"))
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.join("profiles.toml")
    }

    /// Returns the name of a profile, or of the default one, with its values.
    pub(super) fn values(&self, name: Option<&str>) -> Result<Option<(String, Values)>, Failure> {
        let Some(name) = name.or(self.content.default.as_deref()) else { return Ok(None) };
        let Some(profile) = self.content.profile.get(name) else {
            return Err(self.unknown(name));
        };
        let values = profile.0.iter().map(|(Setting(id), value)| (id.clone(), value.clone()));
        let secret = match profile.is_in_keyring() {
            true => ("profile_keyring".to_owned(), name.to_owned()),
            false => ("profile_secret_file".to_owned(), self.secret(name).display().to_string()),
        };
        Ok(Some((name.to_owned(), values.chain([secret]).collect())))
    }

    /// Returns name and account of each profile, and whether it is the default.
    pub(super) fn list(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        let default = self.content.default.as_deref();
        let profiles = self.content.profile.iter();
        profiles.map(move |(name, profile)| {
            (name.as_str(), profile.get("account_id"), default == Some(name))
        })
    }

    /// Adds a profile; the first one becomes the default.
    pub(super) fn add(
        &mut self,
        name: &str,
        mut profile: Profile,
        secret: &str,
        is_in_keyring: bool,
    ) -> Result<(), Failure> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(is_plain) {
            let what = "a profile has a name of letters, digits, - and _";
            return Err(Failure::Usage(what.to_owned()));
        }
        dintero_cards::CardsClient::from_variables(|variable| {
            Ok(Some(match variable {
                env::ACCOUNT_ID => profile.get("account_id").to_owned(),
                env::BASE_URL => profile.get("base_url").to_owned(),
                env::AUTH_URL => profile.get("auth_url").to_owned(),
                _ => "placeholder".to_owned(),
            }))
        })?
        .build()?;
        if is_in_keyring {
            keyring::keep(name, secret)?;
            profile.0.insert(Setting(SECRET.to_owned()), KEYRING.to_owned());
        } else {
            write(&self.secret(name), secret)?;
        }
        // The secret of the profile before may be in the other place.
        if let Some(before) = self.content.profile.insert(name.to_owned(), profile)
            && before.is_in_keyring() != is_in_keyring
        {
            self.forget(name, &before)?;
        }
        self.content.default.get_or_insert_with(|| name.to_owned());
        self.save()
    }

    pub(super) fn set_default(&mut self, name: &str) -> Result<(), Failure> {
        if !self.content.profile.contains_key(name) {
            return Err(self.unknown(name));
        }
        self.content.default = Some(name.to_owned());
        self.save()
    }

    pub(super) fn remove(&mut self, name: &str) -> Result<(), Failure> {
        let Some(profile) = self.content.profile.remove(name) else {
            return Err(self.unknown(name));
        };
        self.content.default.take_if(|default| default == name);
        self.save()?;
        self.forget(name, &profile)
    }

    /// Removes the secret of a profile.
    fn forget(&self, name: &str, profile: &Profile) -> Result<(), Failure> {
        if profile.is_in_keyring() {
            return keyring::forget(name);
        }
        let secret = self.secret(name);
        match fs::remove_file(&secret) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Failure::Io(secret.display().to_string(), error))
            }
            _ => Ok(()),
        }
    }

    fn unknown(&self, name: &str) -> Failure {
        let names: Vec<&str> = self.list().map(|(name, ..)| name).collect();
        let known = if names.is_empty() { "none; add one".to_owned() } else { names.join(", ") };
        Failure::Usage(format!("there is no profile {name}; the profiles are: {known}"))
    }

    fn secret(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.secret"))
    }

    fn save(&self) -> Result<(), Failure> {
        let text = toml::to_string(&self.content).expect("the settings are texts");
        write(&self.path(), &text)
    }
}

/// The setting that says where the secret is, and its value for the keyring of the system.
const SECRET: &str = "secret";
const KEYRING: &str = "keyring";

impl Profile {
    /// Returns a setting; an empty text stands for one that is not set.
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn is_in_keyring(&self) -> bool {
        self.get(SECRET) == KEYRING
    }
}

impl clap::Args for Profile {
    fn augment_args(command: Command) -> Command {
        let is_own = |arg: &Arg| flags().any(|id| id == arg.get_id().as_str());
        let command = ZoneFlag::augment_args(Account::augment_args(command));
        // The environment may be that of another account.
        command.mut_args(|arg| match is_own(&arg) {
            true => {
                let is_required = ["account_id", "client_id"].contains(&arg.get_id().as_str());
                arg.env(None::<&str>).required(is_required)
            }
            false => arg,
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Profile {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut profile = Self::default();
        profile.update_from_arg_matches(matches)?;
        Ok(profile)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let value = |id: &str| matches.get_raw(id)?.next()?.to_str().map(str::to_owned);
        self.0.extend(flags().filter_map(|id| Some((Setting(id.clone()), value(&id)?))));
        Ok(())
    }
}

/// The name of a setting.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
struct Setting(String);

impl TryFrom<String> for Setting {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match flags().any(|flag| flag == name) || name == SECRET {
            true => Ok(Self(name)),
            false => Err(format!("{name} is no setting of a profile")),
        }
    }
}

impl Borrow<str> for Setting {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The names of the flags that a profile keeps.
fn flags() -> impl Iterator<Item = String> {
    let command = ZoneFlag::augment_args(Account::augment_args(Command::new("profile")));
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    ids.into_iter()
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
    #[serde(default)]
    profile: BTreeMap<String, Profile>,
}

/// Writes a file that only its owner can read, whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| NamedTempFile::new_in(folder)).and_then(
        |mut file| {
            file.write_all(format!("{}\n", text.trim_end()).as_bytes())?;
            Ok(file.persist(path).map(drop)?)
        },
    );
    written.map_err(|error| Failure::Io(path.display().to_string(), error))
}

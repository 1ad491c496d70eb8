//! The file of the profiles, and the files of their secrets.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use dintero_cards::env;
use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::lock::lock;
use crate::failure::Failure;
use crate::keyring;
use crate::output::folder_of;
use crate::zone::Zone;

/// The settings of an account, by the names of their flags. The environment, which may be that
/// of another account, gives none of them.
#[derive(clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    /// Account id: P or T and eight digits
    #[arg(long, required = true)]
    account_id: Option<String>,
    /// Client id of the credentials
    #[arg(long, required = true)]
    client_id: Option<String>,
    /// Base URL of "Get cards"
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Base URL of "Get Token"
    #[arg(long, value_name = "URL")]
    auth_url: Option<String>,
    /// Time zone of days, months and shown times, such as Europe/Oslo; by default days are
    /// those of UTC, and times are shown in the zone of this machine
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Option<String>,
    /// Where the secret is, unless it is in a file.
    #[arg(skip)]
    secret: Option<String>,
}

/// The place of a secret in the keyring of the system.
const KEYRING: &str = "keyring";

impl Profile {
    fn is_in_keyring(&self) -> bool {
        self.secret.as_deref() == Some(KEYRING)
    }
}

/// Values by the names of the arguments.
pub(super) type Values = BTreeMap<String, String>;

pub(crate) struct Profiles {
    folder: PathBuf,
    content: Content,
    /// As long as it lives, no one else changes them.
    _lock: Option<File>,
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
        Ok(Self { folder, content, _lock: None })
    }

    /// Reads the profiles to change them.
    pub(super) fn locked() -> Result<Self, Failure> {
        let folder = Self::folder()?;
        let path = folder.join("profiles.lock");
        let lock = fs::create_dir_all(&folder).and_then(|()| lock(&path));
        let lock = lock.map_err(Failure::io(path.display()))?;
        Ok(Self { _lock: Some(lock), ..Self::read()? })
    }

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
        let (secret, place) = match profile.is_in_keyring() {
            true => ("profile_keyring", name.to_owned()),
            false => ("profile_secret_file", self.secret(name).display().to_string()),
        };
        let values = toml::Table::try_from(profile).expect("the settings are texts").into_iter();
        let values = values.filter_map(|(id, value)| Some((id, value.as_str()?.to_owned())));
        Ok(Some((name.to_owned(), values.chain([(secret.to_owned(), place)]).collect())))
    }

    /// Returns name and account of each profile, and whether it is the default.
    pub(super) fn list(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        let default = self.content.default.as_deref();
        let profiles = self.content.profile.iter();
        profiles.map(move |(name, profile)| {
            (name.as_str(), profile.account_id.as_deref().unwrap_or(""), default == Some(name))
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
            Ok(match variable {
                env::ACCOUNT_ID => profile.account_id.clone(),
                env::BASE_URL => profile.base_url.clone(),
                env::AUTH_URL => profile.auth_url.clone(),
                _ => Some("placeholder".to_owned()),
            })
        })?
        .build()?;
        if is_in_keyring {
            keyring::keep(name, secret)?;
            profile.secret = Some(KEYRING.to_owned());
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

    fn forget(&self, name: &str, profile: &Profile) -> Result<(), Failure> {
        if profile.is_in_keyring() {
            return keyring::forget(name);
        }
        let secret = self.secret(name);
        match fs::remove_file(&secret) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Failure::io(secret.display())(error))
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

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
    #[serde(default)]
    profile: BTreeMap<String, Profile>,
}

/// Checks the name of a time zone.
fn zone(name: &str) -> Result<String, &'static str> {
    name.parse::<Zone>().map(|_| name.to_owned())
}

/// Writes a file that only its owner can read, whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let write = || {
        fs::create_dir_all(folder_of(path))?;
        let mut file = NamedTempFile::new_in(folder_of(path))?;
        writeln!(file, "{}", text.trim_end())?;
        Ok(file.persist(path).map(drop)?)
    };
    write().map_err(Failure::io(path.display()))
}

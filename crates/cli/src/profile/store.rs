//! The file of the profiles, and the files of their secrets.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use dintero_cards::env;
use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::failure::Failure;

/// The settings of an account. The names are those of the flags.
#[derive(clap::Args, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    /// Account id: P or T and eight digits
    #[arg(long)]
    account_id: String,
    /// Client id of the credentials
    #[arg(long)]
    client_id: String,
    /// Base URL of "Get cards"
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<String>,
    /// Base URL of "Get Token"
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_url: Option<String>,
    /// Time zone of days, months and shown times
    #[arg(long, value_name = "ZONE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<String>,
}

/// Values by the names of the arguments.
pub(super) type Values = Vec<(&'static str, String)>;

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
        let Profile { account_id, client_id, base_url, auth_url, time_zone } = profile.clone();
        let secret = self.secret(name).display().to_string();
        let values = [
            ("account_id", Some(account_id)),
            ("client_id", Some(client_id)),
            ("profile_secret_file", Some(secret)),
            ("base_url", base_url),
            ("auth_url", auth_url),
            ("time_zone", time_zone),
        ];
        let values = values.into_iter().filter_map(|(id, value)| Some((id, value?)));
        Ok(Some((name.to_owned(), values.collect())))
    }

    /// Returns name and account of each profile, and whether it is the default.
    pub(super) fn list(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        let default = self.content.default.as_deref();
        let profiles = self.content.profile.iter();
        profiles.map(move |(name, profile)| {
            (name.as_str(), profile.account_id.as_str(), default == Some(name))
        })
    }

    /// Adds a profile; the first one becomes the default.
    pub(super) fn add(
        &mut self,
        name: &str,
        profile: Profile,
        secret: &str,
    ) -> Result<(), Failure> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(is_plain) {
            let what = "a profile has a name of letters, digits, - and _";
            return Err(Failure::Usage(what.to_owned()));
        }
        dintero_cards::CardsClient::from_variables(|variable| {
            Ok(Some(match variable {
                env::ACCOUNT_ID => profile.account_id.clone(),
                env::BASE_URL => profile.base_url.clone().unwrap_or_default(),
                env::AUTH_URL => profile.auth_url.clone().unwrap_or_default(),
                _ => "placeholder".to_owned(),
            }))
        })?
        .build()?;
        write(&self.secret(name), secret)?;
        self.content.profile.insert(name.to_owned(), profile);
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
        if self.content.profile.remove(name).is_none() {
            return Err(self.unknown(name));
        }
        self.content.default.take_if(|default| default == name);
        self.save()?;
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
        let known = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
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

/// Opens a file that one process at a time holds.
#[cfg(unix)]
fn lock(path: &Path) -> io::Result<File> {
    let file = File::options().write(true).create(true).truncate(false).open(path)?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive)?;
    Ok(file)
}

/// Opens a file that one process at a time holds.
#[cfg(windows)]
fn lock(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.write(true).create(true).truncate(false).share_mode(0);
    for _ in 0..100 {
        if let Ok(file) = options.open(path) {
            return Ok(file);
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    options.open(path)
}

//! The client secrets of profiles in the keyring of the system.

use crate::failure::Failure;

pub(crate) fn secret(profile: &str) -> Result<String, Failure> {
    with(profile, |entry| entry.get_password())
}

pub(crate) fn keep(profile: &str, secret: &str) -> Result<(), Failure> {
    with(profile, |entry| entry.set_password(secret))
}

pub(crate) fn forget(profile: &str) -> Result<(), Failure> {
    with(profile, |entry| entry.delete_credential())
}

#[cfg(feature = "keyring")]
use ::keyring::v1::Entry;

/// Does something with the entry of a profile, on a thread that no runtime has.
#[cfg(feature = "keyring")]
fn with<T: Send>(
    profile: &str,
    action: impl FnOnce(&Entry) -> ::keyring::v1::Result<T> + Send,
) -> Result<T, Failure> {
    let entry = || Entry::new("dintero-cards", profile).and_then(|entry| action(&entry));
    let done = std::thread::scope(|scope| scope.spawn(entry).join());
    let done = done.map_err(|_| Failure::Data("keyring: it failed".to_owned()))?;
    done.map_err(|error| Failure::Data(format!("keyring: {error}")))
}

/// An entry of a keyring that this program cannot reach.
#[cfg(not(feature = "keyring"))]
trait Entry {
    fn get_password(&self) -> String;
    fn set_password(&self, secret: &str);
    fn delete_credential(&self);
}

#[cfg(not(feature = "keyring"))]
fn with<T>(_: &str, _: impl FnOnce(&dyn Entry) -> T) -> Result<T, Failure> {
    let what = "this program was built without the keyring: cargo install --locked \
                dintero-cards-cli --features keyring";
    Err(Failure::Usage(what.to_owned()))
}

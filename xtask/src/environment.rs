//! The environment of the commands.

use std::ffi::OsString;

/// Returns a variable; an empty one counts as absent.
#[expect(clippy::disallowed_methods, reason = "the commands read the environment here")]
pub(crate) fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

//! The exit status of a command; 2 means wrong usage, as in clap.

/// The exit statuses of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything is fresh, or every check holds.
    Fine = 0,
    /// Something is stale, or a check fails; the output names the fix.
    Findings = 1,
    /// A file or a program is missing, or fails.
    Unavailable = 3,
    /// A document is not valid.
    InvalidDocument = 5,
}

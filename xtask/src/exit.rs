//! What the exit status of a command means; 2 is wrong usage, as clap has it.

/// The exit statuses of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Fine = 0,
    /// Something is stale or not as it must be; the output says what mends it.
    Findings = 1,
    /// A file or a program was not to be had.
    Unavailable = 3,
    /// A document is not valid.
    InvalidDocument = 5,
}

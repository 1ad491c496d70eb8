//! The settings `cards.…` of a session.

use datafusion::common::extensions_options;
use datafusion::config::{ConfigExtension, ConfigOptions};

extensions_options! {
    /// Settings of the table `cards`; SQL sets them as `SET cards.windows = 1`.
    pub struct CardsOptions {
        /// Whether the server filters cards. Without it, every query lists all cards, and
        /// has the same result.
        pub pushdown: bool, default = true
        /// Number of windows of `created_at` that are listed at the same time; 0 stands for
        /// `datafusion.execution.target_partitions`, and 1 for one listing; at most 10,000
        pub windows: usize, default = 0
        /// Whether malformed cards are left out and counted. Without it, they fail the query
        pub count_malformed: bool, default = false
    }
}

impl ConfigExtension for CardsOptions {
    const PREFIX: &'static str = "cards";
}

impl CardsOptions {
    /// The most windows of a query: each is a partition in memory.
    pub const MAX_WINDOWS: usize = 10_000;

    /// Returns the settings of a session, or the defaults if it has none.
    pub(crate) fn of(options: &ConfigOptions) -> Self {
        options.extensions.get().cloned().unwrap_or_default()
    }
}

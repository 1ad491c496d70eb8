//! The settings `cards.…` of a session.

use std::any::Any;

use datafusion::common::{Result, config_err};
use datafusion::config::{
    ConfigEntry, ConfigExtension, ConfigField as _, ConfigOptions, ExtensionOptions,
};

/// Settings of the table `cards`; SQL sets them as `SET cards.windows = 1`, and shows them as
/// `SHOW cards.windows`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CardsOptions {
    /// Whether the server filters cards. Without it, every query lists all cards, and has the
    /// same result.
    pub pushdown: bool,
    /// Number of windows of `created_at` that are listed at the same time; 0 stands for
    /// `datafusion.execution.target_partitions`, and 1 for one listing; at most 10,000.
    pub windows: usize,
    /// Whether malformed cards are left out and counted. Without it, they fail the query.
    pub count_malformed: bool,
}

impl Default for CardsOptions {
    fn default() -> Self {
        Self { pushdown: true, windows: 0, count_malformed: false }
    }
}

impl ConfigExtension for CardsOptions {
    const PREFIX: &'static str = "cards";
}

/// By hand, since the macro of the engine lists settings without their prefix.
impl ExtensionOptions for CardsOptions {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn cloned(&self) -> Box<dyn ExtensionOptions> {
        Box::new(self.clone())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let set = match key {
            "pushdown" => self.pushdown.set("", value),
            "windows" => self.windows.set("", value),
            "count_malformed" => self.count_malformed.set("", value),
            _ => return config_err!("there is no setting cards.{key}"),
        };
        set.or_else(|_| config_err!("cards.{key} cannot be {value}"))
    }

    fn entries(&self) -> Vec<ConfigEntry> {
        let entry = |name: &str, value: String, description| ConfigEntry {
            key: format!("{}.{name}", Self::PREFIX),
            value: Some(value),
            description,
        };
        vec![
            entry("pushdown", self.pushdown.to_string(), "Whether the server filters cards"),
            entry("windows", self.windows.to_string(), "Number of windows, or 0"),
            entry(
                "count_malformed",
                self.count_malformed.to_string(),
                "Whether malformed cards are left out and counted",
            ),
        ]
    }
}

impl CardsOptions {
    /// The most windows of a query: each is a partition in memory.
    pub const MAX_WINDOWS: usize = 10_000;

    /// Returns the settings of a session, or the defaults if it has none.
    pub(crate) fn of(options: &ConfigOptions) -> Self {
        options.extensions.get().cloned().unwrap_or_default()
    }
}

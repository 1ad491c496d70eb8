//! Account numbers of the books, from a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::document::Report;
use crate::failure::Failure;
use crate::terminal::counted;

/// The numbers, each with the values that a row must have.
pub(super) struct AccountNumbers {
    accounts: Vec<BTreeMap<String, String>>,
    name: String,
}

const NUMBER: &str = "number";

impl AccountNumbers {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| Failure::Usage(format!("{name}: {error}")))?;
        let parsed = toml::from_str::<BTreeMap<String, Vec<BTreeMap<String, String>>>>(&text);
        let mut tables = parsed.map_err(|error| Failure::toml(&name, &text, &error))?;
        let accounts = tables.remove("account").unwrap_or_default();
        let without_number = accounts.iter().any(|account| !account.contains_key(NUMBER));
        if accounts.is_empty() || without_number || !tables.is_empty() {
            let what = "write [[account]] tables, each with a number";
            return Err(Failure::Usage(format!("{name}: {what}")));
        }
        Ok(Self { accounts, name })
    }

    /// Adds the number to every row; the first account whose values the row has counts.
    pub(super) fn apply(&self, report: &mut Report) -> Result<(), Failure> {
        let labels = report.sections.iter().flat_map(|section| section.labels.iter());
        let known: Vec<&str> = labels.copied().chain([NUMBER]).collect();
        let mut keys = self.accounts.iter().flat_map(BTreeMap::keys);
        if let Some(key) = keys.find(|key| !known.contains(&key.as_str())) {
            return Err(Failure::Usage(format!(
                "{}: no row has a {key}; --sections status has rows with type, status and class",
                self.name
            )));
        }
        let mut missing = 0_u64;
        for section in &mut report.sections {
            for row in &mut section.rows {
                let is_met = |(key, value): (&String, &String)| {
                    let place = section.labels.iter().position(|label| label == key);
                    key == NUMBER || place.is_some_and(|place| row.labels[place] == *value)
                };
                let account = self.accounts.iter().find(|account| account.iter().all(is_met));
                let number = account.and_then(|account| account.get(NUMBER)).cloned();
                missing += u64::from(number.is_none());
                row.labels.push(number.unwrap_or_default());
            }
            section.labels.push("account_number");
        }
        if missing > 0 {
            let count = counted(missing, "row has", "rows have");
            report.warnings.push(format!("{count} no account number"));
        }
        Ok(())
    }
}

//! The manifest of a complete export.

use dintero_cards::Timestamp;
use serde::{Deserialize, Serialize};

use super::folder::{Folder, State};
use super::plan::{Contents, Plan};
use super::sums::{Sum, add_sums};
use crate::failure::Failure;
use crate::malformed::unread;
use crate::terminal::{counted, note};
use crate::zone::now;

/// Version of the form.
const VERSION: u64 = 1;
/// Path within the folder.
const MANIFEST: &str = "manifest.json";
/// Largest number of windows that an error names, so that it stays short.
const MAX_NAMED: usize = 20;

#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u64,
    tool: String,
    pub(super) contents: Contents,
    started: Timestamp,
    finished: Timestamp,
    /// The export is a view of the account from this moment to the next one.
    first_request: Timestamp,
    last_request: Timestamp,
    cards: u64,
    pub(super) malformed_cards: u64,
    duplicates: u64,
    sums: Vec<Sum>,
    windows: Vec<State>,
}

impl Manifest {
    /// Returns the manifest of an export, if it is complete.
    pub(super) fn of(folder: &Folder) -> Result<Option<Self>, Failure> {
        folder.read(MANIFEST)
    }

    /// Checks that nothing has changed since the export was complete.
    pub(super) fn check(&self, folder: &Folder) -> Result<(), Failure> {
        for state in &self.windows {
            if !folder.is_whole(state)? {
                let what = "has changed since the export was complete";
                return Err(Failure::Data(format!("{} {what}", state.file)));
            }
        }
        Ok(())
    }

    /// Checks that every window is complete and no two overlap, and writes the manifest.
    pub(super) fn write(folder: &Folder, plan: &Plan) -> Result<Self, Failure> {
        let (mut windows, mut missing) = (Vec::new(), Vec::new());
        for index in 0..plan.windows().len() {
            match folder.window(plan, index)? {
                Some(state) => windows.push(state),
                None => missing.push(index.to_string()),
            }
        }
        if !missing.is_empty() {
            let (count, all) = (missing.len(), plan.windows().len());
            missing.truncate(MAX_NAMED);
            let names = missing.join(", ");
            let more = if count > MAX_NAMED { ", …" } else { "" };
            return Err(Failure::Partial(format!(
                "{count} of {all} windows are missing or incomplete: {names}{more}"
            )));
        }
        if let Some(state) = windows.iter().find(|state| !is_within(state)) {
            let what = format!("{} has cards outside of its span", state.file);
            return Err(Failure::Data(what));
        }
        if let Some(name) = folder.strangers(plan)?.first() {
            let what = format!("cards/{name} belongs to no window of the plan: remove it");
            return Err(Failure::Data(what));
        }
        let mut sums = Vec::new();
        windows.iter().for_each(|state| add_sums(&mut sums, &state.sums));
        let all = |moment: fn(&State) -> Timestamp| windows.iter().map(moment);
        let moments = (
            all(|state| state.started).min(),
            all(|state| state.first_request).min(),
            all(|state| state.last_request).max(),
        );
        let (Some(started), Some(first_request), Some(last_request)) = moments else {
            return Err(Failure::Usage("the plan has no windows".to_owned()));
        };
        let sum = |number: fn(&State) -> u64| windows.iter().map(number).sum();
        let manifest = Self {
            version: VERSION,
            tool: concat!("dintero-cards ", env!("CARGO_PKG_VERSION")).to_owned(),
            contents: plan.contents.clone(),
            started,
            finished: now(),
            first_request,
            last_request,
            cards: sum(|state| state.cards),
            malformed_cards: sum(|state| state.malformed_cards),
            duplicates: sum(|state| state.duplicates),
            sums,
            windows,
        };
        let text = serde_json::to_string_pretty(&manifest);
        let text = text.expect("the keys of an object are strings") + "\n";
        folder.write(MANIFEST, &text)?;
        Ok(manifest)
    }

    /// Says what is in a complete export.
    pub(super) fn report(&self) -> Result<(), Failure> {
        let (windows, duplicates) = (self.windows.len(), self.duplicates);
        note(&format!("{} in {windows} windows", counted(self.cards, "card", "cards")));
        if duplicates > 0 {
            let twice = counted(duplicates, "card came twice and is", "cards came twice and are");
            note(&format!("{twice} there once"));
        }
        malformed(self.malformed_cards)
    }
}

/// Refuses to succeed with malformed cards, which are kept in files of their own.
pub(super) fn malformed(cards: u64) -> Result<(), Failure> {
    if cards == 0 {
        return Ok(());
    }
    note("malformed cards are kept in files whose names end with _malformed.ndjson");
    Err(unread(cards))
}

/// Whether the cards of a window are those of its span.
fn is_within(state: &State) -> bool {
    let is_after = state.from.is_none_or(|from| state.first_created_at.is_none_or(|at| from <= at));
    let is_before = |before| state.last_created_at.is_none_or(|at| at < before);
    is_after && state.before.is_none_or(is_before)
}

//! The manifest of a complete export.

use dintero_cards::Timestamp;
use serde::{Deserialize, Serialize};

use super::folder::{Folder, State};
use super::plan::{Contents, Plan};
use crate::failure::Failure;
use crate::malformed::unread;
use crate::output::Sums;
use crate::terminal::{counted, note};
use crate::zone::now;

const VERSION: u64 = 1;
const MANIFEST: &str = "manifest.json";
/// Largest number of windows that an error names, so that it stays short.
const MAX_NAMED: usize = 20;

#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u64,
    tool: String,
    pub(super) contents: Contents,
    /// Number of windows that were asked for; there may be fewer.
    pub(super) requested: usize,
    started: Timestamp,
    finished: Timestamp,
    /// The export is a view of the account from this moment to the next one.
    first_request: Timestamp,
    last_request: Timestamp,
    cards: u64,
    pub(super) malformed_cards: u64,
    duplicates: u64,
    sums: Sums,
    windows: Vec<State>,
}

impl Manifest {
    /// Returns the manifest of an export, if it is complete.
    pub(super) fn of(folder: &Folder) -> Result<Option<Self>, Failure> {
        let manifest = folder.read::<Self>(MANIFEST)?;
        match &manifest {
            Some(Self { version, .. }) if *version != VERSION => Err(Failure::Usage(format!(
                "{MANIFEST}: it has version {version}, and this program reads version {VERSION}"
            ))),
            _ => Ok(manifest),
        }
    }

    pub(super) fn check_plan(&self, folder: &Folder, plan: &Plan) -> Result<(), Failure> {
        self.contents.check(&plan.contents)?;
        let is_own = self.windows.len() == plan.windows().len()
            && self.windows.iter().all(|state| state.plan == plan.digest);
        if is_own { Ok(()) } else { Err(folder.of_another_plan()) }
    }

    /// Checks that nothing has changed since the export was complete.
    pub(super) fn check(&self, folder: &Folder) -> Result<(), Failure> {
        let own = Self::of_windows(self.contents.clone(), self.requested, self.windows.clone());
        if own.is_none_or(|own| own.totals() != self.totals()) {
            let what = "its totals are not those of its windows";
            return Err(Failure::Data(format!("{MANIFEST}: {what}")));
        }
        (0..self.windows.len()).try_for_each(|index| self.check_window(folder, index))?;
        folder.check_strangers(&self.windows)
    }

    /// Checks that a window has not changed since the export was complete.
    pub(super) fn check_window(&self, folder: &Folder, index: usize) -> Result<(), Failure> {
        let state = &self.windows[index];
        if folder.is_whole(state)? {
            return Ok(());
        }
        let what = "has changed since the export was complete";
        Err(Failure::Data(format!("{} {what}", state.file)))
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
        folder.check_strangers(&windows)?;
        let manifest = Self::of_windows(plan.contents.clone(), plan.requested, windows);
        let manifest =
            manifest.ok_or_else(|| Failure::Usage("the plan has no windows".to_owned()))?;
        let text = serde_json::to_string_pretty(&manifest);
        let text = text.expect("the keys of an object are strings") + "\n";
        folder.write(MANIFEST, &text)?;
        Ok(manifest)
    }

    /// Adds up windows, if there are any.
    fn of_windows(contents: Contents, requested: usize, windows: Vec<State>) -> Option<Self> {
        let mut sums = Sums::default();
        windows.iter().for_each(|state| sums.add_all(&state.sums));
        let all = |moment: fn(&State) -> Timestamp| windows.iter().map(moment);
        let sum =
            |number: fn(&State) -> u64| windows.iter().map(number).fold(0, u64::saturating_add);
        Some(Self {
            version: VERSION,
            tool: concat!("dintero-cards ", env!("CARGO_PKG_VERSION")).to_owned(),
            contents,
            requested,
            started: all(|state| state.started).min()?,
            finished: now(),
            first_request: all(|state| state.first_request).min()?,
            last_request: all(|state| state.last_request).max()?,
            cards: sum(|state| state.cards),
            malformed_cards: sum(|state| state.malformed_cards),
            duplicates: sum(|state| state.duplicates),
            sums,
            windows,
        })
    }

    /// Returns what follows from the windows.
    fn totals(&self) -> impl PartialEq {
        let moments = (self.started, self.first_request, self.last_request);
        (moments, self.cards, self.malformed_cards, self.duplicates, &self.sums)
    }

    pub(super) fn report(&self) -> Result<(), Failure> {
        let windows = counted(self.windows.len() as u64, "window", "windows");
        let duplicates = self.duplicates;
        note(&format!("{} in {windows}", counted(self.cards, "card", "cards")));
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

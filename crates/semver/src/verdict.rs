//! The verdict on two sides, the last release and the current state: changes, steps, versions.

use dintero_cards_openapi::{Source, hex};
use dintero_docs_drift::document::Unreadable;
use dintero_docs_drift::rules::Wire;

use crate::api::ApiChange;
use crate::document::{self, Change};
use crate::policy::Impact;
use crate::{Api, Step, Version, Wrapper};

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The documents.
    pub documents: Vec<Source<'a>>,
    /// The API that is generated from them.
    pub api: Api,
    /// The [`digest`] of the text that is generated from them.
    pub text: String,
}

/// Returns a digest of generated texts, in order. It shows differences that the API
/// does not show.
pub fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = hmac_sha256::Hash::new();
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hex(&hasher.finalize())
}

/// The consequences of all changes since a release.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The version of the release.
    pub since: Version,
    /// The changes of the documents.
    pub changes: Vec<Change>,
    /// The changes of the generated API.
    pub api: Vec<ApiChange>,
    /// Those of them that also change the API of the wrapper.
    pub re_exported: Vec<ApiChange>,
    /// The step of `dintero-cards-client`.
    pub client: Step,
    /// The step of `dintero-cards`.
    pub wrapper: Step,
    /// The effect on published clients.
    pub wire: Wire,
}

impl Verdict {
    /// Compares the last release, which has a version, with the current state.
    ///
    /// # Errors
    /// A document is no OpenAPI document; the error names the place.
    pub fn of(
        since: Version,
        released: &Side<'_>,
        now: &Side<'_>,
        wrapper: &Wrapper,
    ) -> Result<Self, Unreadable> {
        let changes = document::changes(&released.documents, &now.documents, wrapper)?;
        let api = released.api.changes(&now.api);
        let re_exported: Vec<ApiChange> =
            api.iter().filter(|change| wrapper.has(&change.item)).cloned().collect();
        let largest = |least: Step, api: &[ApiChange], of: fn(Impact) -> Step| {
            let impacts = changes.iter().filter_map(|change| change.impact.map(of));
            api.iter().map(|change| change.step).chain(impacts).fold(least, Step::max)
        };
        // A changed document changes the generated text, which has its digest.
        let text = if released.text == now.text { Step::None } else { Step::Patch };
        let client = largest(text, &api, |impact| impact.client);
        // The wrapper is published again with the client that it depends on.
        let own = largest(client.min(Step::Patch), &re_exported, |impact| impact.wrapper);
        let wire = changes.iter().map(|change| change.rule.wire);
        let wire = wire.min_by_key(|wire| *wire as u8).unwrap_or(Wire::None);
        Ok(Self { since, changes, api, re_exported, client, wrapper: own, wire })
    }

    /// Whether anything changed.
    pub fn is_empty(&self) -> bool {
        self.client == Step::None && self.wrapper == Step::None
    }

    /// Returns the larger of both steps: the workspace has one version.
    pub fn step(&self) -> Step {
        self.client.max(self.wrapper)
    }

    /// Returns the smallest version for the next release.
    pub fn next(&self) -> Version {
        self.since.after(self.step())
    }

    /// Returns a sentence about the effect on clients, ours and those of other people.
    pub fn wire_meaning(&self) -> &'static str {
        let mut risks = self.changes.iter().filter(|change| change.rule.wire == Wire::Risk);
        match self.wire {
            Wire::Breaks => "calls of published clients fail, or get another response",
            Wire::Risk if risks.all(|change| UNNOTICED.contains(&change.rule.id)) => {
                "published clients keep working; stricter clients of other people may fail"
            }
            Wire::Risk => "some calls of published clients may fail",
            Wire::None => "published clients keep working",
        }
    }
}

/// Rules about values that readers notice only if they accept nothing else. Ours are
/// tolerant.
const UNNOTICED: [&str; 5] = [
    "resp-closed",
    "resp-constraint-changed",
    "resp-enum-dropped",
    "resp-enum-introduced",
    "resp-enum-value-added",
];

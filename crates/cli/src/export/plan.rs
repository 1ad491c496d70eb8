//! The plan of an export: what is exported, and the windows into which it is divided. It is
//! a value that any process can execute, and has no secret.

use std::fs;
use std::path::Path;

use dintero_cards::{CardFilter, CardsClient, ListingPlan, Timestamp, Window};
use serde::{Deserialize, Serialize};

use super::digest;
use super::format::Format;
use crate::failure::Failure;
use crate::output::{Field, Fields};

/// Windows where none are asked for: several for each worker, so that none waits long.
pub(super) const WINDOWS: usize = 16;

const VERSION: u64 = 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Contents {
    pub(super) account_id: String,
    pub(super) filters: CardFilter,
    /// Digest of the document that the client was generated from.
    pub(super) document: String,
    pub(super) format: Format,
    pub(super) fields: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Plan {
    version: u64,
    pub(super) contents: Contents,
    /// Number of windows that were asked for; there may be fewer.
    pub(super) requested: usize,
    pub(super) listing: ListingPlan,
    /// Digest of the text, by which a window says which plan it belongs to.
    #[serde(skip)]
    pub(super) digest: String,
}

impl Contents {
    pub(super) fn fields(&self) -> Fields {
        Fields::new(self.fields.iter().filter_map(|name| Field::named(name)).collect(), None, &[])
    }

    /// Refuses to continue an export of something else.
    pub(super) fn check(&self, other: &Self) -> Result<(), Failure> {
        let differs = [
            ("another account", self.account_id != other.account_id),
            ("other filters", self.filters != other.filters),
            ("another document", self.document != other.document),
            ("another format", self.format != other.format),
            ("other fields", self.fields != other.fields),
        ];
        match differs.iter().find(|(_, differs)| *differs) {
            None => Ok(()),
            Some((what, _)) => Err(Failure::Usage(format!(
                "the export that is there has {what}: give the same again, or name \
                 another folder with --out"
            ))),
        }
    }
}

impl Plan {
    pub(super) async fn make(
        client: &CardsClient,
        contents: Contents,
        requested: usize,
    ) -> Result<Self, Failure> {
        let listing = client.list_cards(contents.filters.clone()).plan(requested).await?;
        let plan = Self { version: VERSION, contents, requested, listing, digest: String::new() };
        Ok(plan.digested())
    }

    pub(super) fn windows(&self) -> &[Window] {
        self.listing.windows()
    }

    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let refuse = |what: String| Failure::Usage(format!("{}: {what}", path.display()));
        let text = fs::read(path).map_err(|error| refuse(error.to_string()))?;
        let plan: Self = serde_json::from_slice(&text)
            .map_err(|error| refuse(format!("not a plan of an export: {error}")))?;
        plan.check().map_err(refuse)?;
        Ok(plan.digested())
    }

    /// Returns why this is not a plan, if it is not.
    fn check(&self) -> Result<(), String> {
        if self.version != VERSION {
            let own = self.version;
            return Err(format!("it has version {own}, and this program reads version {VERSION}"));
        }
        if self.contents.filters != *self.listing.filter() {
            return Err("its filters are not those of its windows".to_owned());
        }
        if self.windows().is_empty() || self.requested == 0 {
            return Err("it has no windows".to_owned());
        }
        let (fields, own) = (&self.contents.fields, self.contents.fields());
        match fields.is_empty() || *fields != self.contents.format.names(&own) {
            false => Ok(()),
            true => Err("its fields are not those of a file that this program writes".to_owned()),
        }
    }

    pub(super) fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.expect("the keys of an object are strings") + "\n"
    }

    /// Adds the digest, once: a plan of many windows is long, and each of them has it.
    fn digested(self) -> Self {
        Self { digest: digest::of_text(&self.text()), ..self }
    }

    /// Returns the name of the files of a window, which names its span.
    pub(super) fn name(&self, index: usize) -> String {
        // A colon cannot stand in a name on every system.
        let text = |bound: Option<Timestamp>, open: &str| {
            bound.map_or_else(|| open.to_owned(), |bound| bound.to_string().replace(':', ""))
        };
        let window = &self.windows()[index];
        format!("{index:04}_{}_{}", text(window.from(), "first"), text(window.before(), "last"))
    }
}

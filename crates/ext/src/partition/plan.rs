//! The plan of a listing: its windows and their progress.

use std::{fmt, iter};

use serde::{Deserialize, Deserializer, Serialize};

use super::window::{Last, Window, WindowState, Windows, gaps};
use crate::cursor::{Fingerprint, known_version};
use crate::listing::{ListCards, Span};
use crate::{CardFilter, Cursor, Error, Result, TimeEnd, Timestamp, documents};

/// Name and version of the package that creates plans.
const PACKAGE: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// A listing, divided into windows of `created_at`; made by
/// [`ListCards::plan`](crate::ListCards::plan).
///
/// Each card of the listing belongs to exactly one window. Any process can list any
/// window ([`CardsClient::list_window`](crate::CardsClient::list_window)), and
/// [`record`](Self::record) keeps the progress of each.
///
/// Serde stores it with the version of its form, the filters by their names on the wire,
/// and digests of account, filters and document. It holds no secret, but filters can name
/// people. Neither `Debug` nor any error shows their values.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct ListingPlan {
    package: String,
    document: String,
    listing: Fingerprint,
    pub(super) filter: CardFilter,
    /// Whether the client leaves out the cards of other customers.
    pub(super) is_for_customer: bool,
    windows: Vec<Window>,
}

impl ListingPlan {
    /// Creates a plan with a window before the first time, between all others, and from
    /// the last one. Times outside the range of the filter are left out.
    pub(super) fn new(listing: &ListCards, mut bounds: Vec<Timestamp>) -> Result<Self> {
        let (from, to) = listing.filter().created_at_bounds();
        let to = to.map(TimeEnd::wire);
        bounds.retain(|bound| {
            from.is_none_or(|from| from < *bound) && to.is_none_or(|to| *bound <= to)
        });
        bounds.sort_unstable();
        bounds.dedup();
        let bounds = bounds.into_iter().map(Some);
        let (from, before) = (iter::once(None).chain(bounds.clone()), bounds.chain([None]));
        let spans = from.zip(before).map(|(from, before)| Span::new(from, before));
        Ok(Self {
            package: PACKAGE.to_owned(),
            document: documents::CARDS.digest.to_owned(),
            listing: listing.fingerprint()?,
            filter: listing.filter().clone(),
            is_for_customer: listing.is_for_customer(),
            windows: spans.map(Window::new).collect(),
        })
    }

    /// Sets the windows of which cards were delivered, and opens one in each gap.
    pub(super) fn cover(&mut self, windows: Windows, last: Option<Last>) {
        self.windows = windows.into_values().collect();
        let gaps = gaps(&self.windows, last);
        self.windows.extend(gaps.into_iter().map(Window::new));
        self.windows.sort_unstable_by_key(|window| window.span.from);
    }

    /// Returns the windows, in the order of time. The first one has no lower limit and
    /// the last one no upper limit, besides those of the filter.
    #[must_use]
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// Returns the filter of the listing.
    #[must_use]
    pub fn filter(&self) -> &CardFilter {
        &self.filter
    }

    /// Returns the name and version of the package that created it.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// Returns the SHA-256 of the document that its client was generated from.
    #[must_use]
    pub fn document_digest(&self) -> &str {
        &self.document
    }

    /// Whether all cards were delivered.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.windows.iter().all(Window::is_done)
    }

    /// Records that cards of a window were delivered: those before a cursor, or all if it
    /// is None. The numbers are added to those of the window.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if there is no such
    /// window, or if it is done.
    pub fn record(
        &mut self,
        index: usize,
        cursor: Option<Cursor>,
        cards: u64,
        malformed_cards: u64,
    ) -> Result<()> {
        self.open_window(index)?;
        let window = &mut self.windows[index];
        window.state = cursor.map_or(WindowState::Done, WindowState::Started);
        window.cards += cards;
        window.malformed_cards += malformed_cards;
        Ok(())
    }

    /// Merges the progress of another copy of this plan, which another process has
    /// changed: of each window, the farther one is kept.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the plans have
    /// different listings or windows.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let spans = |plan: &Self| plan.windows.iter().map(|it| it.span).collect::<Vec<_>>();
        if self.listing != other.listing || spans(self) != spans(other) {
            return Err(Error::invalid("plan: the other plan has another listing or windows"));
        }
        let progress = |window: &Window| (window.is_done(), window.cards, window.malformed_cards);
        for (own, other) in self.windows.iter_mut().zip(&other.windows) {
            if progress(other) > progress(own) {
                own.clone_from(other);
            }
        }
        Ok(())
    }

    /// Checks that a listing is the one of this plan.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the plan belongs to
    /// another account or filter, or to another document.
    pub fn check(&self, listing: &ListCards) -> Result<()> {
        if self.document != documents::CARDS.digest {
            let package = &self.package;
            return Err(Error::invalid(format!(
                "plan: it was made by {package} for another version of the document; \
                 use that version, or make a new plan"
            )));
        }
        if self.listing != listing.fingerprint()?
            || self.filter != *listing.filter()
            || self.is_for_customer != listing.is_for_customer()
        {
            return Err(Error::invalid("plan: it belongs to another account or filter"));
        }
        Ok(())
    }

    pub(super) fn open_window(&self, index: usize) -> Result<&Window> {
        match self.windows.get(index) {
            None => Err(Error::invalid(format!("plan: it has no window {index}"))),
            Some(window) if window.is_done() => {
                Err(Error::invalid(format!("plan: the window {index} is done")))
            }
            Some(window) => Ok(window),
        }
    }
}

impl fmt::Debug for ListingPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListingPlan")
            .field("filter", &self.filter)
            .field("windows", &self.windows)
            .finish_non_exhaustive()
    }
}

/// The stored form of a plan. The second version has windows that begin after a card, and is
/// written if there is one.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(deserialize_with = "read_version")]
    version: u64,
    package: String,
    document: String,
    listing: Fingerprint,
    filter: CardFilter,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_for_customer: bool,
    windows: Vec<Window>,
}

fn read_version<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<u64, D::Error> {
    known_version(deserializer, "plan", "make a new plan, or update the program")
}

impl From<ListingPlan> for Stored {
    fn from(plan: ListingPlan) -> Self {
        let ListingPlan { package, document, listing, filter, is_for_customer, windows } = plan;
        let version = 1 + u64::from(windows.iter().any(|it| it.after().is_some()));
        Self { version, package, document, listing, filter, is_for_customer, windows }
    }
}

impl TryFrom<Stored> for ListingPlan {
    type Error = &'static str;

    fn try_from(stored: Stored) -> std::result::Result<Self, &'static str> {
        let Stored { package, document, listing, filter, is_for_customer, windows, .. } = stored;
        let is_ascending =
            |window: &Window| window.before().is_none() || window.from() < window.before();
        let meet =
            |pair: &[Window]| pair[0].before().is_some() && pair[0].before() == pair[1].from();
        let has_open_ends = windows.first().is_some_and(|first| first.from().is_none())
            && windows.last().is_some_and(|last| last.before().is_none());
        if !(has_open_ends && windows.windows(2).all(meet) && windows.iter().all(is_ascending)) {
            return Err("the windows of the plan do not cover every time exactly once");
        }
        Ok(Self { package, document, listing, filter, is_for_customer, windows })
    }
}

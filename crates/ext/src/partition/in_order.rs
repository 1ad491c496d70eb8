//! Windows that are delivered in the order of time.

use std::collections::{BTreeMap, VecDeque};

use crate::Timestamp;
use crate::listing::{Page, Span};

/// The windows that were listed and wait for those before them.
pub(super) struct InOrder {
    /// The spans that are left, in their order.
    due: VecDeque<Span>,
    waiting: BTreeMap<Option<Timestamp>, (Span, VecDeque<Page>)>,
}

impl InOrder {
    pub(super) fn new(due: Vec<Span>) -> Self {
        Self { due: due.into(), waiting: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, span: Span, pages: VecDeque<Page>) {
        self.waiting.insert(span.from, (span, pages));
    }

    /// Returns the next window, if it is there.
    pub(super) fn next(&mut self) -> Option<(Span, VecDeque<Page>)> {
        let due = self.due.front_mut()?;
        let (span, pages) = self.waiting.remove(&due.from)?;
        if span.before == due.before {
            self.due.pop_front();
        } else {
            *due = Span::new(span.before, due.before);
        }
        Some((span, pages))
    }
}

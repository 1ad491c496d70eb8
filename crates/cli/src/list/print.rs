//! Prints the pages of a listing, and where it can resume.

use dintero_cards::{Cursor, Page, Pages};
use futures_util::StreamExt as _;

use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::malformed::Malformed;
use crate::output::{Output, Sink};
use crate::shell::continuation;
use crate::terminal::{Screen, clear_progress, counted, detail, note, progress};

/// Most names of unknown fields in a note: those of usual length take two lines of a terminal.
const SHOWN_NAMES: usize = 5;

pub(super) struct Printer {
    pub(super) output: Box<dyn Output>,
    pub(super) sink: Sink,
    pub(super) malformed: Malformed,
    pub(super) limit: Option<u64>,
    /// The cursor that the listing begins after.
    pub(super) start: Option<Cursor>,
}

/// The cards after those that were printed.
enum Next {
    Nothing,
    /// From the beginning.
    Everything,
    Cursor(Cursor),
}

impl Printer {
    /// Prints the cards; returns their number.
    pub(super) async fn print(
        mut self,
        mut pages: Pages,
        screen: Screen,
        interruption: &mut Interruption,
    ) -> Result<u64, Failure> {
        let can_append = self.sink.is_appendable();
        // What is only printed at the end begins anew after a failure.
        let can_end_early = self.output.can_end_early();
        let has_part = can_append && can_end_early;
        let mut next = self.start.take().map_or(Next::Everything, Next::Cursor);
        let (mut printed, mut page_number) = (0, 0);
        let outcome = loop {
            let left = self.limit.map_or(u64::MAX, |limit| limit - printed);
            if left == 0 {
                break Ok(());
            }
            let page = tokio::select! {
                page = pages.next() => page,
                () = interruption.wait() => break Err(Failure::Interrupted),
            };
            let page = match page {
                None => {
                    next = Next::Nothing;
                    break Ok(());
                }
                Some(Ok(page)) => page,
                Some(Err(error)) => {
                    next = error.cursor().cloned().map_or(next, Next::Cursor);
                    break Err(Failure::of_page(error, page_number));
                }
            };
            page_number += 1;
            clear_progress();
            match self.page(page, page_number, left) {
                Ok((cards, after)) => (printed, next) = (printed + cards, after),
                Err(failure) => break Err(failure),
            }
            detail(|| {
                let requests = counted(pages.report().attempts, "request", "requests");
                let cards = counted(printed, "card", "cards");
                format!("page {page_number}: {cards}, {requests} for pages")
            });
            if !screen.is_terminal {
                progress(&counted(printed, "card", "cards"));
            }
        };
        clear_progress();
        let ended = match &outcome {
            // Nothing of the last page was printed.
            Err(Failure::Io(..)) => self.sink.write(self.output.closing(printed > 0).as_bytes()),
            Err(_) if page_number == 0 || !has_part => Ok(()),
            _ => self.sink.finish_with(self.output.as_mut()),
        };
        if let Err(failure) = outcome {
            drop(self.sink);
            // The failure matters more than a closed pipe or a malformed card.
            let is_closed = failure.is_closed_pipe() || ended.is_err_and(|it| it.is_closed_pipe());
            let is_begun = page_number > 0 && !is_closed;
            if is_begun || matches!(failure, Failure::Interrupted) {
                match next {
                    Next::Nothing if can_end_early => {}
                    _ if !can_append => note("the file was not written: run the command again"),
                    Next::Cursor(cursor) if can_end_early => {
                        note(&format!("resume with {}", continuation(&cursor)));
                    }
                    _ => note("nothing was printed: run the command again"),
                }
            }
            if let Some(cursor) = failure.next_cursor().filter(|_| has_part || page_number == 0) {
                let flags = continuation(cursor);
                note(&format!("leave out the page that cannot be read with {flags}"));
            }
            let _ = self.malformed.finish();
            return Err(failure);
        }
        ended?;
        // Whoever reads in a pager has left it when notes are printed.
        self.sink.finish_and_tell(&counted(printed, "card", "cards"))?;
        if let Next::Cursor(cursor) = next {
            let place = if can_append { "" } else { ", to another file," };
            let flags = continuation(&cursor);
            note(&format!(
                "there are more cards: list them with --all, or{place} resume with {flags}"
            ));
        }
        let twice = pages.report().duplicates;
        if twice > 0 {
            let twice = counted(twice, "card is", "cards are");
            note(&format!("{twice} there twice: the listing changed meanwhile"));
        }
        let unknown = &pages.report().unknown_fields;
        if !unknown.is_empty() {
            let names: Vec<&str> = unknown.iter().map(|(name, _)| name).take(SHOWN_NAMES).collect();
            let (names, more) = (names.join(", "), unknown.iter().nth(SHOWN_NAMES).is_some());
            let more = if more { ", …" } else { "" };
            note(&format!("the cards have fields that this version does not name: {names}{more}"));
        }
        self.malformed.finish()?;
        self.output.check()?;
        Ok(printed)
    }

    /// Prints no more than `left` cards of a page; returns their number, and what follows
    /// them.
    fn page(&mut self, page: Page, number: u64, left: u64) -> Result<(u64, Next), Failure> {
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        let mut after = page.next_cursor().cloned().map_or(Next::Nothing, Next::Cursor);
        let mut end = usize::MAX;
        if page.cards().len() > left {
            let inside = page.cursor_of(left);
            (end, after) = (inside.skip(), Next::Cursor(inside));
        }
        for card in page.malformed_cards().iter().filter(|card| card.index() < end) {
            self.malformed.add(number, card)?;
        }
        let mut cards = page.into_cards();
        cards.truncate(left);
        let count = cards.len() as u64;
        self.sink.page(self.output.as_mut(), cards)?;
        Ok((count, after))
    }
}

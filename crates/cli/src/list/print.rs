//! Prints the pages of a listing, and where it can resume.

use dintero_cards::{Cursor, Page, Pages};
use futures_util::StreamExt as _;

use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::malformed::Malformed;
use crate::output::{Output, Sink};
use crate::shell::continuation;
use crate::terminal::{Progress, Screen, counted, detail, note};

/// Most names of unknown fields in a note: those of usual length take two lines of a terminal.
const SHOWN_NAMES: usize = 5;

/// A listing on its way to its output.
pub(super) struct Printer {
    pub(super) output: Box<dyn Output>,
    pub(super) sink: Sink,
    pub(super) malformed: Malformed,
    /// Largest number of cards.
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
        let mut progress = Progress::new(!screen.is_terminal);
        let mut next = self.start.take().map_or(Next::Everything, Next::Cursor);
        let (mut printed, mut page_number) = (0, 0);
        let mut failure = None;
        while self.limit.is_none_or(|limit| printed < limit) {
            let page = tokio::select! {
                page = pages.next() => page,
                () = interruption.wait() => {
                    failure = Some(Failure::Interrupted);
                    break;
                }
            };
            let page = match page {
                None => {
                    next = Next::Nothing;
                    break;
                }
                Some(Ok(page)) => page,
                Some(Err(error)) => {
                    if let Some(cursor) = error.cursor() {
                        next = Next::Cursor(cursor.clone());
                    }
                    failure = Some(match page_number {
                        0 => Failure::Client(error),
                        _ => Failure::Cut(error),
                    });
                    break;
                }
            };
            page_number += 1;
            progress.clear();
            let left = self.limit.map_or(u64::MAX, |limit| limit - printed);
            match self.page(page, page_number, left) {
                Ok((cards, after)) => (printed, next) = (printed + cards, after),
                Err(error) => {
                    // Nothing of this page was printed.
                    let closing = self.output.closing(printed > 0);
                    let _ = self.sink.write(closing.as_bytes());
                    drop(self.sink);
                    if !can_end_early {
                        next = Next::Everything;
                    }
                    if !error.is_closed_pipe() {
                        next.note("resume with", can_append);
                    }
                    let _ = self.malformed.finish();
                    return Err(error);
                }
            }
            detail(|| {
                let requests = counted(pages.report().attempts, "request", "requests");
                let cards = counted(printed, "card", "cards");
                format!("page {page_number}: {cards}, {requests} for pages")
            });
            progress.show(printed);
        }
        progress.clear();
        let has_output = page_number > 0 || failure.is_none();
        let mut finished = Ok(());
        let is_of_use = can_append && can_end_early;
        if has_output && (failure.is_none() || is_of_use) {
            finished = self.sink.finish_with(self.output.as_mut());
        }
        if let Some(failure) = failure {
            // The failure matters more than a closed pipe or a malformed card.
            let is_closed = finished.is_err_and(|error| error.is_closed_pipe());
            drop(self.sink);
            if !can_end_early {
                next = Next::Everything;
            }
            if page_number > 0 && !is_closed || matches!(failure, Failure::Interrupted) {
                next.note("resume with", can_append);
            }
            let has_part = can_append && can_end_early;
            if let Some(cursor) = failure.next_cursor().filter(|_| has_part || page_number == 0) {
                let flags = continuation(cursor);
                note(&format!("leave out the page that cannot be read with {flags}"));
            }
            let _ = self.malformed.finish();
            return Err(failure);
        }
        finished?;
        // Whoever reads in a pager has left it when notes are printed.
        self.sink.finish_and_tell(&counted(printed, "card", "cards"))?;
        let more = match can_append {
            true => "there are more cards: list them with --all, or resume with",
            false => "there are more cards: list them with --all, or, to another file, resume with",
        };
        next.note(more, can_append);
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
        match self.output.cut() {
            0 => Ok(printed),
            texts => Err(Failure::Partial(counted(texts, "text was cut", "texts were cut"))),
        }
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
        let mut text = Vec::new();
        self.output.page(cards, &mut text)?;
        self.sink.write(&text)?;
        Ok((count, after))
    }
}

impl Next {
    fn note(&self, words: &str, can_append: bool) {
        match self {
            Self::Nothing => {}
            _ if !can_append && words.starts_with("resume") => {
                note("the file was not written: run the command again");
            }
            Self::Everything if words.starts_with("resume") => {
                note("nothing was printed: run the command again");
            }
            Self::Everything => {}
            Self::Cursor(cursor) => note(&format!("{words} {}", continuation(cursor))),
        }
    }
}

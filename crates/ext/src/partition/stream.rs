//! The stream of a listing in windows, by several workers.

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;

use super::board::Board;
use super::current::Current;
use super::plan::ListingPlan;
use super::running::{InOrder, Running, poll_delivery};
use super::window::{Last, Window, WindowState, Windows, gaps};
use super::worker::{Delivery, Shared, State};
use crate::listing::{ListCards, MalformedCard, Report, Span, created_at};
use crate::{Card, Error, Result, TimeEnd};

/// Most malformed cards that are kept until they are taken, and that are remembered so that
/// each is reported once: ten full pages, so that they do not fill the memory.
const MAX_REMEMBERED: usize = 1_000;
/// A page that arrives sooner has hardly waited for the server: more requests at a time
/// would wait for the decoding of each other.
const FAST: Duration = Duration::from_millis(4);

impl ListCards {
    /// Returns a stream of the cards that several workers list; each worker lists one window
    /// of `created_at` at a time. Each card comes once, whatever the order of the server's
    /// listing; the stream has no order, unless [`Partitioned::in_order`] asks for it.
    ///
    /// The workers share access token, rate limit and retry budget. They begin with one
    /// request, and cut what is left into windows by what they see of it, so that all have
    /// work until the end. If pages arrive sooner than they can be decoded, one worker
    /// lists everything. A window takes at most 16 MB of memory for each worker; a cursor
    /// of the caller is not used.
    ///
    /// ```no_run
    /// # use dintero_cards::{CardFilter, CardsClient};
    /// # use futures_util::StreamExt as _;
    /// # async fn run(client: CardsClient) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut cards = client.list_cards(CardFilter::new()).partitioned(8);
    /// while let Some(card) = cards.next().await {
    ///     match card {
    ///         Ok(card) => println!("{:?}", card.card_id),
    ///         Err(error) => {
    ///             // `CardsClient::resume_plan` resumes with the cards that have not come.
    ///             std::fs::write("plan.json", serde_json::to_vec(&cards.plan()?)?)?;
    ///             return Err(error.into());
    ///         }
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn partitioned(self, workers: usize) -> Partitioned {
        Partitioned::new(self, Vec::new(), workers)
    }
}

/// Stream of the cards of a listing in windows; made by
/// [`ListCards::partitioned`](crate::ListCards::partitioned).
///
/// It ends after the last card or the first error. After an error, or wherever it is
/// stopped, [`plan`](Self::plan) has the rest.
#[must_use = "a stream does nothing until it is polled"]
pub struct Partitioned {
    listing: ListCards,
    workers: usize,
    parallel_from: Duration,
    is_in_order: bool,
    running: Option<Running>,
    has_ended: bool,
    /// The windows of which cards were delivered.
    windows: Windows,
    /// Where the first window that is left begins, if that is within a moment.
    last: Option<Last>,
    current: Option<Current>,
    malformed_cards: Vec<MalformedCard>,
    remembered: HashSet<Vec<u8>>,
}

impl Partitioned {
    pub(super) fn new(listing: ListCards, windows: Vec<Window>, workers: usize) -> Self {
        let (left, windows): (Vec<_>, Vec<_>) =
            windows.into_iter().partition(|window| window.state == WindowState::Open);
        Self {
            listing,
            workers: workers.max(1),
            parallel_from: FAST,
            is_in_order: false,
            running: None,
            has_ended: false,
            windows: windows.into_iter().map(|window| (window.span.from, window)).collect(),
            last: left.iter().find_map(|window| window.from().zip(window.after())),
            current: None,
            malformed_cards: Vec::new(),
            remembered: HashSet::new(),
        }
    }

    /// Sets the response time of a page from which several workers list in parallel; by
    /// default 4 milliseconds. With zero they always do.
    pub fn parallel_from(mut self, time: Duration) -> Self {
        self.parallel_from = time;
        self
    }

    /// Delivers the cards in the order of `created_at`, and those of one moment in the order
    /// of their `id`.
    ///
    /// It costs time and memory: a window is delivered when it is listed to its end and all
    /// windows before it are delivered, so the first card comes later. A server that lists the
    /// newest cards first needs some more requests, and `parallel_from` has no effect. Each
    /// worker keeps at most two windows, together 16 MB, that wait for those before them;
    /// only a window that cannot be divided, because its cards have nearly the same time,
    /// takes more.
    ///
    /// A plan of which a window was begun without order fails with an error of the kind
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput).
    pub fn in_order(mut self) -> Self {
        self.is_in_order = true;
        self
    }

    /// Returns the plan at this moment: a listing that resumes from it
    /// ([`CardsClient::resume_plan`](crate::CardsClient::resume_plan)) delivers every card
    /// that this stream has not delivered, and no other.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if no card can match the
    /// filter, or if the last card in order has no `id` and others were created at the same
    /// moment.
    pub fn plan(&self) -> Result<ListingPlan> {
        let (mut windows, mut last) = (self.windows.clone(), self.last);
        if let Some(current) = &self.current {
            last = current.record(&mut windows)?.or(last);
        }
        let mut plan = ListingPlan::new(&self.listing, Vec::new())?;
        plan.cover(windows, last);
        Ok(plan)
    }

    /// Returns the statistics of the listing so far: the requests of all workers, and the
    /// cards of the windows that they have listed to their end.
    #[must_use]
    pub fn report(&self) -> Report {
        let report = self.running.as_ref().map(|running| running.shared.state().report.clone());
        report.unwrap_or_default()
    }

    /// Returns the malformed cards since the last call, as
    /// [`Items::take_malformed_cards`](crate::Items::take_malformed_cards) does. One whose
    /// `created_at` cannot be read may belong to any window; it is returned once.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        std::mem::take(&mut self.malformed_cards)
    }

    fn start(&self) -> Result<Running> {
        let Self { listing, workers, windows, is_in_order, .. } = self;
        let cursor = |window: &Window| match &window.state {
            WindowState::Started(cursor) => Some((window.span, cursor.clone())),
            _ => None,
        };
        let started: Vec<_> = windows.values().filter_map(cursor).collect();
        if *is_in_order && !started.is_empty() {
            return Err(Error::invalid("plan: a window was begun without order"));
        }
        let parallel_from = match *workers {
            _ if *is_in_order => Duration::ZERO,
            1 => Duration::MAX,
            _ => self.parallel_from,
        };
        let (sender, deliveries) = mpsc::channel(*workers);
        let (from, to) = listing.filter().created_at_bounds();
        let limits = Span::new(from, to.map(TimeEnd::wire));
        let spans = gaps(windows.values(), self.last);
        let in_order = is_in_order.then(|| InOrder::new(spans.clone()));
        let board = Board::new(*workers, spans, limits, *is_in_order);
        let (report, running) = (Report::default(), 0);
        let shared = Arc::new(Shared {
            listing: listing.clone(),
            state: Mutex::new(State { board, started, report, running }),
            changed: Notify::new(),
            parallel_from,
        });
        let mut tasks = JoinSet::new();
        for _ in 0..*workers {
            tasks.spawn(Arc::clone(&shared).work(sender.clone()));
        }
        Ok(Running { shared, deliveries, in_order, tasks })
    }

    fn keep_malformed(&mut self, cards: Vec<MalformedCard>) {
        for card in cards {
            let is_new = !card.json().contains("\"id\"")
                || created_at(card.bytes()).is_some()
                || self.remembered.len() >= MAX_REMEMBERED
                || self.remembered.insert(card.bytes().to_vec());
            if is_new {
                self.current.iter_mut().for_each(|current| current.malformed += 1);
                if self.malformed_cards.len() < MAX_REMEMBERED {
                    self.malformed_cards.push(card);
                }
            }
        }
    }

    fn end_window(&mut self) -> Result<()> {
        let current = self.current.take();
        current.map_or(Ok(()), |current| current.record(&mut self.windows).map(drop))
    }

    fn fail(&mut self, error: Error) -> Poll<Option<Result<Card>>> {
        self.has_ended = true;
        self.running.iter_mut().for_each(|running| running.tasks.abort_all());
        Poll::Ready(Some(Err(error)))
    }
}

impl Stream for Partitioned {
    type Item = Result<Card>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(current) = &mut this.current {
                let card = current.next();
                if !current.passed_malformed().is_empty() {
                    let malformed = std::mem::take(current.passed_malformed());
                    this.keep_malformed(malformed);
                }
                match card {
                    Some(card) => return Poll::Ready(Some(Ok(card))),
                    None => match this.end_window() {
                        Ok(()) => {}
                        Err(error) => return this.fail(error),
                    },
                }
            }
            if this.has_ended {
                return Poll::Ready(None);
            }
            let Some(running) = &mut this.running else {
                match this.start() {
                    Ok(running) => this.running = Some(running),
                    Err(error) => return this.fail(error),
                }
                continue;
            };
            if let Some((span, pages)) = running.in_order.as_mut().and_then(InOrder::next) {
                running.shared.deliver(span);
                this.current = Some(Current::sorted(span, pages));
                continue;
            }
            match ready!(poll_delivery(&mut running.deliveries, &mut running.tasks, context)) {
                Some(Delivery::Pages { span, pages, is_last }) => match &mut running.in_order {
                    Some(in_order) => in_order.add(span, pages),
                    None => this.current = Some(Current::listed(span, pages, is_last)),
                },
                Some(Delivery::Failed(error)) => return this.fail(error),
                None => this.has_ended = true,
            }
        }
    }
}

impl fmt::Debug for Partitioned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partitioned").field("workers", &self.workers).finish_non_exhaustive()
    }
}

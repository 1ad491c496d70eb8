//! The stream of a listing in windows, by several workers.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::fmt;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;

use super::board::Board;
use super::plan::ListingPlan;
use super::window::{Window, WindowState, gaps};
use super::worker::{Delivery, Shared, State};
use crate::listing::{ListCards, MalformedCard, Page, Position, Report, Span, created_at};
use crate::{Card, CardsClient, Error, ErrorKind, Result, TimeEnd, Timestamp};

/// Most malformed cards that are remembered, so that each is reported once.
const MAX_REMEMBERED: usize = 1_000;
/// A page that arrives sooner has hardly waited for the server: more requests at a time
/// would wait for the decoding of each other.
const FAST: Duration = Duration::from_millis(4);

impl ListCards {
    /// Returns a stream of the cards that several workers list, each a window of
    /// `created_at` at a time. Each card comes once, whatever the order of the server's
    /// listing; the stream has no order.
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

impl CardsClient {
    /// Resumes a plan: returns a stream of the cards that have not been delivered.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the plan belongs to
    /// another account or document.
    pub fn resume_plan(&self, plan: &ListingPlan, workers: usize) -> Result<Partitioned> {
        let listing = self.list_plan(plan)?;
        Ok(Partitioned::new(listing, plan.windows().to_vec(), workers))
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
    running: Option<Running>,
    has_ended: bool,
    /// The windows of which cards were delivered, by their beginning.
    windows: BTreeMap<Option<Timestamp>, Window>,
    current: Option<Current>,
    position: Position,
    malformed_cards: Vec<MalformedCard>,
    remembered: HashSet<Vec<u8>>,
}

/// The workers; they end when it is dropped.
struct Running {
    shared: Arc<Shared>,
    deliveries: mpsc::Receiver<Delivery>,
    tasks: JoinSet<()>,
}

/// The window whose cards are delivered.
struct Current {
    span: Span,
    pages: VecDeque<Page>,
    is_last: bool,
}

impl Partitioned {
    fn new(listing: ListCards, windows: Vec<Window>, workers: usize) -> Self {
        let windows = windows.into_iter().filter(|it| it.state != WindowState::Open);
        Self {
            listing,
            workers: workers.max(1),
            parallel_from: FAST,
            running: None,
            has_ended: false,
            windows: windows.map(|window| (window.span.from, window)).collect(),
            current: None,
            position: Position::default(),
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

    /// Returns the plan at this moment: a listing that resumes from it
    /// ([`CardsClient::resume_plan`]) delivers every card that this stream has not
    /// delivered, and no other.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if no card can match the
    /// filter.
    pub fn plan(&self) -> Result<ListingPlan> {
        let mut windows = self.windows.clone();
        if let Some(current) = &self.current
            && let Some(window) = windows.get_mut(&current.span.from)
        {
            window.state = self.state_of(current);
        }
        let mut plan = ListingPlan::new(&self.listing, Vec::new())?;
        plan.cover(windows.into_values());
        Ok(plan)
    }

    /// Returns the statistics of the listing so far: the requests of all workers, and the
    /// cards of the windows that they have listed to their end.
    #[must_use]
    pub fn report(&self) -> Report {
        self.running
            .as_ref()
            .map(|running| running.shared.state().report.clone())
            .unwrap_or_default()
    }

    /// Returns the malformed cards since the last call, as
    /// [`Items::take_malformed_cards`](crate::Items::take_malformed_cards) does. One whose
    /// `created_at` cannot be read may belong to any window; it is returned once.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        std::mem::take(&mut self.malformed_cards)
    }

    /// Returns how far the current window is.
    fn state_of(&self, current: &Current) -> WindowState {
        if current.is_last && current.pages.is_empty() && self.position.is_at_the_end() {
            return WindowState::Done;
        }
        self.position.cursor().map_or(WindowState::Open, WindowState::Started)
    }

    fn start(&mut self) -> &mut Running {
        let (listing, workers, parallel_from) = (&self.listing, self.workers, self.parallel_from);
        let windows = &self.windows;
        self.running.get_or_insert_with(|| {
            let (sender, deliveries) = mpsc::channel(workers);
            let (from, to) = listing.filter().created_at_bounds();
            let limits = Span { from, before: to.map(TimeEnd::wire) };
            let cursor = |window: &Window| match &window.state {
                WindowState::Started(cursor) => Some((window.span, cursor.clone())),
                _ => None,
            };
            let shared = Arc::new(Shared {
                listing: listing.clone(),
                state: Mutex::new(State {
                    board: Board::new(workers, gaps(windows.values()), limits),
                    started: windows.values().filter_map(cursor).collect(),
                    report: Report::default(),
                    running: 0,
                }),
                changed: Notify::new(),
                parallel_from: if workers == 1 { Duration::MAX } else { parallel_from },
            });
            let mut tasks = JoinSet::new();
            for _ in 0..workers {
                tasks.spawn(Arc::clone(&shared).work(sender.clone()));
            }
            Running { shared, deliveries, tasks }
        })
    }

    /// Continues with the next page of the current window; returns whether there is one.
    fn next_page(&mut self) -> bool {
        let Some(mut current) = self.current.take() else { return false };
        let next = current.pages.pop_front();
        if next.is_none() {
            let state = self.state_of(&current);
            self.window(current.span).state = state;
            return false;
        }
        next.into_iter().for_each(|page| self.position.load(page));
        self.current = Some(current);
        true
    }

    fn window(&mut self, span: Span) -> &mut Window {
        self.windows.entry(span.from).or_insert_with(|| Window::new(span))
    }

    /// Counts the malformed cards that were passed, and keeps each once.
    fn pass_malformed(&mut self, span: Span) {
        for card in self.position.take_malformed_cards() {
            let is_new = !card.json().contains("\"id\"")
                || created_at(card.bytes()).is_some()
                || self.remembered.len() >= MAX_REMEMBERED
                || self.remembered.insert(card.bytes().to_vec());
            if is_new {
                self.window(span).malformed_cards += 1;
                if self.malformed_cards.len() < MAX_REMEMBERED {
                    self.malformed_cards.push(card);
                }
            }
        }
    }
}

impl Stream for Partitioned {
    type Item = Result<Card>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(span) = this.current.as_ref().map(|current| current.span) {
                let card = this.position.next_card();
                this.pass_malformed(span);
                if let Some(card) = card {
                    this.window(span).cards += 1;
                    return Poll::Ready(Some(Ok(card)));
                }
                if this.next_page() {
                    continue;
                }
            }
            if this.has_ended {
                return Poll::Ready(None);
            }
            let running = this.start();
            match ready!(running.deliveries.poll_recv(context)) {
                Some(Delivery::Pages { span, pages, is_last }) => {
                    this.window(span);
                    this.position = Position::default();
                    this.current = Some(Current { span, pages, is_last });
                }
                Some(Delivery::Failed(error)) => {
                    running.tasks.abort_all();
                    this.has_ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => match ready!(running.tasks.poll_join_next(context)) {
                    None => this.has_ended = true,
                    Some(Ok(())) => {}
                    Some(Err(error)) if error.is_panic() => resume_unwind(error.into_panic()),
                    Some(Err(_)) => {
                        this.has_ended = true;
                        let context = "list cards: the runtime shut down during the listing";
                        return Poll::Ready(Some(Err(Error::new(
                            ErrorKind::Configuration,
                            context,
                        ))));
                    }
                },
            }
        }
    }
}

impl fmt::Debug for Partitioned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partitioned").field("workers", &self.workers).finish_non_exhaustive()
    }
}

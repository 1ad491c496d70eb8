//! One window of an export, and all of them by several workers.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use dintero_cards::CardsClient;
use tokio::task::JoinSet;

use super::digest;
use super::folder::{Folder, State, cards_file, malformed_file};
use super::gather::{Gathered, temporary};
use super::plan::Plan;
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::output::Sink;
use crate::terminal::progress;
use crate::zone::{Zone, now};

/// Time between two views of the progress: often enough to look live, and slow enough to read.
pub(super) const TICK: Duration = Duration::from_millis(200);

pub(super) struct Export {
    client: CardsClient,
    pub(super) plan: Plan,
    pub(super) folder: Folder,
    /// Number of cards that have arrived.
    cards: AtomicU64,
}

impl Export {
    pub(super) fn new(client: CardsClient, plan: Plan, folder: Folder) -> Arc<Self> {
        Arc::new(Self { client, plan, folder, cards: AtomicU64::new(0) })
    }

    /// Exports a window. Its state is written last, and a complete window is kept.
    pub(super) async fn window(&self, index: usize) -> Result<State, Failure> {
        let Self { client, plan, folder, cards } = self;
        let started = now();
        let listing = client.list_window(&plan.listing, index)?;
        let mut gathered = Gathered::read(listing, &folder.unfinished(), cards).await?;
        let (file, malformed) = (cards_file(plan, index), malformed_file(plan, index));
        let malformed_sha256 = match gathered.malformed_cards {
            0 => None,
            _ => Some(place(gathered.write_malformed(folder.open(&malformed)?)?)?),
        };
        let mut sink = folder.open(&file)?;
        let mut output = plan.contents.format.start(plan.contents.fields(), Zone::utc())?;
        let summary = gathered.write(output.as_mut(), &mut sink)?;
        let window = &plan.windows()[index];
        let state = State {
            index,
            plan: plan.digest.clone(),
            from: window.from(),
            before: window.before(),
            file,
            sha256: place(sink)?,
            cards: summary.cards,
            sums: summary.sums,
            malformed_cards: gathered.malformed_cards,
            malformed_file: malformed_sha256.is_some().then_some(malformed),
            malformed_sha256,
            duplicates: summary.duplicates,
            requests: gathered.requests,
            first_created_at: summary.first_created_at,
            last_created_at: summary.last_created_at,
            started,
            first_request: gathered.first_request,
            last_request: gathered.last_request,
            finished: now(),
        };
        folder.keep(&state)?;
        Ok(state)
    }

    /// Exports windows by several workers, until the first failure.
    pub(super) async fn windows(
        self: Arc<Self>,
        mut missing: VecDeque<usize>,
        workers: usize,
        interruption: &mut Interruption,
    ) -> Result<(), Failure> {
        let mut running = JoinSet::new();
        let (begun, mut tick) = (Instant::now(), tokio::time::interval(TICK));
        loop {
            while running.len() < workers
                && let Some(index) = missing.pop_front()
            {
                let export = Arc::clone(&self);
                running.spawn(async move { export.window(index).await.map(drop) });
            }
            let left = running.len() + missing.len();
            if left == 0 {
                return Ok(());
            }
            tokio::select! {
                Some(joined) = running.join_next() => {
                    joined.unwrap_or_else(|error| Err(Failure::Data(error.to_string())))?;
                }
                () = interruption.wait() => return Err(Failure::Interrupted),
                _ = tick.tick() => {
                    let cards = self.cards.load(Ordering::Relaxed);
                    progress(&format!("{}, {left} windows left", rate(cards, begun.elapsed())));
                }
            }
        }
    }
}

/// Puts a file of the folder in its place; returns its digest.
fn place(sink: Sink) -> Result<String, Failure> {
    let path = sink.unfinished().expect("a file of the folder is new");
    let digest = digest::of_file(path).map_err(temporary)?;
    sink.finish()?;
    Ok(digest)
}

/// Returns the number of cards so far, and of those in a second.
pub(super) fn rate(cards: u64, elapsed: Duration) -> String {
    let second = cards / elapsed.as_secs().max(1);
    format!("{cards} cards, {second} a second")
}

//! Every way to divide a listing delivers the same cards, with any workers and any server
//! behaviour.

mod changing;
mod world;

use std::time::Duration;

use dintero_cards::{Card, CardsClient, ListCards, ListingPlan, Partitioned};
use futures_util::StreamExt as _;

use self::world::{World, ids};

/// Seeds of the property: 200, or as many as a variable says.
#[expect(clippy::disallowed_methods, reason = "a job of the night sets it")]
fn seeds() -> u64 {
    std::env::var("PARTITION_SEEDS").map_or(200, |text| text.parse().unwrap())
}

fn stored(plan: &ListingPlan) -> ListingPlan {
    serde_json::from_str(&serde_json::to_string(plan).unwrap()).unwrap()
}

/// Lists with workers, and resumes the plan after each stop or failure.
async fn resumed(
    client: &CardsClient,
    listing: ListCards,
    workers: usize,
    stop: usize,
    set: fn(Partitioned) -> Partitioned,
) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut failures = Vec::new();
    let mut stream = set(listing.partitioned(workers).parallel_from(Duration::ZERO));
    for _ in 0..400 {
        let mut count = 0;
        let is_over = loop {
            match stream.next().await {
                Some(Ok(card)) => cards.push(card),
                Some(Err(error)) => {
                    failures.push(error.to_string());
                    break false;
                }
                None => break true,
            }
            count += 1;
            if count == stop {
                break false;
            }
        };
        let plan = stored(&stream.plan().unwrap());
        if is_over {
            assert!(plan.is_done());
            let counted: u64 = plan.windows().iter().map(|window| window.cards()).sum();
            assert_eq!(counted, cards.len() as u64);
            return cards;
        }
        stream = set(client.resume_plan(&plan, workers).unwrap().parallel_from(Duration::ZERO));
    }
    panic!("no end: {:?}", failures.last());
}

/// Lists every window of a plan with a client of its own.
async fn by_processes(world: &World, plan: &ListingPlan) -> Vec<Card> {
    let mut cards = Vec::new();
    for index in 0..plan.windows().len() {
        let mut cursor = None;
        for attempt in 0.. {
            let mut plan = stored(plan);
            if let Some(cursor) = cursor.take() {
                plan.record(index, Some(cursor), 0, 0).unwrap();
            }
            let mut items = world
                .client()
                .list_window(&plan, index)
                .unwrap()
                .page_size(world.page_size)
                .items();
            let end = loop {
                match items.next().await {
                    Some(Ok(card)) => cards.push(card),
                    Some(Err(error)) => break Some(error),
                    None => break None,
                }
            };
            assert!(attempt < 50, "no end");
            match end {
                Some(_) => cursor = items.cursor(),
                None => break,
            }
        }
    }
    cards
}

/// Number of threads that share the seeds: most of the time they wait.
const THREADS: u64 = 8;

#[test]
fn every_way_to_list_gives_the_same_cards() {
    std::thread::scope(|scope| {
        for first in 0..THREADS {
            scope.spawn(move || (first..seeds()).step_by(THREADS as usize).for_each(check));
        }
    });
}

fn check(seed: u64) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let world = World::start(seed).await;
        let all = ids(&world.undisturbed().await);
        assert_eq!(ids(&world.sequential(0).await), all, "seed {seed}: sequential");
        assert_eq!(
            ids(&world.sequential(1 + seed as u8 % 3).await),
            all,
            "seed {seed}: prefetched"
        );
        let client = world.client();
        let stop = if seed.is_multiple_of(2) { usize::MAX } else { world.stop };
        let partitioned = |set| resumed(&client, world.listing(&client), world.workers, stop, set);
        let cards = partitioned(|stream| stream).await;
        assert_eq!(ids(&cards), all, "seed {seed}: partitioned");
        let cards = partitioned(Partitioned::in_order).await;
        assert_eq!(ids(&cards), all, "seed {seed}: in order");
        let is_sorted = cards.is_sorted_by_key(|card| (card.created_at, card.id));
        assert!(is_sorted, "seed {seed}: not in order");
        if let Ok(plan) = world.listing(&client).plan(world.workers).await {
            assert_eq!(ids(&by_processes(&world, &plan).await), all, "seed {seed}: processes");
        }
    });
}

//! Simulates, without a server, how long workers take at nearly constant latency.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use chrono::{DateTime, TimeDelta, Utc};

use super::board::{Board, Task};
use super::cuts::{Order, seconds};
use super::seen::Seen;
use crate::Timestamp;
use crate::listing::Span;

struct Worker {
    task: Task,
    seen: Seen,
    cards: Vec<Timestamp>,
    next: usize,
}

/// Returns how many times faster than one worker several are, and the requests.
fn simulate(
    mut times: Vec<Timestamp>,
    order: Order,
    workers: usize,
    per_page: usize,
    in_order: bool,
) -> (f64, usize) {
    let mut random = fastrand::Rng::with_seed(7);
    times.sort_unstable();
    let mut board = Board::new(workers, vec![Span::default()], Span::default(), in_order);
    // The windows that wait for those before them, and the beginning of the next.
    let (mut waiting, mut due) = (BTreeMap::new(), Some(None));
    let (mut idle, mut found, mut requests, mut now) = (workers, 0, 0, 0);
    let mut running: Vec<Worker> = Vec::new();
    // When a response arrives, and whose.
    let mut responses: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
    loop {
        while idle > 0
            && let Some(task) = board.take()
        {
            let (from, to) = task.span.requested();
            let first = times.partition_point(|time| from.is_some_and(|from| *time < from));
            let end = times.partition_point(|time| to.is_none_or(|to| *time <= to));
            let mut cards = times[first..end].to_vec();
            match order {
                Order::Ascending => {}
                Order::Descending => cards.reverse(),
                Order::None => random.shuffle(&mut cards),
            }
            running.push(Worker { task, seen: Seen::new(), cards, next: 0 });
            responses.push(Reverse((now + random.u64(980..1_020), running.len() - 1)));
            idle -= 1;
        }
        let Some(Reverse((then, index))) = responses.pop() else { break };
        (now, requests) = (then, requests + 1);
        assert!(requests < 5 * (times.len() / per_page + 60), "no end");
        let worker = &mut running[index];
        let page: Vec<_> = worker.cards.iter().skip(worker.next).take(per_page).copied().collect();
        worker.next += per_page;
        let span = worker.task.span;
        let owned: Vec<_> = page.iter().filter(|time| span.owns(**time)).collect();
        owned.iter().for_each(|time| board.see(**time));
        worker.seen.add_page(owned.iter().map(|time| seconds(**time)));
        if worker.next >= worker.cards.len() {
            found += worker.cards.iter().filter(|time| span.owns(**time)).count();
            board.finish(&worker.task, &worker.seen);
            waiting.insert(span.from, span);
            assert!(!in_order || waiting.len() <= 2 * workers, "too many wait");
            while let Some(span) = due.and_then(|from| waiting.remove(&from)) {
                board.deliver(span);
                due = span.before.map(Some);
            }
        } else if board.is_too_long(&worker.task, &worker.seen) {
            board.split(&worker.task, &worker.seen);
        } else {
            responses.push(Reverse((now + random.u64(980..1_020), index)));
            continue;
        }
        worker.cards = Vec::new();
        idle += 1;
    }
    assert_eq!(found, times.len());
    assert!(board.is_empty() && (!in_order || due.is_none()), "a window did not come");
    let alone = times.len().div_ceil(per_page) * 1_000;
    (alone as f64 / now as f64, requests)
}

fn time(seconds: f64) -> Timestamp {
    let start: DateTime<Utc> = "2016-01-01T00:00:00Z".parse().unwrap();
    (start + TimeDelta::milliseconds((seconds * 1e3) as i64)).into()
}

const YEARS: f64 = 10.0 * 365.25 * 86_400.0;

fn uniform(count: usize) -> Vec<Timestamp> {
    let mut random = fastrand::Rng::with_seed(1);
    (0..count).map(|_| time(random.f64() * YEARS)).collect()
}

/// Nine cards of ten are of one day.
fn skewed(count: usize, day: f64) -> Vec<Timestamp> {
    let mut random = fastrand::Rng::with_seed(1);
    let card = |at| match at % 10 {
        0 => time(random.f64() * YEARS),
        _ => time((day + random.f64()) * 86_400.0),
    };
    (0..count).map(card).collect()
}

#[test]
fn eight_workers_are_nearly_eight_times_as_fast() {
    for (name, times, least) in
        [("uniform", uniform(200_000), 7.5), ("skewed", skewed(200_000, 1_800.0), 7.25)]
    {
        let (speed, requests) = simulate(times, Order::Descending, 8, 100, false);
        assert!(speed > least, "{name}: {speed:.2}, {requests} requests");
    }
}

#[test]
fn no_order_and_no_number_of_cards_makes_windows_endless() {
    for order in [Order::Descending, Order::Ascending, Order::None] {
        for (count, least) in [(0, 0.0), (1, 0.0), (300, 0.4), (20_000, 2.0)] {
            let days = (0..count).map(|at| time((at * 7 % 400) as f64 * 86_400.0)).collect();
            let bursts = (0..count).map(|at| time((at / 700) as f64)).collect();
            for times in [uniform(count), skewed(count, 9.0), bursts, vec![time(0.0); count], days]
            {
                let length =
                    seconds(*times.iter().max().unwrap_or(&time(0.0))) - seconds(time(0.0));
                let (speed, requests) = simulate(times, order, 8, 100, false);
                // Requests for narrow windows overlap.
                let least = if length < 60.0 { least / 6.0 } else { least };
                assert!(speed >= least, "{count} {order:?}: {speed:.2}, {requests} requests");
            }
        }
    }
}

#[test]
fn windows_in_order_are_delivered_to_the_end_and_few_wait() {
    for order in [Order::Descending, Order::Ascending, Order::None] {
        for (name, times, least) in
            [("uniform", uniform(20_000), 3.0), ("skewed", skewed(20_000, 1_800.0), 2.0)]
        {
            let (speed, requests) = simulate(times, order, 8, 100, true);
            assert!(speed > least, "{name} {order:?}: {speed:.2}, {requests} requests");
        }
    }
}

#[test]
fn a_window_is_not_divided_after_one_page_however_large() {
    let mut board = Board::new(8, vec![Span::default()], Span::default(), true);
    let (task, mut seen) = (board.take().unwrap(), Seen::new());
    seen.add_page([1.9e9, 1.8e9]);
    assert!(!board.must_be_split(&task, &seen));
    seen.add_page([1.7e9, 1.6e9]);
    assert!(board.must_be_split(&task, &seen));
}

#[test]
fn small_pages_and_few_workers_come_to_an_end() {
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..500 {
        let (count, length) = (random.usize(..200), 1.5_f64.powi(random.i32(0..50)));
        let unit = [0.0001, 1.0, 3_600.0, 86_400.0][random.usize(..4)];
        let times = (0..count).map(|_| time((random.f64() * length / unit).floor() * unit));
        let times = times.collect();
        let order = [Order::Descending, Order::Ascending, Order::None][random.usize(..3)];
        simulate(times, order, random.usize(1..6), random.usize(1..15), random.bool());
    }
}

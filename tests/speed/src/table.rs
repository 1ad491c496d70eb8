//! The comparison: every subject in turns in one run, as ratios to the client that is
//! written by hand.

use std::fmt::Write as _;
use std::time::Duration;

use crate::measure::{self, Sample, runtime, spread};
use crate::server::{self, Listing};
use crate::subject::{Clients, Outcome, SUBJECTS, Subject, WORKERS};
use crate::{instructions, memory, parquet};

const HEAD: &str = "\
Made by `cargo run --release -p speed`. Ratios to the client written by hand: median
(smallest to largest).
";
const MS_20: Duration = Duration::from_millis(20);

const SCENARIOS: [Scenario; 3] = [
    Scenario {
        title: "response at once",
        pages: 100,
        rounds: 51,
        latency: Duration::ZERO,
        consumer: Duration::ZERO,
    },
    Scenario {
        title: "response after 20 ms",
        pages: 25,
        rounds: 5,
        latency: MS_20,
        consumer: Duration::ZERO,
    },
    Scenario {
        title: "response after 20 ms, consumer takes 20 ms a page",
        pages: 25,
        rounds: 5,
        latency: MS_20,
        consumer: MS_20,
    },
];

/// Compares everything; returns Markdown.
pub(crate) fn compare() -> Outcome<String> {
    let mut text = HEAD.to_owned();
    for scenario in &SCENARIOS {
        writeln!(text, "\n{}:\n", scenario.title)?;
        writeln!(text, "| client | wall | processor | peak memory | allocations |")?;
        writeln!(text, "|---|--:|--:|--:|--:|")?;
        text.push_str(&rows(scenario)?);
    }
    writeln!(
        text,
        "\n`partitioned({WORKERS})`. Finding the windows takes about as long as five to ten \
         pages, whatever their number:\n"
    )?;
    writeln!(
        text,
        "| cards by `created_at` | pages | response after | times as fast as items() | \
         memory a worker |"
    )?;
    writeln!(text, "|---|--:|--:|--:|--:|")?;
    text.push_str(&partitioned_rows()?);
    writeln!(text, "\nInstructions, counted by callgrind:\n")?;
    writeln!(text, "| client | a card | ratio | start and ten cards | ratio |")?;
    writeln!(text, "|---|--:|--:|--:|--:|")?;
    text.push_str(&instruction_rows()?);
    text.push_str(&parquet::rows()?);
    writeln!(text, "\nMemory, counted by the allocator:\n")?;
    text.push_str(&memory::rows()?);
    Ok(text)
}

/// How many times faster the workers of `partitioned` list than `items()`, and the most
/// memory that each takes.
fn partitioned_rows() -> Outcome<String> {
    let mut text = String::new();
    for (pages, is_skewed, latency, rounds) in [
        (2_000, false, MS_20, 3),
        (2_000, true, MS_20, 3),
        (300, false, MS_20, 3),
        (300, true, MS_20, 3),
        (300, false, Duration::ZERO, 51),
        (300, true, Duration::ZERO, 51),
    ] {
        let cards = pages * server::PER_PAGE;
        let url = server::serve(Listing { cards, latency, is_skewed });
        let (runtime, clients) = (runtime()?, Clients::new(&url)?);
        let (mut times, mut peak) = (Vec::new(), 0);
        for _ in 0..rounds {
            let list = |subject| {
                let work = clients.list(subject, Duration::ZERO);
                let (sums, sample) = measure::run(&runtime, work);
                match sums?.0 == cards as u64 {
                    true => Outcome::Ok(sample),
                    false => Err(format!("{} misses cards", subject.name()).into()),
                }
            };
            let (one, many) = (list(Subject::Items)?, list(Subject::Partitioned)?);
            times.push(one.wall.as_secs_f64() / many.wall.as_secs_f64());
            peak = peak.max(many.peak);
        }
        let [least, median, most] = spread(times);
        let spread_of = if is_skewed { "nine of ten in a hundredth of the time" } else { "even" };
        let (millis, memory) = (latency.as_millis(), peak as f64 / 1e6 / WORKERS as f64);
        writeln!(
            text,
            "| {spread_of} | {pages} | {millis} ms | {median:.2} ({least:.2} to {most:.2}) | {memory:.2} MB |"
        )?;
    }
    Ok(text)
}

/// One comparison.
struct Scenario {
    title: &'static str,
    pages: usize,
    rounds: usize,
    latency: Duration,
    consumer: Duration,
}

fn rows(scenario: &Scenario) -> Outcome<String> {
    let cards = scenario.pages * server::PER_PAGE;
    let url = server::serve(Listing { cards, latency: scenario.latency, is_skewed: false });
    let (runtime, clients) = (runtime()?, Clients::new(&url)?);
    let mut samples: Vec<Vec<Sample>> = vec![Vec::new(); SUBJECTS.len()];
    for round in 0..=scenario.rounds {
        for turn in 0..SUBJECTS.len() {
            // Each is first, second and last in turn.
            let index = (turn + round) % SUBJECTS.len();
            let work = clients.list(SUBJECTS[index], scenario.consumer);
            let (sums, sample) = measure::run(&runtime, work);
            if sums?.0 != cards as u64 {
                return Err(format!("{} misses cards", SUBJECTS[index].name()).into());
            }
            // The first round warms connections up.
            if round > 0 {
                samples[index].push(sample);
            }
        }
    }
    let mut text = String::new();
    for (subject, own) in SUBJECTS.iter().zip(&samples) {
        let ratio = |of: fn(&Sample) -> f64| {
            let pairs = own.iter().zip(&samples[0]);
            let [least, median, most] = spread(pairs.map(|(a, b)| of(a) / of(b)).collect());
            format!("{median:.2} ({least:.2} to {most:.2})")
        };
        let wall = ratio(|sample| sample.wall.as_secs_f64());
        let cpu = ratio(|sample| sample.cpu.as_secs_f64());
        let (peak, allocations) =
            (ratio(|sample| sample.peak as f64), ratio(|sample| sample.allocations as f64));
        writeln!(text, "| {} | {wall} | {cpu} | {peak} | {allocations} |", subject.name())?;
    }
    Ok(text)
}

fn instruction_rows() -> Outcome<String> {
    let mut text = String::new();
    let mut first = None;
    for subject in SUBJECTS {
        let of = |cards| {
            let url = server::serve(Listing { cards, latency: Duration::ZERO, is_skewed: false });
            Ok(vec!["list".to_owned(), subject.name().to_owned(), url])
        };
        let arguments = of(10)?;
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (Some(card), Some(start)) =
            (instructions::per_card(of)?, instructions::count(&arguments)?)
        else {
            return Ok("| valgrind is not installed | | | | |\n".to_owned());
        };
        let start = start as f64;
        let (base_card, base_start) = *first.get_or_insert((card, start));
        writeln!(
            text,
            "| {} | {card:.0} | {:.2} | {:.1} M | {:.2} |",
            subject.name(),
            card / base_card,
            start / 1e6,
            start / base_start
        )?;
    }
    Ok(text)
}

/// Lists once; a child process of this program.
pub(crate) fn list(name: &str, url: &str) -> Outcome<()> {
    let subject = Subject::named(name).ok_or("there is no such subject")?;
    runtime()?.block_on(crate::subject::start_and_list(subject, url))?;
    Ok(())
}

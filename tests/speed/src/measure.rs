//! One run: by the clock, on the processor, and in memory.

use std::fs;
use std::future::Future;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use crate::subject::Outcome;

/// What one run took. The server and its threads are not in it, but in `wall`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    pub(crate) allocations: u64,
    /// Most bytes in use, above those at the start.
    pub(crate) peak: u64,
}

pub(crate) fn runtime() -> Outcome<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// Runs a future on this thread and measures it.
pub(crate) fn run<T>(runtime: &Runtime, work: impl Future<Output = T>) -> (T, Sample) {
    let (start, cpu_before) = (Instant::now(), cpu());
    let mut output = None;
    let memory = allocation_counter::measure(|| output = Some(runtime.block_on(work)));
    let sample = Sample {
        wall: start.elapsed(),
        cpu: cpu().saturating_sub(cpu_before),
        allocations: memory.count_total,
        peak: memory.bytes_max,
    };
    (output.expect("it has run"), sample)
}

/// Time of this thread on a processor; zero where the system does not say.
fn cpu() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or(0))
}

/// Smallest, median and largest of some ratios.
pub(crate) fn spread(mut ratios: Vec<f64>) -> [f64; 3] {
    ratios.sort_by(f64::total_cmp);
    [ratios[0], ratios[ratios.len() / 2], ratios[ratios.len() - 1]]
}

//! The consumers side by side, as Markdown.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use super::build::Cost;

/// A consumer and what it costs.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) crates: usize,
    pub(super) cost: Cost,
}

/// The middle one of each kind of cost.
pub(super) fn median(costs: &[Cost]) -> Cost {
    let middle = |mut times: Vec<Duration>| {
        times.sort_unstable();
        let at = |index: usize| times.get(index).copied().unwrap_or_default();
        (at(times.len().saturating_sub(1) / 2) + at(times.len() / 2)) / 2
    };
    let processor: Option<Vec<Duration>> = costs.iter().map(|cost| cost.processor).collect();
    Cost {
        wall: middle(costs.iter().map(|cost| cost.wall).collect()),
        processor: processor.map(middle),
    }
}

/// How many times the first consumer's cold build the last one's is: of the time
/// on processors where it is known, since the clock counts what else goes on.
pub(super) fn opting_out(rows: &[Row]) -> f64 {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return f64::NAN };
    let processor = last.cost.processor.zip(first.cost.processor);
    let (last, first) = processor.unwrap_or((last.cost.wall, first.cost.wall));
    last.as_secs_f64() / first.as_secs_f64()
}

/// Writes the table, each cost with its ratio to the first row's, and under it
/// what it is true of.
pub(super) fn write(rows: &[Row], runs: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| client | crates | | cold build | | processor time | |")?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
    for row in rows {
        let first = rows.first().unwrap_or(row);
        let crates = f64::from(u32::try_from(row.crates).unwrap_or(u32::MAX));
        let crates_of_first = f64::from(u32::try_from(first.crates).unwrap_or(u32::MAX));
        write!(out, "| {} | {} | {:.2} |", row.name, row.crates, crates / crates_of_first)?;
        let ratio = |time: Duration, first: Duration| time.as_secs_f64() / first.as_secs_f64();
        let wall = row.cost.wall;
        write!(out, " {:.1} s | {:.2} |", wall.as_secs_f64(), ratio(wall, first.cost.wall))?;
        match row.cost.processor.zip(first.cost.processor) {
            Some((time, first)) => {
                writeln!(out, " {:.1} s | {:.2} |", time.as_secs_f64(), ratio(time, first))?;
            }
            None => writeln!(out, " | |")?,
        }
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    writeln!(out, "\n{cores} cores, {arch} {os}, medians of {runs}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

    use std::time::Duration;

    use super::{Cost, Row, median, opting_out, write};

    fn cost(wall: u64, processor: Option<u64>) -> Cost {
        Cost { wall: Duration::from_secs(wall), processor: processor.map(Duration::from_secs) }
    }

    #[test]
    fn the_median_is_of_each_kind_of_cost_by_itself() {
        let costs = [cost(9, Some(1)), cost(1, Some(3)), cost(2, Some(2))];
        assert_eq!(median(&costs), cost(2, Some(2)));
        assert_eq!(median(&costs[..2]), cost(5, Some(2)));
        assert_eq!(median(&[cost(1, None), cost(3, Some(1))]), cost(2, None));
        assert_eq!(median(&[]), cost(0, Some(0)));
    }

    #[test]
    fn every_cost_has_its_ratio_to_the_first_rows() {
        let rows = [
            Row { name: "one", crates: 100, cost: cost(40, Some(50)) },
            Row { name: "two", crates: 120, cost: cost(50, Some(75)) },
            Row { name: "three", crates: 150, cost: cost(48, None) },
        ];
        let mut out = Vec::new();
        write(&rows, 3, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2], "| one | 100 | 1.00 | 40.0 s | 1.00 | 50.0 s | 1.00 |");
        assert_eq!(lines[3], "| two | 120 | 1.20 | 50.0 s | 1.25 | 75.0 s | 1.50 |");
        assert_eq!(lines[4], "| three | 150 | 1.50 | 48.0 s | 1.20 | | |");
        assert!(text.ends_with(", medians of 3\n"), "{text}");
        assert!(
            (opting_out(&rows) - 1.2).abs() < 1e-9,
            "by the clock, where nothing else is known"
        );
        assert!((opting_out(&rows[..2]) - 1.5).abs() < 1e-9, "by processor time");
    }

    #[test]
    fn what_was_not_measured_is_within_no_limit() {
        assert!(opting_out(&[]).is_nan());
    }
}

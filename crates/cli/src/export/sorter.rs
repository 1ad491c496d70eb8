//! Rows in a defined order, in bounded memory: sorted runs in unnamed files, merged.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};
use std::iter::{self, Peekable};
use std::mem;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most rows in memory: cards take about a kilobyte each.
const RUN: usize = 16_384;

/// Collects rows; those beyond the ones in memory go to files in a folder, as JSON.
pub(super) struct Sorter<R> {
    folder: PathBuf,
    compare: fn(&R, &R) -> Ordering,
    rows: Vec<R>,
    runs: Vec<File>,
    most: usize,
}

/// The rows of a sorted run.
type Run<R> = Peekable<Box<dyn Iterator<Item = io::Result<R>>>>;

impl<R: Serialize + DeserializeOwned + 'static> Sorter<R> {
    pub(super) fn new(folder: &Path, compare: fn(&R, &R) -> Ordering) -> Self {
        Self { folder: folder.into(), compare, rows: Vec::new(), runs: Vec::new(), most: RUN }
    }

    pub(super) fn push(&mut self, row: R) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() < self.most {
            return Ok(());
        }
        self.rows.sort_by(self.compare);
        // A file without a name is gone when the process is.
        let mut file = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        for row in self.rows.drain(..) {
            serde_json::to_writer(&mut file, &row)?;
            // Fields that the document does not name keep their line breaks; JSON has no NUL.
            file.write_all(&[0])?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }

    /// Returns the rows in order; equal rows in the order in which they were added.
    pub(super) fn sorted(&mut self) -> impl Iterator<Item = io::Result<R>> {
        let compare = self.compare;
        self.rows.sort_by(compare);
        let mut runs: Vec<Run<R>> = mem::take(&mut self.runs).into_iter().map(run).collect();
        let rest: Box<dyn Iterator<Item = _>> =
            Box::new(mem::take(&mut self.rows).into_iter().map(Ok));
        runs.push(rest.peekable());
        iter::from_fn(move || {
            let heads = runs.iter_mut().enumerate();
            let heads = heads.filter_map(|(place, run)| Some((place, run.peek()?)));
            // An error, or of equal rows the first.
            let (place, _) = heads.min_by(|(_, one), (_, other)| match (one, other) {
                (Ok(one), Ok(other)) => compare(one, other),
                (one, other) => one.is_ok().cmp(&other.is_ok()),
            })?;
            runs[place].next()
        })
    }
}

fn run<R: DeserializeOwned + 'static>(file: File) -> Run<R> {
    let rows = BufReader::new(file).split(0);
    let rows: Box<dyn Iterator<Item = _>> =
        Box::new(rows.map(|row| Ok(serde_json::from_slice(&row?)?)));
    rows.peekable()
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;
    use std::io;

    use serde_json::value::RawValue;

    use super::Sorter;

    #[test]
    fn a_row_keeps_the_line_breaks_of_an_object_that_the_server_sent() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::<Box<RawValue>>::new(folder.path(), |_, _| Ordering::Equal);
        sorter.most = 1;
        sorter.push(RawValue::from_string("{\n  \"a\": 1\n}".to_owned()).unwrap()).unwrap();
        let rows: Vec<_> = sorter.sorted().map(|row| row.unwrap().get().to_owned()).collect();
        assert_eq!(rows, ["{\n  \"a\": 1\n}"]);
    }

    #[test]
    fn rows_are_in_order_whether_they_fit_into_memory_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let rows: Vec<(u8, String)> =
            (0..500).map(|n: u32| (b'a' + (n * 7 % 26) as u8, n.to_string())).collect();
        let mut expected = rows.clone();
        expected.sort_by_key(|row| row.0);
        for most in [1, 7, 499, 500, 501] {
            let mut sorter =
                Sorter::new(folder.path(), |one: &(u8, String), other| one.0.cmp(&other.0));
            sorter.most = most;
            rows.iter().for_each(|row| sorter.push(row.clone()).unwrap());
            let sorted: io::Result<Vec<_>> = sorter.sorted().collect();
            assert_eq!(sorted.unwrap(), expected, "{most}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

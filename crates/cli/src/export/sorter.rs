//! Rows in a defined order, in bounded memory: sorted runs in unnamed files, merged.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};
use std::mem;
use std::path::PathBuf;

/// Most rows in memory: cards take about a kilobyte each.
const RUN: usize = 16_384;

/// A row that is sorted. Its text has no NUL.
pub(super) trait Row: Sized {
    fn compare(&self, other: &Self) -> Ordering;
    fn text(&self) -> String;
    fn read(text: &[u8]) -> io::Result<Self>;
}

/// Collects rows; those beyond the ones in memory go to files in a folder.
pub(super) struct Sorter<R> {
    folder: PathBuf,
    rows: Vec<R>,
    runs: Vec<File>,
    most: usize,
}

impl<R: Row + 'static> Sorter<R> {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, rows: Vec::new(), runs: Vec::new(), most: RUN }
    }

    pub(super) fn push(&mut self, row: R) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() < self.most {
            return Ok(());
        }
        self.rows.sort_by(R::compare);
        // A file without a name is gone when the process is.
        let mut file = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        for row in self.rows.drain(..) {
            file.write_all(row.text().as_bytes())?;
            file.write_all(&[0])?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }

    /// Returns the rows in order; equal rows in the order in which they were added.
    pub(super) fn sorted(mut self) -> io::Result<Sorted<R>> {
        self.rows.sort_by(R::compare);
        let mut runs: Vec<Run<R>> = self.runs.into_iter().map(Run::of_file).collect();
        runs.push(Run { head: None, rest: Box::new(self.rows.into_iter().map(Ok)) });
        runs.iter_mut().try_for_each(Run::advance)?;
        Ok(Sorted(runs))
    }
}

/// Merges sorted runs.
pub(super) struct Sorted<R>(Vec<Run<R>>);

impl<R: Row + 'static> Iterator for Sorted<R> {
    type Item = io::Result<R>;

    fn next(&mut self) -> Option<Self::Item> {
        let runs = self.0.iter_mut().filter(|run| run.head.is_some());
        // Of equal rows the first.
        let run = runs.min_by(|one, other| match (&one.head, &other.head) {
            (Some(one), Some(other)) => one.compare(other),
            _ => Ordering::Equal,
        })?;
        let row = mem::take(&mut run.head)?;
        Some(run.advance().map(|()| row))
    }
}

/// A sorted run, and its first row.
struct Run<R> {
    head: Option<R>,
    rest: Box<dyn Iterator<Item = io::Result<R>>>,
}

impl<R: Row + 'static> Run<R> {
    fn of_file(file: File) -> Self {
        let texts = BufReader::new(file).split(0);
        Self { head: None, rest: Box::new(texts.map(|text| R::read(&text?))) }
    }

    fn advance(&mut self) -> io::Result<()> {
        self.head = self.rest.next().transpose()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;
    use std::io;

    use super::{Row, Sorter};

    impl Row for (u8, String) {
        fn compare(&self, other: &Self) -> Ordering {
            self.0.cmp(&other.0)
        }

        fn text(&self) -> String {
            format!("{}{}", char::from(self.0), self.1)
        }

        fn read(text: &[u8]) -> io::Result<Self> {
            Ok((text[0], String::from_utf8_lossy(&text[1..]).into_owned()))
        }
    }

    #[test]
    fn rows_are_in_order_whether_they_fit_into_memory_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let rows: Vec<(u8, String)> =
            (0..500).map(|n: u32| (b'a' + (n * 7 % 26) as u8, n.to_string())).collect();
        let mut expected = rows.clone();
        expected.sort_by(Row::compare);
        for most in [1, 7, 499, 500, 501] {
            let mut sorter = Sorter::new(folder.path().to_owned());
            sorter.most = most;
            rows.iter().for_each(|row| sorter.push(row.clone()).unwrap());
            let sorted: io::Result<Vec<_>> = sorter.sorted().unwrap().collect();
            assert_eq!(sorted.unwrap(), expected, "{most}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

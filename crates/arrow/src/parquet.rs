//! Cards as a Parquet file.

use std::fmt;
use std::io::{self, Write};

use arrow_array::cast::AsArray as _;
use arrow_array::types::TimestampMicrosecondType;
use arrow_array::{Array as _, RecordBatch, UInt32Array};
use arrow_schema::ArrowError;
use arrow_select::take::take_record_batch;
use dintero_cards::Card;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::batches::CardBatches;
use crate::column::DEFINITIONS;
use crate::schema::{metadata, schema};

/// Most rows of a row group of a Parquet file.
///
/// A writer keeps and sorts a row group in memory, so it is no larger; each has statistics
/// and dictionaries of its own, so it is no smaller.
pub const ROW_GROUP: usize = 65_536;

/// Writes cards into a Parquet file.
///
/// Each row group of at most [`ROW_GROUP`] rows is sorted by `created_at`, then by `id`; rows
/// without these come last. Compression is zstd. The same cards give the same bytes: a
/// file has neither the time nor the path of its creation. A writer needs about 70 MB,
/// however many cards there are.
///
/// ```
/// use dintero_cards::Card;
/// use dintero_cards_arrow::ParquetWriter;
///
/// let mut writer = ParquetWriter::new(Vec::new())?;
/// let card: Card = serde_json::from_str(r#"{"amount":50000,"currency":"NOK"}"#)?;
/// writer.write(&card)?;
/// let written = writer.finish()?;
/// assert_eq!(written.rows, 1);
/// assert!(written.out.starts_with(b"PAR1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ParquetWriter<W: Write> {
    out: W,
    /// Whether a write to the output failed, so that a part of the file is missing.
    is_lost: bool,
    /// Writes into memory, from which a row group goes to the output once it is complete.
    writer: ArrowWriter<Vec<u8>>,
    /// Indexes of the columns of the file.
    columns: Vec<usize>,
    batches: CardBatches,
    rows: u64,
    exact_times: u64,
}

/// A Parquet file that is complete.
#[non_exhaustive]
pub struct ParquetFile<W> {
    /// What was written to.
    pub out: W,
    /// Number of cards.
    pub rows: u64,
    /// Number of cards with a time that the column `exact_times` has in full.
    pub exact_times: u64,
}

impl<W: Write> ParquetWriter<W> {
    /// Begins a file with all columns.
    ///
    /// # Errors
    /// The output could not be written.
    pub fn new(out: W) -> io::Result<Self> {
        Self::with_columns(out, &Vec::from_iter(0..DEFINITIONS.len()))
    }

    /// Begins a file with some columns of [`schema`], by their indexes.
    ///
    /// # Errors
    /// An index is out of range, or the output could not be written.
    pub fn with_columns(out: W, columns: &[usize]) -> io::Result<Self> {
        let own = schema().project(columns).map_err(io::Error::other)?;
        // With the Arrow schema in the file, pyarrow could not group by a column that is a
        // dictionary: each row group has its own.
        let options = ArrowWriterOptions::new()
            .with_properties(properties(columns))
            .with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(Vec::new(), own.into(), options)?;
        Ok(Self {
            out,
            is_lost: false,
            writer,
            columns: columns.to_vec(),
            batches: CardBatches::new(ROW_GROUP),
            rows: 0,
            exact_times: 0,
        })
    }

    /// Writes a card.
    ///
    /// # Errors
    /// The output could not be written. The file is then lost.
    pub fn write(&mut self, card: &Card) -> io::Result<()> {
        match self.batches.append(card) {
            Some(batch) => self.group(batch),
            None => Ok(()),
        }
    }

    /// Writes the rest of the file, and flushes the output.
    ///
    /// # Errors
    /// The output could not be written.
    pub fn finish(mut self) -> io::Result<ParquetFile<W>> {
        if let Some(batch) = self.batches.finish() {
            self.group(batch)?;
        }
        let exact_times = ("dintero.exact_times", self.exact_times.to_string());
        for (key, value) in metadata().into_iter().chain([exact_times]) {
            self.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
        }
        self.writer.finish()?;
        self.send()?;
        self.out.flush()?;
        Ok(ParquetFile { out: self.out, rows: self.rows, exact_times: self.exact_times })
    }

    /// Returns the output, which has the row groups that are complete.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// Writes a row group.
    fn group(&mut self, batch: RecordBatch) -> io::Result<()> {
        let batch = sorted(batch).map_err(io::Error::other)?;
        self.rows += batch.num_rows() as u64;
        let exact_times = batch.column(index_of("exact_times"));
        self.exact_times += (exact_times.len() - exact_times.null_count()) as u64;
        let batch = batch.project(&self.columns).map_err(io::Error::other)?;
        self.writer.write(&batch)?;
        self.writer.flush()?;
        self.send()
    }

    /// Sends what the writer has to the output, unless a part of it is lost already.
    fn send(&mut self) -> io::Result<()> {
        if self.is_lost {
            return Err(io::Error::other("an earlier write failed, so the file is lost"));
        }
        self.is_lost = true;
        self.out.write_all(self.writer.inner())?;
        self.writer.inner_mut().clear();
        self.is_lost = false;
        Ok(())
    }
}

impl<W: Write> fmt::Debug for ParquetWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows + self.batches.rows() as u64;
        f.debug_struct("ParquetWriter").field("rows", &rows).finish_non_exhaustive()
    }
}

/// Without the output, which may be the cards themselves.
impl<W> fmt::Debug for ParquetFile<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParquetFile").field("rows", &self.rows).finish_non_exhaustive()
    }
}

fn properties(columns: &[usize]) -> WriterProperties {
    let created_at = columns.iter().position(|column| *column == index_of("created_at"));
    let sorting = created_at.map(|index| {
        let column_idx = index.try_into().expect("the columns are few");
        vec![SortingColumn { column_idx, descending: false, nulls_first: false }]
    });
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("dintero-cards-arrow version ", env!("CARGO_PKG_VERSION")).into())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_sorting_columns(sorting);
    for definition in &DEFINITIONS {
        let path = ColumnPath::from(definition.name);
        if definition.is_unique() {
            properties = properties.set_column_dictionary_enabled(path, false);
        } else if definition.is_json() {
            // Nobody compares JSON texts, and they would stand in the file twice.
            properties = properties.set_column_statistics_enabled(path, EnabledStatistics::None);
        }
    }
    properties.build()
}

/// Sorts rows by `created_at`, then by `id`, then by their arrival.
fn sorted(batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
    let times = batch.column(index_of("created_at")).as_primitive::<TimestampMicrosecondType>();
    let ids = batch.column(index_of("id")).as_string::<i32>();
    let key = |row: &u32| {
        let row = *row as usize;
        let (time, id) = (times.is_valid(row).then(|| times.value(row)), ids.is_valid(row));
        (time.is_none(), time, !id, ids.value(row))
    };
    let rows = u32::try_from(batch.num_rows()).expect("a row group is small");
    let mut order: Vec<u32> = (0..rows).collect();
    if order.is_sorted_by_key(key) {
        return Ok(batch);
    }
    order.sort_by(|one, other| key(one).cmp(&key(other)));
    take_record_batch(&batch, &UInt32Array::from(order))
}

fn index_of(name: &str) -> usize {
    DEFINITIONS.iter().position(|column| column.name == name).expect("the schema has the column")
}

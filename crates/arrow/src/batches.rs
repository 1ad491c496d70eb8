//! Cards as record batches.

use std::fmt;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, SchemaRef};
use dintero_cards::Card;

use crate::column::{Column, DEFINITIONS};
use crate::schema::schema;

/// Bytes of text from which on a batch is full: long texts take bounded memory, and stay far
/// below the 2 GiB that a column of texts can hold.
const FULL: usize = 32 << 20;

/// Collects cards into record batches of bounded size.
///
/// ```
/// use dintero_cards::Card;
/// use dintero_cards_arrow::CardBatches;
///
/// let mut batches = CardBatches::new(8_192);
/// let card: Card = serde_json::from_str(r#"{"amount":50000,"currency":"NOK"}"#)?;
/// for card in [card.clone(), card] {
///     if let Some(batch) = batches.append(&card) {
///         println!("{} rows", batch.num_rows());
///     }
/// }
/// let last = batches.finish().expect("there are cards");
/// assert_eq!(last.num_rows(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct CardBatches {
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
    most: usize,
}

impl CardBatches {
    /// Returns batches of all columns, with at most this number of rows.
    #[must_use]
    pub fn new(rows: usize) -> Self {
        let columns = DEFINITIONS.iter().map(|definition| definition.column()).collect();
        Self { schema: schema(), columns, rows: 0, most: rows }
    }

    /// Returns batches of some columns of [`schema`], by their indexes.
    ///
    /// # Errors
    /// An index is out of range.
    pub fn with_columns(rows: usize, columns: &[usize]) -> Result<Self, ArrowError> {
        let schema = Arc::new(schema().project(columns)?);
        let columns = columns.iter().map(|index| DEFINITIONS[*index].column()).collect();
        Ok(Self { schema, columns, rows: 0, most: rows })
    }

    /// Returns the schema of the batches.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Returns the number of cards that are not in a batch yet.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Appends a card. Returns a batch when it is full: it has the number of rows, or
    /// 32 MiB of text.
    ///
    /// # Panics
    /// The texts of one card take 2 GiB.
    pub fn append(&mut self, card: &Card) -> Option<RecordBatch> {
        self.columns.iter_mut().for_each(|column| column.append(card));
        self.rows += 1;
        let is_full =
            self.rows >= self.most || self.columns.iter().map(Column::bytes).sum::<usize>() >= FULL;
        if is_full { self.finish() } else { None }
    }

    /// Returns the cards that are not in a batch yet; None if there are none.
    pub fn finish(&mut self) -> Option<RecordBatch> {
        let rows = std::mem::take(&mut self.rows);
        if rows == 0 {
            return None;
        }
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Column::finish).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(self.schema(), columns, &options);
        Some(batch.expect("the columns are those of the schema"))
    }
}

impl fmt::Debug for CardBatches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardBatches").field("rows", &self.rows).finish_non_exhaustive()
    }
}

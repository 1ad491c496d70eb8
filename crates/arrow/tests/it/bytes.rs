//! The bytes of a file, its row groups, and what happens when it cannot be written.

use std::io::{self, Write};

use arrow_array::Array as _;
use arrow_array::cast::AsArray as _;
use arrow_array::types::TimestampMicrosecondType;
use bytes::Bytes;
use dintero_cards_arrow::{CardBatches, ParquetWriter, schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{FileReader as _, SerializedFileReader};

use crate::{cards, read};

#[tokio::test]
async fn the_same_cards_give_the_same_bytes_in_whatever_order_they_arrive() {
    let mut cards = cards::of_sandbox(500).await;
    cards.extend(cards::unusual().into_iter().filter(|card| card.id.is_some()));
    let file = read::written(&cards);
    assert_eq!(read::written(&cards), file);
    assert_eq!(read::written(cards.iter().rev()), file);
}

#[test]
fn row_groups_are_bounded_and_sorted_by_created_at() {
    let count = 100_000_u64;
    let card = |number: u64| {
        let second = number * 7_919 % 86_400;
        let (hour, minute) = (second / 3_600, second / 60 % 60);
        let time = format!("2026-01-01T{hour:02}:{minute:02}:{:02}Z", second % 60);
        cards::card(&match number % 1_000 {
            0 => format!(r#"{{"amount":{number}}}"#),
            _ => format!(r#"{{"amount":{number},"created_at":"{time}"}}"#),
        })
    };
    let cards: Vec<_> = (0..count).map(card).collect();
    let file = read::written(&cards);
    let reader = SerializedFileReader::new(Bytes::from(file.clone())).unwrap();
    let groups = reader.metadata().row_groups();
    let rows: Vec<i64> = groups.iter().map(|group| group.num_rows()).collect();
    assert_eq!(rows, [65_536, 34_464]);
    let sorting = &groups[0].sorting_columns().unwrap()[0];
    assert_eq!((sorting.descending, sorting.nulls_first), (false, false));
    let mut start = 0;
    let all = read::batches(file);
    let column = |index: usize| {
        let times = all.iter().flat_map(move |batch| {
            batch.column(index).as_primitive::<TimestampMicrosecondType>().iter()
        });
        times.map(|time| time.unwrap_or(i64::MAX)).collect::<Vec<_>>()
    };
    let index = usize::try_from(sorting.column_idx).unwrap();
    assert_eq!(all[0].schema().field(index).name(), "created_at");
    let times = column(index);
    for rows in rows {
        let end = start + usize::try_from(rows).unwrap();
        assert!(times[start..end].is_sorted());
        start = end;
    }
    assert_eq!(all.iter().map(|batch| batch.column(index).null_count()).sum::<usize>(), 100);
}

#[test]
fn a_file_says_its_schema_its_version_and_how_many_times_are_finer() {
    let file = read::written(&cards::unusual());
    let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
    let metadata = reader.metadata().file_metadata();
    let created_by = concat!("dintero-cards-arrow version ", env!("CARGO_PKG_VERSION"));
    assert_eq!(metadata.created_by(), Some(created_by));
    let entries = metadata.key_value_metadata().unwrap();
    let entry = |key: &str| {
        let mut entries = entries.iter().filter(|entry| entry.key == key);
        let value = entries.next().unwrap().value.clone().unwrap();
        assert!(entries.next().is_none(), "{key}");
        value
    };
    assert_eq!(entry("dintero.schema_version"), "1");
    assert_eq!(entry("dintero.exact_times"), "3");
    for key in ["dintero.document", "dintero.document_digest", "dintero.times"] {
        assert_eq!(entry(key), dintero_cards_arrow::schema().metadata()[key]);
    }
}

#[test]
fn a_file_without_cards_has_the_schema() {
    assert!(read::batches(read::written([])).is_empty());
}

#[test]
fn debug_texts_have_no_card_data() {
    let card = cards::card(r#"{"name":"marker","pin":{"code":"marker"}}"#);
    let mut writer = ParquetWriter::new(Vec::new()).unwrap();
    let mut batches = CardBatches::new(10);
    writer.write(&card).unwrap();
    assert!(batches.append(&card).is_none());
    let texts = format!("{writer:?} {batches:?}");
    assert_eq!(texts, "ParquetWriter { rows: 1, .. } CardBatches { rows: 1, .. }");
    assert_eq!(format!("{:?}", writer.finish().unwrap()), "ParquetFile { rows: 1, .. }");
}

/// A disk that is full after some bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.0.min(bytes.len());
        self.0 -= left;
        if left == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(left) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_of_that_kind() {
    let cards = cards::unusual();
    let length = read::written(&cards).len();
    for space in [0, 3, 4, 100, length - 1, length] {
        let written = || {
            let mut writer = ParquetWriter::new(Full(space))?;
            cards.iter().try_for_each(|card| writer.write(card))?;
            writer.finish()
        };
        match written() {
            Ok(written) => assert_eq!((space, written.rows), (length, cards.len() as u64)),
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{space}: {error}"),
        }
    }
}

#[tokio::test]
async fn a_file_of_some_columns_has_no_others_and_the_same_rows() {
    let cards = cards::of_sandbox(200).await;
    let columns = ["name", "amount_balance"].map(|name| schema().index_of(name).unwrap());
    let mut writer = ParquetWriter::with_columns(Vec::new(), &columns).unwrap();
    cards.iter().for_each(|card| writer.write(card).unwrap());
    let file = Bytes::from(writer.finish().unwrap().out);
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let found: Vec<_> = reader.map(Result::unwrap).collect();
    let whole = read::batches(read::written(&cards));
    let expected: Vec<_> = whole.iter().map(|batch| batch.project(&columns).unwrap()).collect();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found.columns(), expected.columns());
    }
    assert!(ParquetWriter::with_columns(Vec::new(), &[99]).is_err());
}

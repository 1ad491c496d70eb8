//! Cards that are read back from a Parquet file.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_schema::DataType;
use bytes::Bytes;
use chrono::{DateTime, SecondsFormat};
use dintero_cards::Card;
use dintero_cards_arrow::{ParquetWriter, schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::value::RawValue;

/// Writes cards into a Parquet file.
pub(crate) fn written<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Vec<u8> {
    let mut writer = ParquetWriter::new(Vec::new()).unwrap();
    cards.into_iter().for_each(|card| writer.write(card).unwrap());
    writer.finish().unwrap().out
}

/// The record batches of a Parquet file, with the schema.
pub(crate) fn batches(file: Vec<u8>) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file)).unwrap();
    for (found, written) in reader.schema().fields().iter().zip(schema().fields()) {
        let data_type = match written.data_type() {
            DataType::Dictionary(_, text) => text,
            other => other,
        };
        assert_eq!((found.name(), found.data_type()), (written.name(), data_type));
    }
    assert_eq!(reader.schema().fields().len(), schema().fields().len());
    reader.build().unwrap().map(Result::unwrap).collect()
}

/// The cards of a record batch, from its columns alone.
pub(crate) fn cards(batch: &RecordBatch) -> Vec<Card> {
    (0..batch.num_rows()).map(|row| serde_json::from_str(&json(batch, row)).unwrap()).collect()
}

fn json(batch: &RecordBatch, row: usize) -> String {
    let mut fields: Vec<(String, String)> = Vec::new();
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        if column.is_null(row) {
            continue;
        }
        let name = field.name().as_str();
        let value = match (name, field.data_type()) {
            ("extra", _) => {
                let object = column.as_string::<i32>().value(row);
                fields.push((String::new(), object[1..object.len() - 1].to_owned()));
                continue;
            }
            ("exact_times", _) => {
                let times = column.as_string::<i32>().value(row);
                for (name, time) in
                    serde_json::from_str::<BTreeMap<String, &RawValue>>(times).unwrap()
                {
                    fields.retain(|(other, _)| *other != name);
                    fields.push((name, time.get().to_owned()));
                }
                continue;
            }
            ("metadata" | "pin", _) => column.as_string::<i32>().value(row).to_owned(),
            (_, DataType::Utf8) => quoted(column.as_string::<i32>().value(row)),
            (_, DataType::Dictionary(..)) => {
                let texts = column.as_dictionary::<Int32Type>().downcast_dict().unwrap();
                let texts: arrow_array::TypedDictionaryArray<'_, _, arrow_array::StringArray> =
                    texts;
                quoted(arrow_array::ArrayAccessor::value(&texts, row))
            }
            (_, DataType::Int64) => column.as_primitive::<Int64Type>().value(row).to_string(),
            (_, DataType::Timestamp(..)) => {
                let micros = column.as_primitive::<TimestampMicrosecondType>().value(row);
                let time = DateTime::from_timestamp_micros(micros).unwrap();
                quoted(&time.to_rfc3339_opts(SecondsFormat::Micros, true))
            }
            other => panic!("{other:?}"),
        };
        fields.push((name.to_owned(), value));
    }
    let texts = fields.iter().map(|(name, value)| match name.as_str() {
        "" => value.clone(),
        name => format!("{}:{value}", quoted(name)),
    });
    format!("{{{}}}", texts.collect::<Vec<_>>().join(","))
}

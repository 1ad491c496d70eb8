//! Cards as comma-separated values, with the names of the fields in the first
//! row. An empty cell is no value; objects are JSON in their cell.

use std::io::Read;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::Fault;
use super::fields::{Field, Written};
use crate::card::NewCard;

/// Reads one card a row; columns of other names are passed over.
pub(super) fn read(file: impl Read, take: &mut dyn FnMut(NewCard)) -> Result<(), Fault> {
    let mut reader = ReaderBuilder::new().from_reader(file);
    let fields: Vec<Option<Field>> = reader
        .headers()
        .map_err(|error| fault(&error))?
        .iter()
        .map(|name| Field::named(name.trim_start_matches('\u{feff}').trim()))
        .collect();
    if fields.iter().all(Option::is_none) {
        return Err((Some(1), "no column has the name of a field of a card".to_owned()));
    }
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| fault(&error))? {
        let mut card = NewCard::new();
        for (field, cell) in fields.iter().zip(&record) {
            let Some(field) = field else { continue };
            let value = if cell.is_empty() { Written::Nothing } else { Written::Text(cell.into()) };
            field.set(&mut card, value).map_err(|message| {
                let line = record.position().and_then(|place| usize::try_from(place.line()).ok());
                (line, message)
            })?;
        }
        take(card);
    }
    Ok(())
}

/// What is wrong, without a word of what is in the file.
fn fault(error: &csv::Error) -> Fault {
    let line = error.position().and_then(|place| usize::try_from(place.line()).ok());
    let message = match error.kind() {
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Utf8 { .. } => "the row is not UTF-8".to_owned(),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the first has {expected_len}")
        }
        _ => "the row cannot be read".to_owned(),
    };
    (line, message)
}

//! Cards as Parquet, in the schema of `dintero-cards-arrow`.

use std::fs::File;
use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use dintero_cards::Card;
use dintero_cards_arrow::{ParquetWriter, schema};

use crate::output::{Fields, Format, Output, Style};
use crate::zone::Zone;

/// Begins a file with these columns, of the chosen fields.
pub(super) fn start(fields: Fields, columns: &[&str]) -> io::Result<Box<dyn Output>> {
    let buffer = Buffer::default();
    let columns: Result<Vec<_>, _> = columns.iter().map(|it| schema().index_of(it)).collect();
    let columns = columns.map_err(io::Error::other)?;
    let writer = Some(ParquetWriter::with_columns(buffer.clone(), &columns)?);
    let chosen = || Style::plain(Format::Ndjson, fields.clone(), Zone::utc()).start();
    let chosen = (!fields.is_all()).then(chosen);
    Ok(Box::new(Parquet { writer, buffer, chosen }))
}

/// A Parquet file that is being written.
struct Parquet {
    /// None once the file has ended.
    writer: Option<ParquetWriter<Buffer>>,
    buffer: Buffer,
    /// Writes cards with the chosen fields alone; None if all of them are.
    chosen: Option<Box<dyn Output>>,
}

impl Output for Parquet {
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()> {
        let cards = match &mut self.chosen {
            None => cards,
            Some(lines) => {
                let mut text = Vec::new();
                lines.page(cards, &mut text)?;
                serde_json::Deserializer::from_slice(&text).into_iter().collect::<Result<_, _>>()?
            }
        };
        if let Some(writer) = &mut self.writer {
            cards.iter().try_for_each(|card| writer.write(card))?;
        }
        out.append(&mut self.buffer.take());
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        if let Some(writer) = self.writer.take() {
            writer.finish()?;
        }
        out.append(&mut self.buffer.take());
        Ok(None)
    }

    fn can_end_early(&self) -> bool {
        false
    }
}

/// What the writer has written and nobody has taken.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! Cards as Parquet, in the schema of `dintero-cards-arrow`.

use std::fs::File;
use std::io;

use dintero_cards::Card;
use dintero_cards_arrow::{ParquetWriter, schema};

use crate::output::{Fields, Format, Output, Style};
use crate::zone::Zone;

/// Begins a file with these columns, of the chosen fields.
pub(super) fn start(fields: Fields, columns: &[&str]) -> io::Result<Box<dyn Output>> {
    let columns: Result<Vec<_>, _> = columns.iter().map(|it| schema().index_of(it)).collect();
    let columns = columns.map_err(io::Error::other)?;
    let writer = Some(ParquetWriter::with_columns(Vec::new(), &columns)?);
    let chosen = || Style::plain(Format::Ndjson, fields.clone(), Zone::utc()).start();
    let chosen = (!fields.is_all()).then(chosen);
    Ok(Box::new(Parquet { writer, chosen }))
}

struct Parquet {
    /// None once the file has ended.
    writer: Option<ParquetWriter<Vec<u8>>>,
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
            out.append(writer.get_mut());
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        if let Some(writer) = self.writer.take() {
            out.append(&mut writer.finish()?.out);
        }
        Ok(None)
    }

    fn can_end_early(&self) -> bool {
        false
    }
}

//! A file of cards that appears when it is complete, and its digest.

use std::io::Read as _;

use dintero_cards::Card;
use hmac_sha256::Hash;

use super::format::Format;
use crate::failure::Failure;
use crate::output::{Fields, Output, Sink};
use crate::zone::Zone;

/// A file that appears when it is complete.
pub(super) struct DataFile {
    output: Box<dyn Output>,
    sink: Sink,
    digest: Hash,
}

impl DataFile {
    pub(super) fn new(
        sink: Sink,
        format: Format,
        fields: Fields,
        zone: Zone,
    ) -> Result<Self, Failure> {
        Ok(Self { output: format.start(fields, zone)?, sink, digest: Hash::new() })
    }

    pub(super) fn write(&mut self, cards: Vec<Card>) -> Result<(), Failure> {
        let mut text = Vec::new();
        self.output.page(cards, &mut text)?;
        self.add(&text)
    }

    /// Puts the file in its place; returns its digest.
    pub(super) fn finish(mut self) -> Result<String, Failure> {
        let mut text = Vec::new();
        let rest = self.output.finish(&mut text)?;
        self.add(&text)?;
        if let Some(mut rest) = rest {
            let mut piece = vec![0; 1 << 16];
            loop {
                match rest.read(&mut piece)? {
                    0 => break,
                    length => self.add(&piece[..length])?,
                }
            }
        }
        self.sink.finish()?;
        match self.output.cut() {
            0 => Ok(hexadecimal(self.digest)),
            texts => Err(Failure::Partial(format!("{texts} texts were cut"))),
        }
    }

    fn add(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.digest.update(text);
        self.sink.write(text)
    }
}

/// Returns a SHA-256 as text.
pub(super) fn hexadecimal(digest: Hash) -> String {
    let bytes = digest.finalize().into_iter();
    format!("sha256:{}", bytes.map(|byte| format!("{byte:02x}")).collect::<String>())
}

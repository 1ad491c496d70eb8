//! SHA-256 digests, as text.

use std::fs::File;
use std::io;
use std::path::Path;

use hmac_sha256::Hash;

use crate::output::pieces;

pub(super) fn of_text(text: &str) -> String {
    hexadecimal(Hash::hash(text.as_bytes()))
}

pub(super) fn of_file(path: &Path) -> io::Result<String> {
    let mut digest = Hash::new();
    pieces(File::open(path)?, |piece| {
        digest.update(piece);
        io::Result::Ok(())
    })?;
    Ok(hexadecimal(digest.finalize()))
}

fn hexadecimal(digest: [u8; 32]) -> String {
    format!("sha256:{}", digest.map(|byte| format!("{byte:02x}")).concat())
}

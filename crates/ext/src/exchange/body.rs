//! Reads a response body up to the largest allowed size.

use bytes::{Bytes, BytesMut};
use reqwest::Response;

use crate::{Error, ErrorKind, Result};

/// Largest usual body in bytes; a page of a hundred cards has about sixty kilobytes. No
/// more is allocated because of `Content-Length` alone, which may be wrong.
pub(crate) const USUAL_BODY: usize = 256 * 1024;

/// Most fields of a large body. A card has about twenty, and a field that the document
/// does not name takes up to a hundred bytes in memory, whatever its length.
const MAX_FIELDS: usize = 1_000_000;

/// Returns the reason not to decode a body with very many fields, by their colons.
pub(super) fn too_many_fields(body: &[u8]) -> Option<String> {
    let exceeds = || body.iter().filter(|byte| **byte == b':').count() > MAX_FIELDS;
    let reason = || format!("more than {MAX_FIELDS} fields");
    (body.len() > MAX_FIELDS && exceeds()).then(reason)
}

pub(super) async fn read(
    context: &str,
    host: &str,
    mut response: Response,
    max_body: usize,
) -> Result<Bytes> {
    let too_large = || {
        let why = format!("{context}: the response of {host} is larger than {max_body} bytes");
        Error::new(ErrorKind::TooLarge, why)
    };
    let announced = response.content_length().map_or(Ok(0), usize::try_from);
    let announced = announced.ok().filter(|length| *length <= max_body).ok_or_else(too_large)?;
    let failed = |error| Error::from_reqwest(context, host, error);
    let Some(first) = response.chunk().await.map_err(failed)? else { return Ok(Bytes::new()) };
    // A body that arrives in one piece is not copied.
    let mut body = BytesMut::new();
    loop {
        if first.len().max(body.len()) > max_body {
            return Err(too_large());
        }
        match response.chunk().await.map_err(failed)? {
            Some(chunk) => {
                if body.is_empty() {
                    let length = announced.min(USUAL_BODY).max(first.len() + chunk.len());
                    body.reserve(length);
                    body.extend_from_slice(&first);
                }
                body.extend_from_slice(&chunk);
            }
            None if body.is_empty() => return Ok(first),
            None => return Ok(body.freeze()),
        }
    }
}

//! Writes damaged responses.
//!
//! The HTTP server writes only correct responses, so this module writes a damaged
//! one directly to the socket that the server releases. The connection ends with
//! it.

use bytes::Bytes;
use tokio::io::{self, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::faults::Action;
use crate::response::Response;

/// Writes a response with the damage of a fault and ends the connection.
pub(crate) async fn send(
    stream: &mut TcpStream,
    response: &Response,
    damage: &Action,
) -> io::Result<()> {
    let (body, length) = (&response.body, u64::try_from(response.body.len()).unwrap_or(u64::MAX));
    let announced = match damage {
        Action::Reset => return stream.set_zero_linger(),
        Action::WrongContentLength(by) => Some(length.saturating_add_signed(*by)),
        Action::UnannouncedBody(_) => None,
        Action::OversizedBody(until) => Some(length.max(*until)),
        _ => Some(length),
    };
    stream.write_all(&head(response, announced)).await?;
    match damage {
        Action::ResetInBody(at) => {
            stream.write_all(&body[..body.len().min(*at)]).await?;
            return stream.set_zero_linger();
        }
        Action::TruncateBody(at) => stream.write_all(&body[..body.len().min(*at)]).await?,
        Action::Drip { bytes, pause } => {
            for piece in body.chunks((*bytes).max(1)) {
                // A sleep of zero still takes a millisecond.
                if !pause.is_zero() {
                    sleep(*pause).await;
                }
                stream.write_all(piece).await?;
            }
        }
        Action::OversizedBody(until) | Action::UnannouncedBody(until) => {
            stream.write_all(body).await?;
            io::copy(&mut io::repeat(b' ').take(until.saturating_sub(length)), stream).await?;
        }
        _ => stream.write_all(body).await?,
    }
    stream.shutdown().await
}

/// Returns the head in HTTP/1.1, with `Connection: close`.
fn head(response: &Response, length: Option<u64>) -> Bytes {
    let status = response.status;
    let reason = status.canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_str()).into_bytes();
    for (name, value) in &response.headers {
        head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    if let Some(length) = length {
        head.extend_from_slice(format!("content-length: {length}\r\n").as_bytes());
    }
    head.extend_from_slice(b"connection: close\r\n\r\n");
    head.into()
}

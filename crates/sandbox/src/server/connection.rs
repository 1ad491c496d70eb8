//! A connection: bounded heads and bodies, answers, and damaged answers, which
//! `wire` writes.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::Handler;
use crate::answer::{Answer, Damage};
use crate::contract::{BODY_LIMIT, BodyFault};
use crate::wire;

/// Time for a head, or between two requests; then the connection is closed. Longer
/// than any pause of a test.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// Time for a body; then the request is refused.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);
/// Maximum length of a head, in bytes; a longer one is 431 without a body.
const HEAD_LIMIT: usize = 64 * 1024;
/// A body that is too large is still read up to this length, so that a client that
/// writes before it reads receives the answer.
const DRAIN_LIMIT: usize = 16 * BODY_LIMIT;

/// An answer that the HTTP server must not write, since it is damaged.
type DamagedAnswer = Arc<Mutex<Option<(Answer, Damage)>>>;

/// An error that makes the HTTP server release the connection.
#[derive(Debug)]
struct AnswerIsDamaged;

impl fmt::Display for AnswerIsDamaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer is damaged and written without the HTTP server")
    }
}

impl std::error::Error for AnswerIsDamaged {}

/// Serves a connection until its end.
pub(super) async fn serve(stream: TcpStream, handler: Handler, mut stopping: watch::Receiver<()>) {
    // Small answers are sent at once; if the option fails, they are sent later.
    let _ = stream.set_nodelay(true);
    let damaged = DamagedAnswer::default();
    let service = {
        let damaged = Arc::clone(&damaged);
        service_fn(move |request| exchange(request, Arc::clone(&handler), Arc::clone(&damaged)))
    };
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_LIMIT)
        // A client that has closed its side still receives its answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    // Errors are those of the client: garbage, silence, a reset. Only a damaged
    // answer remains to be sent.
    tokio::select! {
        _ = &mut connection => {}
        _ = stopping.changed() => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            let _ = (&mut connection).await;
        }
    }
    let damaged = damaged.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some((answer, damage)) = damaged {
        let mut stream = connection.into_parts().io.into_inner();
        // The client may have closed the connection.
        let _ = wire::send(&mut stream, answer, damage).await;
    }
}

async fn exchange(
    request: Request<Incoming>,
    handler: Handler,
    damaged: DamagedAnswer,
) -> Result<Response<Full<Bytes>>, AnswerIsDamaged> {
    let (head, body) = request.into_parts();
    let body = timeout(BODY_TIMEOUT, read(body)).await.unwrap_or(Err(BodyFault::TooSlow));
    let answer = handler(&head, body);
    if !answer.delay.is_zero() {
        sleep(answer.delay).await;
    }
    if let Some(damage) = answer.damage {
        *damaged.lock().unwrap_or_else(PoisonError::into_inner) = Some((answer, damage));
        return Err(AnswerIsDamaged);
    }
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

async fn read(mut body: Incoming) -> Result<Bytes, BodyFault> {
    let mut read = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyFault::Incomplete)?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length > DRAIN_LIMIT {
            return Err(BodyFault::TooLarge);
        }
        if length <= BODY_LIMIT {
            read.extend_from_slice(&data);
        }
    }
    if length > BODY_LIMIT { Err(BodyFault::TooLarge) } else { Ok(read.freeze()) }
}

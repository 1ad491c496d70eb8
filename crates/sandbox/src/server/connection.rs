//! One connection: heads and bodies within bounds, answers, and the way out to
//! `wire` for an answer that shall be damaged.

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

/// A head that is not there by then closes the connection, as does silence
/// between two requests.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// A body that is not there by then is refused.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);
/// Largest head in bytes; more is answered with 431 and no body.
const HEAD_LIMIT: usize = 64 * 1024;
/// A body that is too large is still read up to here, so that a client that
/// only reads once it has written gets to see the answer.
const DRAIN_LIMIT: usize = 16 * BODY_LIMIT;

/// An answer that the HTTP server must not write, on its way around it.
type Detour = Arc<Mutex<Option<(Answer, Damage)>>>;

/// Tells the HTTP server to let go of the connection.
#[derive(Debug)]
struct LetGo;

impl fmt::Display for LetGo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer is written elsewhere")
    }
}

impl std::error::Error for LetGo {}

/// Serves a connection until its end.
pub(super) async fn serve(stream: TcpStream, handler: Handler, mut stopping: watch::Receiver<()>) {
    // Small answers go out at once; where that fails they go out later.
    let _ = stream.set_nodelay(true);
    let detour = Detour::default();
    let service = {
        let detour = Arc::clone(&detour);
        service_fn(move |request| exchange(request, Arc::clone(&handler), Arc::clone(&detour)))
    };
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_LIMIT)
        // A client that says it has no more to say still gets its answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    // An error is the client's: garbage, silence, a reset. It is over either way,
    // but for an answer that is to be damaged.
    tokio::select! {
        _ = &mut connection => {}
        _ = stopping.changed() => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            let _ = (&mut connection).await;
        }
    }
    let damaged = detour.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some((answer, damage)) = damaged {
        let mut stream = connection.into_parts().io.into_inner();
        // The client may be gone; then there is nobody to harm.
        let _ = wire::send(&mut stream, answer, damage).await;
    }
}

async fn exchange(
    request: Request<Incoming>,
    handler: Handler,
    detour: Detour,
) -> Result<Response<Full<Bytes>>, LetGo> {
    let (head, body) = request.into_parts();
    let body = timeout(BODY_TIMEOUT, read(body)).await.unwrap_or(Err(BodyFault::TooSlow));
    let answer = handler(&head, body);
    if !answer.delay.is_zero() {
        sleep(answer.delay).await;
    }
    if let Some(damage) = answer.damage {
        *detour.lock().unwrap_or_else(PoisonError::into_inner) = Some((answer, damage));
        return Err(LetGo);
    }
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

async fn read(mut body: Incoming) -> Result<Bytes, BodyFault> {
    let mut kept = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyFault::Broken)?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length > DRAIN_LIMIT {
            return Err(BodyFault::TooLarge);
        }
        if length <= BODY_LIMIT {
            kept.extend_from_slice(&data);
        }
    }
    if length > BODY_LIMIT { Err(BodyFault::TooLarge) } else { Ok(kept.freeze()) }
}

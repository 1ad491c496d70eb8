//! A connection: bounded heads and bodies, responses, and damaged responses, which
//! `wire` writes.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::app::App;
use crate::contract::{BODY_LIMIT, Violation};
use crate::faults::Action;
use crate::response::Response;
use crate::wire;

/// Time for a head, or between two requests; then the connection is closed. Longer
/// than any pause of a test.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// Time for a body, as for a head; then the request is refused.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);
/// Maximum length of a head, in bytes; a longer one is 431 without a body. It is above the
/// bounds of path and headers together, whose refusals have a body.
const HEAD_LIMIT: usize = 64 * 1024;
/// A body that is too large is still read up to this length, so that a client that
/// writes before it reads receives the response.
const DRAIN_LIMIT: usize = 16 * BODY_LIMIT;

/// Serves a connection until its end.
pub(super) async fn serve(stream: TcpStream, app: Arc<App>, mut stopping: watch::Receiver<()>) {
    // Small responses are sent at once; if the option fails, they are sent later.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| exchange(request, Arc::clone(&app)));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_LIMIT)
        // A client that has closed its side still receives its response.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    let outcome = tokio::select! {
        outcome = &mut connection => outcome,
        _ = stopping.changed() => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    // Other errors are those of the client: garbage, silence, a reset.
    let error = outcome.err();
    let source = error.as_ref().and_then(|error| error.source()?.downcast_ref());
    if let Some(DamagedResponse(response, damage)) = source {
        let mut stream = connection.into_parts().io.into_inner();
        // The client may have closed the connection.
        let _ = wire::send(&mut stream, response, damage).await;
    }
}

/// A response that the HTTP server must not write. As an error of the service it
/// makes the server release the connection.
#[derive(Debug, thiserror::Error)]
#[error("the response is damaged and written without the HTTP server")]
struct DamagedResponse(Response, Action);

async fn exchange(
    request: Request<Incoming>,
    app: Arc<App>,
) -> Result<http::Response<Full<Bytes>>, DamagedResponse> {
    let (head, body) = request.into_parts();
    let too_slow = |_| Err(refused(StatusCode::REQUEST_TIMEOUT, "did not arrive in time"));
    let body = timeout(BODY_TIMEOUT, read(body)).await.unwrap_or_else(too_slow);
    let mut response = app.respond(&head, body);
    if !response.delay.is_zero() {
        sleep(response.delay).await;
    }
    if let Some(damage) = response.damage.take() {
        return Err(DamagedResponse(response, damage));
    }
    let mut sent = http::Response::new(Full::new(response.body));
    (*sent.status_mut(), *sent.headers_mut()) = (response.status, response.headers);
    Ok(sent)
}

async fn read(mut body: Incoming) -> Result<Bytes, Violation> {
    let too_large = || {
        let rule = format!("must have at most {BODY_LIMIT} bytes");
        refused(StatusCode::PAYLOAD_TOO_LARGE, &rule)
    };
    let mut read = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Violation::new("body", "is not complete"))?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length > DRAIN_LIMIT {
            return Err(too_large());
        }
        if length <= BODY_LIMIT {
            read.extend_from_slice(&data);
        }
    }
    if length > BODY_LIMIT { Err(too_large()) } else { Ok(read.freeze()) }
}

fn refused(status: StatusCode, rule: &str) -> Violation {
    Violation::new("body", rule).with_status(status)
}

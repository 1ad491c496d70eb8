//! The one seam through which every request of a generated client goes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientInfo, OperationInfo};
use reqwest::{Client, Request, Response, Result};

/// Sends the requests of a generated client.
///
/// Tokens, attempts, limits and everything else that happens between a request
/// and its response is the transport's to decide; the generated code only
/// writes the one and reads the other. A transport may answer with a response
/// it made itself: `reqwest::Response` can be built from status, headers and
/// bytes by way of `http::Response`.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one request and gives its response.
    ///
    /// `client` is the one that the generated client was made with;
    /// `operation` is the operationId of the document.
    ///
    /// # Errors
    /// Whatever kept a response from arriving.
    fn send<'a>(
        &'a self,
        client: &'a Client,
        request: Request,
        operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>>;
}

/// Sends a request as it is, once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direct;

impl Transport for Direct {
    fn send<'a>(
        &'a self,
        client: &'a Client,
        request: Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>> {
        Box::pin(client.execute(request))
    }
}

/// Gives a request of a generated client to its transport.
pub(crate) async fn hand_over(
    client: &impl ClientInfo<Arc<dyn Transport>>,
    request: Request,
    operation: &OperationInfo,
) -> Result<Response> {
    let request = documented(request);
    client.inner().send(client.client(), request, operation.operation_id).await
}

/// The generator adds a header that no document declares.
fn documented(mut request: Request) -> Request {
    request.headers_mut().remove("api-version");
    request
}

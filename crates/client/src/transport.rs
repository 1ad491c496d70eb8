//! The transport: every request of a generated client passes through it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientInfo, OperationInfo};
use reqwest::{Client, Request, Response, Result};

/// Sends the requests of a generated client.
///
/// The generated code writes requests and reads responses; tokens, attempts, limits
/// and everything else in between belong to the transport. A transport may return a
/// response of its own: `reqwest::Response` can be built from status, headers and
/// bytes by way of `http::Response`.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one request and returns its response.
    ///
    /// `client` is the HTTP client of the generated client; `operation` is the
    /// operationId of the document.
    ///
    /// # Errors
    /// No response was received.
    fn send<'a>(
        &'a self,
        client: &'a Client,
        request: Request,
        operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>>;
}

/// Sends a request unchanged, once.
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

pub(crate) async fn send(
    client: &impl ClientInfo<Arc<dyn Transport>>,
    mut request: Request,
    operation: &OperationInfo,
) -> Result<Response> {
    // The generator adds this header, and no document declares it.
    request.headers_mut().remove("api-version");
    client.inner().send(client.client(), request, operation.operation_id).await
}

//! Decodes the bodies of responses for the generated clients.

use progenitor_client::{Error, ResponseValue};
use reqwest::Response;
use serde::de::DeserializeOwned;

use crate::json;

/// Decodes the body of a response.
///
/// The body is checked to be UTF-8 once; the decoder of bytes checks every text of it.
/// The value of what [`json`](crate::json) refuses, and every error, is that of `serde_json`.
pub(crate) async fn response<T: DeserializeOwned, E>(
    response: Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(Error::ResponseBodyError)?;
    let value = match str::from_utf8(&body) {
        Ok(text) => json::from_str(text).or_else(|_| serde_json::from_str(text)),
        // `serde_json` reports where the bytes are not UTF-8, and ignores that in values that
        // are skipped.
        Err(_) => serde_json::from_slice(&body),
    };
    match value {
        Ok(value) => Ok(ResponseValue::new(value, status, headers)),
        Err(error) => Err(Error::InvalidResponsePayload(body, error)),
    }
}

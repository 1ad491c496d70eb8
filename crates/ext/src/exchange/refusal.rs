//! The errors of responses: statuses that are not a success, and compressed bodies.

use std::time::SystemTime;

use http::header::CONTENT_ENCODING;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::ApiError;
use crate::response::RawResponse;
use crate::retry::retry_after;
use crate::{Error, ErrorKind, Result};

/// Codings of HTTP bodies that an error text may name.
const CODINGS: [&str; 5] = ["br", "compress", "deflate", "gzip", "zstd"];

/// Returns the error of a response whose status is not a success, whatever its body is.
/// `conceal` removes secrets from the texts of the body.
pub(super) fn refused(
    context: &str,
    response: RawResponse,
    conceal: impl Fn(&str) -> String,
) -> Error {
    let api_error = api_error(&response.json(), conceal);
    let wait = retry_after(&response.headers, SystemTime::now());
    let error = Error::new(ErrorKind::Status, context).with_api_error(api_error);
    error.with_retry_after(wait).with_response(response)
}

/// Refuses a body that is still compressed: the HTTP client decompresses what it asked
/// for, and removes the header.
pub(super) fn compressed(context: &str, response: RawResponse) -> Result<RawResponse> {
    let Some(coding) = response.headers.get(CONTENT_ENCODING) else { return Ok(response) };
    let coding = coding.to_str().unwrap_or_default().trim().to_ascii_lowercase();
    if coding.is_empty() || coding == "identity" {
        return Ok(response);
    }
    let name = CODINGS.into_iter().find(|name| *name == coding).unwrap_or("an unknown coding");
    let host = &response.host;
    let context = format!(
        "{context}: the response of {host} is compressed with {name}, which was not requested"
    );
    Err(Error::new(ErrorKind::Decode, context).with_response(response))
}

/// The fields of the documented error body, each of any type; `errors` is documented
/// inside of `error` and beside it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields<'a> {
    #[serde(borrow)]
    error: Option<&'a RawValue>,
    #[serde(borrow)]
    code: Option<&'a RawValue>,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    errors: Option<&'a RawValue>,
}

/// Reads an error body as far as it can be read.
fn api_error(body: &[u8], conceal: impl Fn(&str) -> String) -> Option<ApiError> {
    let body = String::from_utf8_lossy(body);
    let outer: Fields<'_> = serde_json::from_str(&body).ok()?;
    let inner: Fields<'_> = serde_json::from_str(outer.error?.get()).unwrap_or_default();
    let errors = inner.errors.or(outer.errors);
    let text = |json| conceal(&text(json));
    Some(ApiError {
        code: inner.code.map(text),
        message: inner.message.map(text),
        errors: errors.map(|json| conceal(json.get())),
    })
}

/// Returns a text, or any other value as JSON.
fn text(json: &RawValue) -> String {
    serde_json::from_str(json.get()).unwrap_or_else(|_| json.get().to_owned())
}

#[cfg(test)]
mod tests {
    use super::api_error;

    /// Code, message and errors.
    fn read(body: &[u8]) -> [Option<String>; 3] {
        let error = api_error(body, str::to_owned).unwrap();
        [error.code, error.message, error.errors]
    }

    #[test]
    fn an_error_body_of_another_form_loses_nothing() {
        let all = [Some("404"), Some("No card"), Some("[7]")].map(|it| it.map(str::to_owned));
        for body in [
            &br#"{"error":{"code":404,"message":"No card","errors":[7]}}"#[..],
            br#"{"error":{"code":"404","message":"No card"},"errors":[7]}"#,
            br#"{"error":{"code":"404","message":"No card","errors":[7],"new":{}},"errors":{}}"#,
        ] {
            assert_eq!(read(body), all);
        }
        let [code, message, errors] = read(b"{\"error\":{\"code\":null,\"message\":\"\xff\"}}");
        assert_eq!((code, message.as_deref(), errors), (None, Some("\u{fffd}"), None));
        assert_eq!(read(br#"{"error":"NOT FOUND"}"#), [None, None, None]);
        assert!(api_error(b"<html>", str::to_owned).is_none());
    }

    #[test]
    fn the_fields_of_an_error_body_are_those_of_the_document() {
        for name in ["error", "code", "message", "errors"] {
            assert!(dintero_cards_client::is_documented(name), "{name}");
        }
    }
}

//! The error of a response whose status is not a success, whatever its body is.

use std::time::SystemTime;

use dintero_cards_client::cards::types::ErrorBody;

use crate::error::ApiError;
use crate::response::RawResponse;
use crate::retry::retry_after;
use crate::{Error, ErrorKind};

/// Longest code in bytes; anything longer is not a code and stays out of error texts.
const MAX_CODE: usize = 64;

pub(super) fn refused(context: &str, response: RawResponse) -> Error {
    let detail = serde_json::from_slice::<ErrorBody>(&response.body).ok();
    let detail = detail.and_then(|body| body.error);
    let wait = retry_after(&response.headers, SystemTime::now());
    let error =
        Error::new(ErrorKind::Status, context).with_retry_after(wait).with_response(response);
    match detail {
        None => error,
        Some(detail) => {
            let code = detail.code.filter(|code| is_word(code));
            error.with_api_error(ApiError { code, message: detail.message })
        }
    }
}

/// Whether a code looks like `NOT FOUND` or `invalid_request`: capitals, or small
/// letters without a space. An id would have digits, and a name mixes both.
fn is_word(code: &str) -> bool {
    let capitals = |c: char| c.is_ascii_uppercase() || " _-".contains(c);
    let small = |c: char| c.is_ascii_lowercase() || "_.-".contains(c);
    code.len() <= MAX_CODE && (code.chars().all(capitals) || code.chars().all(small))
}

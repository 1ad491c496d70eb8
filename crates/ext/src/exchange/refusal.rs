//! The error of a response that is no success, whatever its body is.

use std::time::SystemTime;

use dintero_cards_client::cards::types::ErrorBody;

use crate::error::{Parts, Refusal};
use crate::retry_after::retry_after;
use crate::{Error, ErrorKind};

/// Codes are words for programs; anything longer stays out of error texts.
const MAX_CODE: usize = 64;

pub(super) fn refused(context: &str, response: Parts) -> Error {
    let detail = serde_json::from_slice::<ErrorBody>(&response.body).ok();
    let detail = detail.and_then(|body| body.error);
    let wait = retry_after(&response.headers, SystemTime::now());
    let error =
        Error::new(ErrorKind::Status, context).with_retry_after(wait).with_response(response);
    match detail {
        None => error,
        Some(detail) => {
            let code = detail.code.filter(|code| is_word(code));
            error.with_refusal(Refusal { code, message: detail.message })
        }
    }
}

/// `NOT FOUND` or `invalid_request`: capitals, or small letters without a
/// space. An id has digits, a name mixes both.
fn is_word(code: &str) -> bool {
    let capitals = |c: char| c.is_ascii_uppercase() || " _-".contains(c);
    let small = |c: char| c.is_ascii_lowercase() || "_.-".contains(c);
    code.len() <= MAX_CODE && (code.chars().all(capitals) || code.chars().all(small))
}

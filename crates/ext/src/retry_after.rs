//! The header `Retry-After`: seconds, or a date of HTTP.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// How long the server asks to wait.
///
/// A date is taken relative to the server's own `Date`, so that clocks that
/// disagree do not matter; without one, relative to `now`. A date in the past
/// is no wait. What is neither number nor date is not there.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds are a very long time.
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some(until.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::{HeaderMap, HeaderValue};

    use super::retry_after;

    const NOW: &str = "Mon, 01 Jun 2026 12:00:00 GMT";

    fn read(value: &str, date: Option<&str>) -> Option<Duration> {
        let now: SystemTime = httpdate::parse_http_date(NOW).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_bytes(value.as_bytes()).unwrap());
        if let Some(date) = date {
            headers.insert("date", HeaderValue::from_str(date).unwrap());
        }
        retry_after(&headers, now)
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(read("0", None), Some(Duration::ZERO));
        assert_eq!(read(" 7 ", None), Some(Duration::from_secs(7)));
        assert_eq!(read("Mon, 01 Jun 2026 12:00:09 GMT", None), Some(Duration::from_secs(9)));
    }

    #[test]
    fn a_date_is_relative_to_the_clock_of_the_server() {
        let skewed = "Mon, 01 Jun 2026 11:00:00 GMT";
        let until = "Mon, 01 Jun 2026 11:00:05 GMT";
        assert_eq!(read(until, Some(skewed)), Some(Duration::from_secs(5)));
    }

    #[test]
    fn the_past_is_no_wait_and_the_absurd_is_a_long_one() {
        assert_eq!(read("Thu, 01 Jan 1970 00:00:00 GMT", None), Some(Duration::ZERO));
        assert_eq!(read("99999999999999999999999", None), Some(Duration::MAX));
    }

    #[test]
    fn what_is_neither_is_not_there() {
        for value in ["", "-5", "1.5", "soon", "+3", "Mon, 99 Jun 2026", "Ã¸"] {
            assert_eq!(read(value, None), None, "{value}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), SystemTime::UNIX_EPOCH), None);
    }
}

//! Cursors of empty pages: a cursor and the number of empty pages that were
//! returned in front of it, such as `start~2`.
//!
//! Only the fault `empty_page` returns them. They are replaced in a request
//! before the sandbox reads it, so a sandbox without the fault knows none.

use crate::contract::pairs;

/// Stands for the place before the first card.
const START: &str = "start";

/// The cursor of an empty page that was requested with a cursor.
pub(super) fn behind_empty_page(cursor: Option<&str>) -> String {
    let (place, number) = split(cursor.unwrap_or(START));
    format!("{place}~{}", number + 1)
}

/// A query with the cursor of an empty page replaced by the one that it stands
/// for, and the number of empty pages. `None` if it has no such cursor.
pub(super) fn plain_query(query: &str) -> Option<(String, u64)> {
    let cursor = |piece: &str| {
        let (name, value) = pairs(piece).ok()?.pop()?;
        (name == "starting_after").then_some(value)
    };
    let mut pieces: Vec<_> = query.split('&').map(str::to_owned).collect();
    let mut cursors =
        pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, cursor(piece)?)));
    let (Some((at, cursor)), None) = (cursors.next(), cursors.next()) else { return None };
    match split(&cursor) {
        (_, 0) => return None,
        (START, _) => pieces[at].clear(),
        (id, _) if id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') => {
            pieces[at] = format!("starting_after={id}");
        }
        _ => return None,
    }
    Some((pieces.join("&"), split(&cursor).1))
}

/// A cursor without the number of empty pages, and that number.
fn split(cursor: &str) -> (&str, u64) {
    let parts = cursor.rsplit_once('~').and_then(|(place, number)| {
        let plain = number.bytes().all(|byte| byte.is_ascii_digit());
        // The largest number has none after it.
        Some((place, number.parse().ok().filter(|n| plain && (1..u64::MAX).contains(n))?))
    });
    parts.unwrap_or((cursor, 0))
}

#[cfg(test)]
mod tests {
    use super::{behind_empty_page, plain_query};

    #[test]
    fn an_empty_page_always_has_a_new_cursor() {
        assert_eq!(behind_empty_page(None), "start~1");
        assert_eq!(behind_empty_page(Some("start~9")), "start~10");
        assert_eq!(behind_empty_page(Some("abc")), "abc~1");
    }

    #[test]
    fn only_a_cursor_of_an_empty_page_is_replaced() {
        let plain = |query| plain_query(query).map(|(query, number)| format!("{query} {number}"));
        for (query, expected) in [
            ("a=1&starting_after=start~1&b=%26", "a=1&&b=%26 1"),
            ("starting%5Fafter=abc%7E12&a", "starting_after=abc&a 12"),
        ] {
            assert_eq!(plain(query).as_deref(), Some(expected), "{query}");
        }
        for query in [
            "",
            "limit=1",
            "starting_after=abc",
            "starting_after=abc~",
            "starting_after=abc~0",
            "starting_after=abc~x",
            "starting_after=abc~+1",
            "starting_after=abc~18446744073709551615",
            "starting_after=abc~99999999999999999999",
            "starting_after=a%26b~1",
            "starting_after=%zz~1",
            "starting_after=abc~1&starting_after=abc~1",
        ] {
            assert_eq!(plain(query), None, "{query}");
        }
    }
}

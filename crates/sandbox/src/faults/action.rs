//! The actions of faults.

use std::iter;
use std::time::Duration;

use http::StatusCode;
use serde::{Deserialize, Deserializer};

use crate::object::Object;

/// Defines the enumeration of actions, each with its name in a file.
macro_rules! actions {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$inner:meta])* $member:ident $(($type:ty))? $({ $($fields:tt)+ })? = $text:literal,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$inner])* #[serde(rename = $text)] $member $(($type))? $({ $($fields)+ })?,)+
        }

        impl $name {
            /// Returns the name in a file.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$member { .. } => $text,)+
                }
            }
        }
    };
}

actions! {
    /// An action of a fault.
    ///
    /// In a file an action has the name of the variant in `snake_case`, except those
    /// with a unit, whose name is given below. Actions on pages or on tokens do not
    /// change other responses. Actions that damage the bytes or the connection close
    /// it afterwards.
    Action {
        /// This status with the documented error body, before credentials and
        /// parameters are checked. From 200 to 599; any other number is 500.
        #[serde(deserialize_with = "status")]
        Status(u16) = "status",
        /// This status with a page of HTML, like that of a gateway.
        #[serde(deserialize_with = "status")]
        Html(u16) = "html",
        /// `Retry-After` with any text. Bytes that are illegal in headers are omitted.
        RetryAfter(String) = "retry_after",
        /// `Retry-After` in seconds.
        RetryAfterSeconds(u64) = "retry_after_seconds",
        /// `Retry-After` with a date, this number of seconds after the header `Date`,
        /// which follows the clock of the sandbox; before it if negative.
        RetryAfterDate(i64) = "retry_after_date",
        /// A delay of the response; several add up. In a file `latency_ms`, in
        /// milliseconds.
        #[serde(deserialize_with = "milliseconds")]
        Latency(Duration) = "latency_ms",
        /// The body is sent in pieces, with a pause before each.
        #[serde(deserialize_with = "drip")]
        Drip {
            /// Bytes in a piece, at least 1.
            bytes: usize,
            /// Pause before each piece. In a file `pause_ms`, in milliseconds.
            pause: Duration,
        } = "drip",
        /// The connection is reset (TCP RST) before the first byte of the response.
        Reset = "reset",
        /// The connection is reset after the head and this number of bytes of the
        /// body.
        ResetInBody(usize) = "reset_in_body",
        /// The connection is closed after this number of bytes of the body, although
        /// the head announces all of it.
        TruncateBody(usize) = "truncate_body",
        /// The head announces this number of bytes more than the body has, or fewer
        /// if negative.
        WrongContentLength(i64) = "wrong_content_length",
        /// Spaces follow the JSON until the body has this number of bytes; the head
        /// announces them.
        OversizedBody(u64) = "oversized_body",
        /// The same, but the head announces no length, and the end of the
        /// connection is the end of the body.
        UnannouncedBody(u64) = "unannounced_body",
        /// The body is complete, but is not JSON.
        InvalidJson = "invalid_json",
        /// One card of the page has fields of the wrong type: the one with this index,
        /// modulo the number of cards.
        MalformedCard(usize) = "malformed_card",
        /// These fields of every card of the page are null; if the list is empty, all
        /// fields except `id`.
        NullFields(Vec<String>) = "null_fields",
        /// Every card of the page has this status.
        UnknownStatus(String) = "unknown_status",
        /// The page and every object in it that the document describes have undocumented
        /// fields.
        UnknownFields = "unknown_fields",
        /// The cursor of the page is that of its request. The first page is not
        /// changed.
        RepeatCursor = "repeat_cursor",
        /// The pages from this number on lead back to the second page: a cycle of this
        /// number of cursors without end, if the listing is long enough. Needs
        /// [`Rule::always`](crate::Rule::always).
        CycleCursors(u64) = "cycle_cursors",
        /// The page is empty, but has a cursor that leads to its cards.
        EmptyPage = "empty_page",
        /// The card whose id is the cursor of the page is in no later page, as if it had
        /// changed and the filter did not select it any more. The cursor stays valid.
        CursorCardLeaves = "cursor_card_leaves",
        /// The last card of the page is missing, and the cursor leads behind it.
        DropCard = "drop_card",
        /// The last card of the page is repeated as the first of the next one.
        DuplicateCard = "duplicate_card",
        /// Every access token that was issued so far is revoked, including that of
        /// this request: 401 until there is a new one.
        RevokeToken = "revoke_token",
        /// The issued access token has this lifetime, regardless of `expires_in`. In a
        /// file `token_expires_early_ms`; it is rounded down to seconds.
        #[serde(deserialize_with = "milliseconds")]
        TokenExpiresEarly(Duration) = "token_expires_early_ms",
        /// The header `Date` is this number of seconds ahead of the clock of the
        /// sandbox, or behind it if negative.
        ClockSkew(i64) = "clock_skew",
    }
}

/// One action, for methods that accept several.
impl IntoIterator for Action {
    type Item = Self;
    type IntoIter = iter::Once<Self>;

    fn into_iter(self) -> Self::IntoIter {
        iter::once(self)
    }
}

/// Returns the status with a number, or 500.
pub(crate) fn status_code(number: u16) -> StatusCode {
    Some(number)
        .filter(|number| (200..600).contains(number))
        .and_then(|number| StatusCode::from_u16(number).ok())
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let number = u16::deserialize(deserializer)?;
    let expected = "a status must be from 200 to 599";
    (200..600).contains(&number).then_some(number).ok_or(serde::de::Error::custom(expected))
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

fn drip<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(usize, Duration), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Drip {
        bytes: usize,
        pause_ms: u64,
    }
    let Object(drip) = Object::<Drip>::deserialize(deserializer)?;
    Ok((drip.bytes, Duration::from_millis(drip.pause_ms)))
}

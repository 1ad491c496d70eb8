//! What goes wrong.

use std::iter;
use std::time::Duration;

use http::StatusCode;
use serde::{Deserialize, Deserializer};

/// What goes wrong.
///
/// In a file an action has the name of the variant in `snake_case`, but for
/// those whose name there is given below, which say their unit. Variants that
/// are about a page leave other answers alone, and so do those about tokens.
/// Variants that damage the bytes or the connection close it afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Action {
    /// This status with the documented error body, before credentials or
    /// parameters are looked at. From 200 to 599; anything else is 500.
    #[serde(deserialize_with = "status")]
    Status(u16),
    /// This status with a page of HTML, as a gateway in front would give it.
    #[serde(deserialize_with = "status")]
    Html(u16),
    /// `Retry-After` with any text. Bytes that no header may hold are left out.
    RetryAfter(String),
    /// `Retry-After` with seconds.
    RetryAfterSeconds(u64),
    /// `Retry-After` with a date, so many seconds after the header `Date`, which
    /// follows the clock of the sandbox; before it when negative.
    RetryAfterDate(i64),
    /// The answer comes so much later; several add up. In a file `latency_ms`,
    /// in milliseconds.
    #[serde(rename = "latency_ms", deserialize_with = "milliseconds")]
    Latency(Duration),
    /// The body comes in pieces of some bytes, with a pause before each.
    Drip {
        /// Bytes in a piece, at least 1.
        bytes: usize,
        /// Pause before each piece. In a file `pause_ms`, in milliseconds.
        #[serde(rename = "pause_ms", deserialize_with = "milliseconds")]
        pause: Duration,
    },
    /// The connection is reset (TCP RST) before a byte of the answer.
    Reset,
    /// The connection is reset after the head and so many bytes of the body.
    ResetInBody(usize),
    /// The connection ends in good order after so many bytes of the body, while
    /// the head announced all of it.
    TruncateBody(usize),
    /// The head announces so many bytes more, or fewer when negative, than the
    /// body has.
    WrongContentLength(i64),
    /// Spaces follow the JSON until the body has so many bytes; the head
    /// announces them.
    OversizedBody(u64),
    /// The same, but the head announces no length, and the end of the
    /// connection is the end of the body.
    UnannouncedBody(u64),
    /// The body is complete and no JSON.
    InvalidJson,
    /// One card of the page has fields of the wrong type: the one of this index,
    /// counted on from the first again where the page is shorter.
    MalformedCard(usize),
    /// These fields of every card of the page are null; all but `id` when the
    /// list is empty.
    NullFields(Vec<String>),
    /// Every card of the page has this status.
    UnknownStatus(String),
    /// The page, its cards and their pins have fields that no document names.
    UnknownFields,
    /// The cursor of the page is the one that it was asked for with. The first
    /// page has none and is left alone.
    RepeatCursor,
    /// The pages from this number on lead back to the second: so many different
    /// cursors go round without end, if the listing is that long. With
    /// [`Rule::always`](crate::Rule::always).
    CycleCursors(u64),
    /// The page is empty, but has a cursor that leads to what it should hold.
    EmptyPage,
    /// The last card of the page is left out, and the cursor passes over it.
    DropCard,
    /// The last card of the page comes again as the first of the next one.
    DuplicateCard,
    /// Every access token that was given so far is no longer good, the one of
    /// this request included: 401 until there is a new one.
    RevokeToken,
    /// The access token that is given is good for so long only, whatever
    /// `expires_in` says. In a file `token_expires_early_ms`; whole seconds
    /// count.
    #[serde(rename = "token_expires_early_ms", deserialize_with = "milliseconds")]
    TokenExpiresEarly(Duration),
    /// The header `Date` is so many seconds ahead of the clock of the sandbox,
    /// or behind it when negative.
    ClockSkew(i64),
}

impl Action {
    /// The name in a file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Html(_) => "html",
            Self::RetryAfter(_) => "retry_after",
            Self::RetryAfterSeconds(_) => "retry_after_seconds",
            Self::RetryAfterDate(_) => "retry_after_date",
            Self::Latency(_) => "latency_ms",
            Self::Drip { .. } => "drip",
            Self::Reset => "reset",
            Self::ResetInBody(_) => "reset_in_body",
            Self::TruncateBody(_) => "truncate_body",
            Self::WrongContentLength(_) => "wrong_content_length",
            Self::OversizedBody(_) => "oversized_body",
            Self::UnannouncedBody(_) => "unannounced_body",
            Self::InvalidJson => "invalid_json",
            Self::MalformedCard(_) => "malformed_card",
            Self::NullFields(_) => "null_fields",
            Self::UnknownStatus(_) => "unknown_status",
            Self::UnknownFields => "unknown_fields",
            Self::RepeatCursor => "repeat_cursor",
            Self::CycleCursors(_) => "cycle_cursors",
            Self::EmptyPage => "empty_page",
            Self::DropCard => "drop_card",
            Self::DuplicateCard => "duplicate_card",
            Self::RevokeToken => "revoke_token",
            Self::TokenExpiresEarly(_) => "token_expires_early_ms",
            Self::ClockSkew(_) => "clock_skew",
        }
    }
}

/// One action, where a script takes several.
impl IntoIterator for Action {
    type Item = Self;
    type IntoIter = iter::Once<Self>;

    fn into_iter(self) -> Self::IntoIter {
        iter::once(self)
    }
}

/// The status that a number stands for.
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

//! The kinds of failure.

/// Kinds of failure, grouped by the reaction they need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is outside what the documentation allows; nothing was sent.
    InvalidInput,
    /// The client cannot work as it was configured.
    Configuration,
    /// No access token could be obtained.
    Token,
    /// The connection to the server could not be established.
    Connect,
    /// A time limit passed.
    Timeout,
    /// The connection broke before the response was complete.
    Transfer,
    /// The response has a status that is not a success.
    Status,
    /// The response is larger than the client accepts.
    TooLarge,
    /// The response is not as documented.
    Decode,
    /// The server sent a cursor that it had sent before, with the same cards, so the
    /// listing would never end.
    RepeatedCursor,
    /// The server sent 100 pages in a row without a card.
    EmptyPages,
    /// A card of a window of a listing has no `created_at`, so no window owns it.
    NoCreatedAt,
}

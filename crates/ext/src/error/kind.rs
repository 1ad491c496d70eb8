//! The kinds of failure.

/// The kinds of failure, by what a program would do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is outside what the documentation allows; nothing was sent.
    InvalidInput,
    /// The client cannot work as it was configured.
    Configuration,
    /// There is no access token to be had.
    Token,
    /// No connection to the server came about.
    Connect,
    /// A time limit passed.
    Timeout,
    /// The connection broke before the response was whole.
    Transfer,
    /// The server answered with a status that is no success.
    Status,
    /// The response is larger than the client accepts.
    TooLarge,
    /// The response is not what the document says.
    Decode,
    /// The server gave a cursor that it had given before, so the listing would
    /// run in a circle.
    RepeatedCursor,
    /// The server gave page after page without a card.
    EmptyPages,
}

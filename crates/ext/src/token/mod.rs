//! Access tokens by client credentials: "Get Token" and the cache of its tokens.

mod get_token;
mod refresh;

pub(crate) use get_token::token_source;

//! Headers that name the calling program.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{Error, ErrorKind, Result};

/// This crate's name and version in `User-Agent`.
const OWN: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Returns the headers of names and texts; a later text replaces an earlier one.
pub(crate) fn headers(texts: Vec<(&'static str, String)>) -> Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, text) in texts {
        headers.insert(HeaderName::from_static(name), value(&text)?);
    }
    Ok(headers)
}

/// Returns the `User-Agent`: this crate's name, followed by that of the program.
pub(crate) fn user_agent(application: Option<&str>) -> Result<HeaderValue> {
    match application {
        None => Ok(HeaderValue::from_static(OWN)),
        Some(application) => value(&format!("{OWN} {application}")),
    }
}

fn value(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text).map_err(|_| {
        let context = "the name of a program has characters that a header cannot carry";
        Error::new(ErrorKind::Configuration, context)
    })
}

//! Headers that name the calling program.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{Error, ErrorKind, Result};

/// This crate's name and version in `User-Agent`.
const OWN: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

const SYSTEM: [HeaderName; 2] = [
    HeaderName::from_static("dintero-system-name"),
    HeaderName::from_static("dintero-system-version"),
];
const PLUGIN: [HeaderName; 2] = [
    HeaderName::from_static("dintero-system-plugin-name"),
    HeaderName::from_static("dintero-system-plugin-version"),
];

/// Names and versions of the calling system and plugin.
#[derive(Debug, Default)]
pub(crate) struct System {
    pub(crate) system: Option<(String, String)>,
    pub(crate) plugin: Option<(String, String)>,
}

impl System {
    pub(crate) fn headers(self) -> Result<HeaderMap> {
        let mut headers = HeaderMap::new();
        for (names, pair) in [(SYSTEM, self.system), (PLUGIN, self.plugin)] {
            let Some((name, version)) = pair else { continue };
            for (header, text) in names.into_iter().zip([name, version]) {
                headers.insert(header, value(&text)?);
            }
        }
        Ok(headers)
    }
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
        let context = "the name of a program has characters that no header can carry";
        Error::new(ErrorKind::Configuration, context)
    })
}

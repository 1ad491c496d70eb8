//! The bounds of fetching: hosts, times and sizes.

use std::time::Duration;

use dintero_docs_drift::sanitise;
use http::Uri;

/// The most folders in which something is looked for; pages are rarely deeper.
const MAX_FOLDERS: usize = 6;

/// Time to connect: a site that is up accepts within a second.
pub(super) const CONNECT: Duration = Duration::from_secs(5);
/// Time for a page, including redirects, waits and retries: the longest wait fits between
/// two attempts that each take as long as [`CONNECT`].
const TOTAL: Duration = Duration::from_secs(20);
/// Most redirects that are followed: to the host, the place and the form of a page.
pub(super) const MAX_REDIRECTS: usize = 3;
/// Most attempts after the first: a site that fails three times is down.
pub(super) const MAX_RETRIES: u32 = 2;
/// First backoff, so that the retries fit into [`TOTAL`]; each further one is twice as
/// long, all with jitter.
pub(super) const BACKOFF: Duration = Duration::from_millis(500);

/// The site that is fetched from, and the time for a page of it.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    /// The address that was given: of the site, of a folder of it, or of a page.
    pub(super) site: String,
    /// The scheme and authority of the site.
    pub(super) origin: String,
    /// Time for a page; tests have less.
    pub(super) total: Duration,
}

impl Policy {
    /// Returns the bounds for the site that an address is part of: with https, or on
    /// this machine.
    pub(super) fn new(url: &str) -> Result<Self, String> {
        let uri = url.parse::<Uri>().ok();
        let authority = uri.as_ref().and_then(|uri| uri.authority());
        let origin = match authority.map(|authority| authority.as_str()) {
            Some(authority) if url.starts_with("https://") && !authority.contains('@') => {
                format!("https://{authority}")
            }
            Some(authority) if is_loopback(url) => format!("http://{authority}"),
            _ => {
                let why = "not an https address, nor an http address of this machine";
                return Err(format!("{} is {why}, without credentials", shown(url)));
            }
        };
        Ok(Self { site: url.to_owned(), origin, total: TOTAL })
    }

    /// Returns where something may be that a page names: a site may be a folder of its
    /// host, so from the folder of the page upwards. An address stays as it is.
    pub(super) fn places(&self, page: &str, name: &str) -> Vec<String> {
        if is_absolute(name) {
            return vec![name.to_owned()];
        }
        let path = self.path(page);
        let ends = path.char_indices().rev().filter(|(_, c)| *c == '/').map(|(at, _)| at);
        let mut folders: Vec<&str> = ends.map(|at| &path[..at]).take(MAX_FOLDERS).collect();
        if folders.last() != Some(&"") {
            folders.push("");
        }
        let name = name.trim_start_matches('/');
        folders.into_iter().map(|folder| format!("{}{folder}/{name}", self.origin)).collect()
    }

    /// Returns the path of an address of the site.
    fn path<'a>(&self, url: &'a str) -> &'a str {
        let path = url.strip_prefix(&self.origin).unwrap_or_default();
        path.split(['?', '#']).next().unwrap_or_default()
    }

    /// Whether requests stay on this machine.
    pub(super) fn is_local(&self) -> bool {
        is_loopback(&self.origin)
    }

    /// Refuses an address with another scheme, host or port than the site, or with
    /// credentials in it.
    pub(super) fn allow(&self, url: &str) -> Result<(), String> {
        let refuse = |why: &str| Err(format!("{}: {why}", shown(url)));
        let (Ok(uri), Ok(origin)) = (url.parse::<Uri>(), self.origin.parse::<Uri>()) else {
            return refuse("this is not an address");
        };
        if uri.scheme() != origin.scheme() {
            return refuse("the scheme is not that of the site");
        }
        match uri.authority() {
            Some(authority) if authority.as_str().contains('@') => {
                refuse("credentials are never sent")
            }
            authority if authority == origin.authority() => Ok(()),
            _ => refuse("the host is not allowed"),
        }
    }

    /// Returns the address that a `Location` or a link means.
    pub(super) fn follow(&self, from: &str, location: &str) -> String {
        if location.starts_with("//") {
            let scheme = from.split_once("://").map_or("https", |(scheme, _)| scheme);
            format!("{scheme}:{location}")
        } else if location.starts_with('/') {
            format!("{}{location}", self.origin)
        } else if is_absolute(location) {
            location.to_owned()
        } else {
            let path = self.path(from);
            let folder = path.rfind('/').map_or("", |at| &path[..at]);
            format!("{}{folder}/{}", self.origin, location.trim_start_matches("./"))
        }
    }
}

pub(super) fn is_loopback(site: &str) -> bool {
    let Ok(uri) = site.parse::<Uri>() else { return false };
    let local = matches!(uri.host(), Some("127.0.0.1" | "[::1]" | "localhost"));
    local && uri.scheme_str() == Some("http") && !site.contains('@')
}

/// Whether an address has a scheme; an address in its query does not count.
fn is_absolute(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.ends_with(':') && address[scheme.len()..].starts_with("//")
}

/// Returns an address as it may be printed: it may have a password before an `@`.
fn shown(url: &str) -> String {
    if url.contains('@') { "the address".to_owned() } else { sanitise::line(url) }
}

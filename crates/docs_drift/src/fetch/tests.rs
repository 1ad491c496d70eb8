//! The bounds of fetching, against a site on loopback.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dintero_docs_drift::Ours;

use super::client::Client;
use super::locate;
use super::policy::Policy;
use super::response::{Expect, FetchedPage};

#[path = "../../tests/it/site.rs"]
mod site;

use site::{Reply, Site, ok, status};

const PAGE: &str = "text/markdown; charset=utf-8";

/// The requested waits; the tests do not wait.
type Waits = Arc<Mutex<Vec<Duration>>>;

fn client(site: &Site) -> (Client, Waits) {
    let policy = Policy::new(&site.origin()).unwrap();
    let waits = Waits::default();
    let seen = Arc::clone(&waits);
    let wait = move |time| seen.lock().unwrap().push(time);
    (Client::with_wait(policy, Box::new(wait)), waits)
}

/// Fetches `/a.md` from a site once.
fn ask(site: &Site) -> Result<FetchedPage, String> {
    let (mut client, _) = client(site);
    Ok(client.get(&format!("{}/a.md", site.origin()), Expect::Markdown)?)
}

fn refused(site: &Site, why: &str) {
    let error = ask(site).unwrap_err();
    assert!(error.contains(why), "{error}");
}

#[test]
fn a_page_is_fetched_without_any_credentials() {
    let site = Site::start();
    site.on("/a.md", vec![ok(PAGE, "words")]);
    assert_eq!(ask(&site).unwrap().body, b"words");
    let log = site.log().concat();
    assert!(!log.contains("authorization") && !log.contains("cookie"), "{log}");
    assert!(
        log.contains("accept: text/markdown") && log.contains("accept-encoding: identity"),
        "{log}"
    );
}

#[test]
fn only_the_site_is_fetched_from() {
    let site = Site::start();
    let (mut client, _) = client(&site);
    for url in [
        "http://127.0.0.1:1/a.md",
        "https://docs.dintero.com.evil.example/a.md",
        "ftp://127.0.0.1/a.md",
        "no address",
    ] {
        assert!(client.get(url, Expect::Markdown).is_err(), "{url}");
    }
    let port = site.origin().rsplit(':').next().unwrap().to_owned();
    let error = client.get(&format!("http://user:word@127.0.0.1:{port}/a"), Expect::Markdown);
    assert!(error.unwrap_err().why.contains("credentials"));
    assert!(site.log().is_empty());
}

#[test]
fn a_site_has_https_or_is_this_machine() {
    for site in [
        "http://example.com",
        "http://127.0.0.1.evil.example",
        "http://a@127.0.0.1",
        "https://a@example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        "example.com",
    ] {
        assert!(Policy::new(site).is_err(), "{site}");
    }
    assert_eq!(Policy::new("http://[::1]:80/a/b.md").unwrap().origin, "http://[::1]:80");
    let published = Policy::new("https://docs.example.com/a/b.md?c#d").unwrap();
    assert_eq!(published.origin, "https://docs.example.com");
    assert!(published.allow("https://docs.example.com/llms.txt").is_ok());
    for url in
        ["http://docs.example.com/", "https://docs.example.com:8443/", "https://example.com/"]
    {
        assert!(published.allow(url).is_err(), "{url}");
    }
}

#[test]
fn a_page_is_looked_for_at_each_place_that_it_may_have_moved_to() {
    let text = "openapi: 3.0.3\nx-provenance: {title: T, url: https://docs.example.com/old/t}\n\
        paths: {/t: {get: {responses: {}}}}\n";
    let ours = Ours::read(dintero_cards_openapi::Source { file: "t.yaml", text }).unwrap();
    for place in ["/old", "/new", "/newer"] {
        let site = Site::start();
        let block = "````yaml get /t\npaths: {/t: {get: {}}}\n````\n";
        site.on(&format!("{place}/t.md"), vec![ok(PAGE, block)]);
        let (mut client, _) = client(&site);
        let found = locate::find(&mut client, &ours[0], &["/old/", "/new/", "/newer/"]);
        let source = found.unwrap().unwrap().page.source;
        assert!(source.name.ends_with(&format!("{place}/t.md")), "{source:?}");
    }
}

#[test]
fn three_redirects_within_the_site_are_followed_and_permanent_ones_reported() {
    let site = Site::start();
    site.on("/a.md", vec![status(302, "location", "/b.md")]);
    site.on("/b.md", vec![status(308, "location", "c.md")]);
    site.on("/c.md", vec![status(307, "location", &format!("{}/d.md", site.origin()))]);
    site.on("/d.md", vec![ok(PAGE, "words")]);
    let source = ask(&site).unwrap().source;
    assert!(source.moved && source.name.ends_with("/d.md"), "{source:?}");
    site.on("/d.md", vec![status(302, "location", "/e.md")]);
    site.on("/e.md", vec![ok(PAGE, "words")]);
    refused(&site, "more than 3 redirects");
}

#[test]
fn links_are_followed_from_the_folder_of_a_page_and_passwords_are_not_printed() {
    let policy = Policy::new("https://h.example").unwrap();
    for (from, link, address) in [
        ("https://h.example", "a.md", "https://h.example/a.md"),
        ("https://h.example/b/c?to=/d/", "./a.md", "https://h.example/b/a.md"),
        ("https://h.example/b/c", "a?to=https://x", "https://h.example/b/a?to=https://x"),
        ("https://h.example/b/c", "https://x/a", "https://x/a"),
    ] {
        assert_eq!(policy.follow(from, link), address);
    }
    let url = "https://user:secret@h.example/";
    for error in [Policy::new(url).map(drop), policy.allow(url)] {
        assert!(!error.unwrap_err().contains("secret"));
    }
}

#[test]
fn a_site_that_fails_for_a_while_is_not_searched_elsewhere() {
    let site = Site::start();
    site.on("/docs/a.md", vec![status(503, "retry-after", "0")]);
    site.on("/a.md", vec![ok(PAGE, "words")]);
    let (mut client, _) = client(&site);
    let page = format!("{}/docs/b", site.origin());
    let error = client.nearest(&page, "a.md", Expect::Markdown).unwrap_err();
    assert!(error.why.contains("503"), "{error:?}");
}

#[test]
fn a_redirect_to_another_host_is_refused() {
    let site = Site::start();
    for target in [
        "https://evil.example/a.md",
        "//evil.example/a.md",
        "http://127.0.0.1:1/a.md",
        "file:///etc/passwd",
    ] {
        site.on("/a.md", vec![status(302, "location", target)]);
        refused(&site, "a redirect is refused");
    }
    site.on("/a.md", vec![Reply::Full(302, Vec::new(), Vec::new())]);
    refused(&site, "has no location");
}

#[test]
fn a_body_that_is_too_large_is_refused_with_a_length_and_without() {
    let site = Site::start();
    site.on("/a.md", vec![ok(PAGE, vec![b'x'; 2 * 1024 * 1024 + 1])]);
    refused(&site, "larger than 2097152 bytes");
    site.on("/a.md", vec![Reply::Endless]);
    refused(&site, "larger than 2097152 bytes");
    site.on("/a.md", vec![ok(PAGE, vec![b'x'; 2 * 1024 * 1024])]);
    assert_eq!(ask(&site).unwrap().body.len(), 2 * 1024 * 1024);
}

#[test]
fn a_body_that_does_not_arrive_ends_with_the_time_for_the_page() {
    let site = Site::start();
    site.on("/a.md", vec![Reply::Stuck]);
    let total = Duration::from_millis(200);
    let policy = Policy { total, ..Policy::new(&site.origin()).unwrap() };
    let mut client = Client::with_wait(policy, Box::new(drop));
    let begin = Instant::now();
    let error = client.get(&format!("{}/a.md", site.origin()), Expect::Markdown).unwrap_err();
    assert!(error.why.contains("in time"), "{error:?}");
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_response_that_is_not_a_page_is_refused() {
    let site = Site::start();
    site.on("/a.md", vec![ok("text/html", "<!doctype html><p>Not found")]);
    refused(&site, "the response is an HTML page");
    site.on("/a.md", vec![ok("text/plain", "\n <!DOCTYPE HTML><html>")]);
    refused(&site, "the response is an HTML page");
    site.on("/a.md", vec![ok("image/png", "x")]);
    refused(&site, "image/png, which was not expected");
    site.on("/a.md", vec![status(404, "content-type", "text/markdown")]);
    refused(&site, "status 404");
}

#[test]
fn a_compressed_body_is_refused() {
    let site = Site::start();
    let headers = vec![("content-type", PAGE.to_owned()), ("content-encoding", "gzip".to_owned())];
    site.on("/a.md", vec![Reply::Full(200, headers, vec![0x1f, 0x8b])]);
    refused(&site, "compressed");
}

#[test]
fn transient_errors_are_retried_twice_with_growing_waits() {
    let site = Site::start();
    let url = format!("{}/a.md", site.origin());
    site.on("/a.md", vec![status(503, "x", "y"), status(500, "x", "y"), ok(PAGE, "words")]);
    let (mut first, waits) = client(&site);
    assert!(first.get(&url, Expect::Markdown).is_ok());
    let waited = waits.lock().unwrap().clone();
    let within = |wait: Duration, most: u64| {
        wait >= Duration::from_millis(most / 2) && wait <= Duration::from_millis(most)
    };
    assert!(waited.len() == 2 && within(waited[0], 500) && within(waited[1], 1000), "{waited:?}");

    site.on("/a.md", vec![status(502, "x", "y")]);
    let (mut second, waits) = client(&site);
    assert!(second.get(&url, Expect::Markdown).unwrap_err().why.contains("status 502"));
    assert_eq!(waits.lock().unwrap().len(), 2);
}

#[test]
fn retry_after_is_honoured_up_to_a_bound() {
    let site = Site::start();
    let url = format!("{}/a.md", site.origin());
    site.on("/a.md", vec![status(429, "retry-after", "3"), ok(PAGE, "words")]);
    let (mut patient, waits) = client(&site);
    assert!(patient.get(&url, Expect::Markdown).is_ok());
    assert_eq!(*waits.lock().unwrap(), [Duration::from_secs(3)]);

    site.on("/a.md", vec![status(429, "retry-after", "86400")]);
    let (mut other, waits) = client(&site);
    assert!(other.get(&url, Expect::Markdown).unwrap_err().why.contains("status 429"));
    assert!(waits.lock().unwrap().is_empty());
}

#[test]
fn permanent_errors_are_not_retried() {
    let site = Site::start();
    site.on("/a.md", vec![status(403, "x", "y")]);
    refused(&site, "status 403");
    assert_eq!(site.log().len(), 1);
}

#[test]
fn another_run_fetches_again_without_validators() {
    let site = Site::start();
    let tagged = vec![("content-type", PAGE.to_owned()), ("etag", "\"v1\"".to_owned())];
    site.on("/a.md", vec![Reply::Full(200, tagged, b"words".to_vec())]);
    for _ in 0..2 {
        assert_eq!(ask(&site).unwrap().source.etag.as_deref(), Some("\"v1\""));
    }
    assert_eq!(site.log().len(), 2);
    assert!(!site.log().concat().contains("if-none-match"));
}

#[test]
fn one_run_fetches_an_address_once() {
    let site = Site::start();
    site.on("/llms.txt", vec![ok("text/plain", "index")]);
    let (mut client, _) = client(&site);
    for _ in 0..3 {
        client.get(&format!("{}/llms.txt", site.origin()), Expect::Markdown).unwrap();
    }
    assert_eq!(site.log().len(), 1);
}

//! Small documents that are refused, with their places.

use crate::document::{line_of, text_of};

/// A document with one operation, in which parts are replaced.
pub(crate) fn small(server: &str, path: &str, parameters: &str, thing: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
servers:
  - url: {server}
paths:
  {path}:
    get:
      operationId: list_things
      parameters:
        - {{name: limit, in: query, schema: {{type: integer}}}}
{parameters}
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Thing'}}
components:
  schemas:
    Thing:
{thing}
"
    )
}

const THING: &str = "      type: object\n      properties: {id: {type: string}}";

/// Checks that a document is refused at the line that has `place`.
pub(crate) fn assert_refused(text: &str, place: &str, words: &str) {
    let error = text_of(text).err().unwrap_or_else(|| panic!("accepted: {place}"));
    assert!(error.contains(words), "{words}: {error}");
    let line = line_of(text, place);
    assert!(error.starts_with(&format!("openapi/cards.yaml:{line}:")), "{line}: {error}");
    assert!(error.contains("; "), "no remedy: {error}");
}

#[test]
fn a_server_that_no_client_can_call_is_refused_at_its_url() {
    for (url, words) in [
        ("/v1", "does not begin with https://"),
        ("api.example.com/v1", "does not begin with https://"),
        ("//api.example.com/v1", "does not begin with https://"),
        ("ftp://api.example.com", "does not begin with https://"),
        ("''", "does not begin with https://"),
        ("https://api.example.com/v1?a=b", "has a query"),
        ("'https://api.example.com/v1#a'", "has a query or a fragment"),
        ("https://", "no valid host"),
        ("https:///v1", "no valid host"),
        ("https://api.example.com:port", "no valid host and port"),
        ("https://a:b@api.example.com", "credentials"),
        ("https://api.example.com/a/../b", "segments . or .."),
        ("https://api.example.com/%2E/b", "segments . or .."),
        ("'https://api.example.com/a b'", "spaces"),
    ] {
        assert_refused(&small(url, "/things", "", THING), "  - url:", words);
    }
    for url in ["https://api.example.com/", "HTTPS://a.b:8443/v1", "'http://[::1]:8080/v1'"] {
        text_of(&small(url, "/things", "", THING)).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn a_path_that_would_not_be_asked_for_is_refused() {
    for (path, words) in [
        ("things", "does not begin with a slash"),
        ("/things?a=b", "has a query"),
        ("'/things#a'", "fragment"),
        ("/things/../other", "segments . or .."),
        ("/things/%2e", "segments . or .."),
        ("/my things", "spaces"),
        ("'/things\\other'", "backslashes"),
        ("'/things/{id'", "braces"),
        ("'/things/id}'", "braces"),
        ("'/things/{}'", "braces"),
    ] {
        let text = small("https://api.example.com", path, "", THING);
        let place = format!("  {path}:");
        assert_refused(&text, &place, words);
    }
}

#[test]
fn a_method_that_the_http_client_cannot_send_is_refused() {
    for method in ["options", "trace"] {
        let text = small("https://api.example.com", "/things", "", THING);
        let text = text.replace("    get:", &format!("    {method}:"));
        assert_refused(&text, &format!("    {method}:"), "is not supported");
    }
}

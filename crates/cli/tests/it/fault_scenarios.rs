//! Malformed responses, closed pipes and unusual environments.

use std::io::Read as _;
use std::process::Stdio;

use crate::binary::{Ran, Served, command};
use crate::server::Server;

const MALFORMED: &str = r#"{"cards":[{"amount":1},{"card_id":7},{"amount":3}]}"#;

#[test]
fn a_malformed_card_is_reported_and_the_others_are_printed() {
    let ran = Server::start("200 OK", MALFORMED).run(&["-o", "ndjson"]);
    assert_eq!(ran.out, "{\"amount\":1}\n{\"amount\":3}\n");
    assert_eq!(ran.code, Some(6));
    assert!(
        ran.err.contains("note: a card could not be read, at cards[1].card_id, on page 1\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.ends_with("; --malformed FILE keeps their JSON\n"), "{}", ran.err);
    assert!(ran.err.contains("\nerror: 1 card could not be read; "), "{}", ran.err);
    let strict = Server::start("200 OK", MALFORMED).run(&["-o", "ndjson", "--strict"]);
    assert_eq!((strict.code, strict.out.as_str()), (Some(4), ""));
}

#[test]
fn malformed_cards_are_named_and_kept_in_a_file() {
    let body = r#"{"cards":[{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","amount":"1"},
        {"card_id":"c-2",
         "amount": [2]}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("malformed.ndjson");
    let ran = Server::start("200 OK", body).run(&["--malformed", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(6));
    assert!(ran.err.contains("page 1, id 3c90c3cc-0d44-4b50-8888-8dd25736052a\n"), "{}", ran.err);
    assert!(ran.err.contains("page 1, card_id c-2\n"), "{}", ran.err);
    assert!(ran.err.ends_with("error: 2 cards could not be read\n"), "{}", ran.err);
    let kept = std::fs::read_to_string(&file).unwrap();
    let cards: Vec<serde_json::Value> =
        kept.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cards[1]["amount"][0], 2);
    assert_eq!(cards.len(), 2);
}

#[test]
fn a_card_that_is_listed_twice_is_reported() {
    let card = r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","currency":"NOK"}"#;
    let server = Server::responding(move |target| {
        let next = if target.contains("starting_after") { "null" } else { "\"next\"" };
        ("200 OK".to_owned(), format!(r#"{{"cards":[{card}],"starting_after":{next}}}"#))
    });
    let listed = server.run(&["-o", "ndjson"]);
    assert_eq!((listed.code, listed.out.lines().count()), (Some(0), 2));
    assert!(listed.err.contains("note: 1 card is there twice"), "{}", listed.err);
    let report: Ran = server.command("report", &[]).output().unwrap().into();
    assert!(report.out.contains("! 1 card came more than once"), "{}", report.out);
}

#[test]
fn a_page_that_cannot_be_read_can_be_left_out() {
    let ran = Server::start("200 OK", r#"{"cards":{},"starting_after":"next"}"#).run(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""), "{}", ran.err);
    let note = "note: leave out the page that cannot be read with --starting-after=next --listing=";
    assert!(ran.err.contains(note), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_malformed_card_is_kept_with_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("malformed.ndjson");
    let server = Server::start("200 OK", "{\"cards\":[{\"amount\":007,\n\"name\":\"a\tb\"}]}");
    let ran = server.run(&["--malformed", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(file).unwrap(), "{\"amount\":007, \"name\":\"a\tb\"}\n");
}

#[test]
fn a_failure_is_reported_even_if_the_output_is_closed() {
    let mut child = Server::start("400 Bad Request", "")
        .list(&["-o", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("400 Bad Request"));
}

#[test]
fn what_the_server_says_cannot_drive_the_terminal() {
    let body = r#"{"error":{"code":"NO","message":"a\u001b[2Jb\nc"}}"#;
    let ran = Server::start("400 Bad Request", body).run(&[]);
    assert_eq!(ran.err.lines().count(), 1);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

/// Every variable that names a proxy.
const PROXIES: [&str; 6] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

#[test]
fn a_proxy_sees_nothing_of_what_stays_on_this_machine() {
    let sandbox = Served::start(&["-q", "--cards", "3"]);
    for arguments in [
        &["list"][..],
        &["report"],
        &["token"],
        &["show", "nobody"],
        &["customer", "nobody"],
        &["conformance"],
        &["list", "--sandbox"],
        &["token", "--sandbox"],
        &["conformance", "--sandbox"],
    ] {
        let proxy = Server::start("200 OK", "{}");
        let address = format!("http://127.0.0.1:{}", proxy.port);
        let mut command = sandbox.command(arguments);
        command.envs(PROXIES.map(|name| (name, &address))).env_remove("REQUEST_METHOD");
        let ran: Ran =
            command.env_remove("no_proxy").env_remove("NO_PROXY").output().unwrap().into();
        let is_found = arguments[0] != "show";
        assert_eq!(ran.code, Some(if is_found { 0 } else { 1 }), "{arguments:?}: {}", ran.err);
        assert!(proxy.seen.lock().unwrap().is_empty(), "{arguments:?}: a secret went elsewhere");
    }
}

#[test]
fn no_command_accepts_a_base_url_with_more_than_a_place() {
    let served = Served::start(&["--quiet"]);
    let url = served.text("base_url").to_owned();
    let with = |from: &str, to: &str| url.replacen(from, to, 1);
    for (url, why) in [
        (with("http://", "http://me:secret@"), "must not hold credentials"),
        (with("http://", "http://me@"), "must not hold credentials"),
        (format!("{url}?token=secret"), "neither query nor fragment"),
        (format!("{url}#secret"), "neither query nor fragment"),
        (with("127.0.0.1", "secret.example"), "would expose the token"),
        (with("http", "ftp"), "neither https nor http"),
        ("secret".to_owned(), "not a URL"),
    ] {
        for arguments in [&["list"][..], &["report"], &["token"], &["conformance"]] {
            for variable in ["DINTERO_BASE_URL", "DINTERO_AUTH_URL"] {
                let ran: Ran =
                    served.command(arguments).env(variable, &url).output().unwrap().into();
                assert_eq!(ran.code, Some(2), "{arguments:?} {variable} {url}: {}", ran.err);
                assert!(ran.err.contains(why), "{arguments:?} {variable} {url}: {}", ran.err);
                assert!(!ran.err.contains("secret"), "{arguments:?}: {}", ran.err);
            }
        }
    }
}

#[test]
fn every_form_ends_quietly_when_its_reader_does() {
    for form in ["table", "json", "ndjson", "csv"] {
        let mut child = command(&["list", "--sandbox=3000", "--all", "-o", form])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 8]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{form}: {err}");
        assert_eq!(err.lines().count(), 1, "{form}: {err}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_unicode_does_not_hide_what_is_wrong() {
    use std::os::unix::ffi::OsStrExt as _;
    let path = std::ffi::OsStr::from_bytes(b"a\xff.csv");
    let ran: Ran = command(&["list", "--bogus", "--out"]).arg(path).output().unwrap().into();
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("--bogus"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_refused_and_not_passed_over() {
    use std::os::unix::ffi::OsStrExt as _;
    let server = Server::start("200 OK", "{}");
    let not_unicode = std::ffi::OsStr::from_bytes(b"t\xff");
    let ran: Ran =
        server.list(&[]).env("DINTERO_ACCESS_TOKEN", not_unicode).output().unwrap().into();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("DINTERO_ACCESS_TOKEN: the value is not Unicode"), "{}", ran.err);
    let ran: Ran = server.list(&[]).env("DINTERO_BASE_URL", not_unicode).output().unwrap().into();
    assert_eq!(ran.code, Some(2), "a broken URL must not mean the published server");
    assert!(server.seen.lock().unwrap().is_empty());
}

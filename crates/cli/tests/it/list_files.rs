//! Files that a listing writes, and what it must not lose.

use std::fs;
use std::process::Stdio;

use serde_json::json;

use crate::binary::{Ran, run};
use crate::server::Server;

const MALFORMED: &str = r#"{"cards":[{"amount":1},{"card_id":7},{"amount":3}]}"#;

fn text(path: &std::path::Path) -> String {
    path.to_str().unwrap().to_owned()
}

#[test]
fn two_outputs_in_one_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = text(&folder.path().join("q"));
    let detour = text(&folder.path().join(".").join("q"));
    let server = Server::start("200 OK", MALFORMED);
    for is_there in [false, true] {
        if is_there {
            fs::write(&file, "kept").unwrap();
        }
        let ran = server.run(&["--out", &file, "-o", "csv", "--malformed", &detour]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("--out and --malformed are the same file"), "{}", ran.err);
    }
    for flag in ["--access-token-file", "--client-secret-file"] {
        let ran = server.run(&["--out", &file, "-o", "csv", flag, &file]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("are the same file"), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
}

#[cfg(unix)]
#[test]
fn a_link_or_a_redirection_to_the_other_output_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("q"), folder.path().join("link"));
    let out = fs::File::create(&file).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let server = Server::start("200 OK", MALFORMED);
    let (file, link) = (text(&file), text(&link));
    let ran = server.run(&["--out", &link, "-o", "csv", "--malformed", &file]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let mut redirected = server.list(&["-o", "ndjson", "--malformed", &file]);
    assert_eq!(redirected.stdout(out).status().unwrap().code(), Some(2));
    let null = server.run(&["-o", "csv", "--out", "/dev/null", "--malformed", "/dev/null"]);
    assert_eq!(null.code, Some(6), "{}", null.err);
}

#[cfg(unix)]
#[test]
fn a_file_may_be_a_pipe() {
    let ran = run(&["list", "--sandbox=2", "-o", "csv", "--out", "/dev/stdout"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 3), "{}", ran.err);
}

#[test]
fn a_sorted_listing_that_is_cut_off_prints_nothing() {
    let server = Server::pages(&["next", "last"], 4, "400 Bad Request");
    for more in [&["--max", "2"][..], &[]] {
        let ran = server.run(&[&["-o", "csv", "--sort", "card_id"], more].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(6), ""), "{}", ran.err);
        assert!(ran.err.contains("nothing was printed: run the command again"), "{}", ran.err);
        assert!(!ran.err.contains("--starting-after"), "{}", ran.err);
    }
}

#[test]
fn the_last_moment_of_all_is_shown_as_it_is() {
    let body = r#"{"cards":[{"type":"gift_card","status":"unused","currency":"NOK",
        "amount_balance":100,"expires_at":"9999-12-31T23:59:59Z"}]}"#;
    let server = Server::start("200 OK", body);
    for zone in ["UTC", "Europe/Oslo", "America/New_York"] {
        for more in [&["-o", "table"][..], &["-o", "csv", "--csv", "excel"]] {
            let shown = ["--fields", "expires_at", "--time-zone", zone];
            let ran = server.run(&[&shown[..], more].concat());
            assert!(ran.out.contains("9999-12-31 23:59\n"), "{zone}: {}", ran.out);
        }
        let report: Ran = server.command("report", &["--time-zone", zone]).output().unwrap().into();
        assert!(report.out.contains("9999-12") && !report.out.contains("0000"), "{}", report.out);
    }
}

#[test]
fn the_last_month_of_all_is_a_bound() {
    for zone in ["UTC", "Europe/Oslo", "America/New_York"] {
        let to = ["--expires-to", "9999-12", "--time-zone", zone];
        let ran = run(&[&["list", "--sandbox=2"], &to[..]].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
}

#[test]
fn a_text_that_is_too_long_for_a_cell_is_cut_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.xlsx");
    let body = json!({ "cards": [{ "card_id": "a" }, { "name": "é😀".repeat(20_000) }] });
    let server = Server::responding(move |_| ("200 OK".to_owned(), body.to_string()));
    let ran = server.run(&["--out", &text(&file)]);
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("note: name of row 3 is cut"), "{}", ran.err);
    assert!(ran.err.ends_with("error: 1 text was cut\n"), "{}", ran.err);
    assert!(file.is_file());
}

#[test]
fn a_message_of_the_server_shows_neither_token_nor_cursor() {
    let body = r#"{"error":{"message":"no access for token-12345"}}"#;
    let server = Server::start("403 Forbidden", body);
    let listed = server.list(&[]).env("DINTERO_ACCESS_TOKEN", "token-12345").output();
    let ran = Ran::from(listed.unwrap());
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(ran.err.contains("no access for (hidden)"), "{}", ran.err);
    // A token that was fetched, and a client secret, which the server has seen, too.
    let server = Server::responding(|target| match target.ends_with("/auth/token") {
        true => {
            let body = r#"{"access_token":"fetched-1","token_type":"Bearer","expires_in":900}"#;
            ("200 OK".to_owned(), body.to_owned())
        }
        false => {
            let body = r#"{"error":{"message":"no access for fetched-1"}}"#;
            ("401 Unauthorized".to_owned(), body.to_owned())
        }
    });
    let refused = Server::start("401 Unauthorized", r#"{"error":{"message":"not secret-12345"}}"#);
    for (auth, words) in [(&server, "no access for (hidden)"), (&refused, "not (hidden)")] {
        let mut list = server.list(&[]);
        list.env_remove("DINTERO_ACCESS_TOKEN").env("DINTERO_CLIENT_ID", "client");
        list.env("DINTERO_CLIENT_SECRET", "secret-12345");
        list.env("DINTERO_AUTH_URL", format!("http://localhost:{}/v1", auth.port));
        let ran = Ran::from(list.output().unwrap());
        assert_eq!(ran.code, Some(3), "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    let server = Server::start("404 Not Found", r#"{"error":{"message":"no page page-7"}}"#);
    let ran = server.run(&["--starting-after=page-7"]);
    assert!(ran.err.contains("no page (hidden)"), "{}", ran.err);
}

#[test]
fn a_listing_that_resumes_keeps_the_malformed_cards_of_the_first_part() {
    let folder = tempfile::tempdir().unwrap();
    let file = text(&folder.path().join("malformed"));
    let server = Server::start("200 OK", MALFORMED);
    let list = |more: &[&str]| server.run(&[&["--malformed", &file], more].concat());
    for (more, kept) in [(&[][..], 1), (&["--starting-after=next"], 2), (&[], 1)] {
        assert_eq!(list(more).code, Some(6));
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), kept);
    }
}

#[test]
fn the_rest_of_a_file_goes_to_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = text(&folder.path().join("cards.csv"));
    let mut list = crate::binary::command(&["list", "--sandbox=5", "--max", "2", "--out", &file]);
    let ran = Ran::from(list.stdin(Stdio::null()).output().unwrap());
    assert!(ran.err.contains("--all, or, to another file, resume with --"), "{}", ran.err);
}

//! Refusals before anything is sent, and failures afterwards.

use std::fs;

use crate::binary::{Ran, Served, command, run};
use crate::server::Server;

/// One line on standard error, nothing on standard output.
fn one_line(ran: &Ran, code: i32) -> &str {
    assert_eq!(ran.code, Some(code), "{}", ran.err);
    assert_eq!(ran.out, "");
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    ran.err.strip_prefix("error: ").unwrap()
}

#[test]
fn invalid_input_is_one_line_that_says_what_is_wrong_and_status_2() {
    let refused: [(&[&str], &str); 14] = [
        (&["--page-size", "0"], "a page holds from 1 to 100 cards"),
        (&["--page-size", "101"], "a page holds from 1 to 100 cards"),
        (&["--page-size", "ten"], "not a number"),
        (&["--created-at-gte", "yesterday"], "not an ISO 8601 time"),
        (&["--expires-at-lte", "2024-02-30"], "not an ISO 8601 time"),
        (
            &["--created-at-gte", "2024-02-02", "--created-at-lte", "2024-02-01"],
            "created_at: the range ends before it begins",
        ),
        (
            &[
                "--expires-at-gte",
                "2024-02-02T00:00:01Z",
                "--expires-at-lte",
                "2024-02-02T00:00:00Z",
            ],
            "expires_at: the range",
        ),
        (&["--amount-balance-gte", "2", "--amount-balance-lte", "1"], "amount_balance: the range"),
        (&["--amount-available", "1.5"], "not a whole number of 64 bits"),
        (&["--currency", "NOKK"], "not a currency of ISO 4217"),
        (&["--currency", "ZZZ"], "not a currency of ISO 4217"),
        (&["--status", "lost"], "possible values: inactive"),
        (&["--starting-after", ""], "--starting-after"),
        (&["--no-such-flag"], "--no-such-flag"),
    ];
    for (arguments, words) in refused {
        let ran = run(&[&["list", "--account-id", "T12345678"], arguments].concat());
        let line = one_line(&ran, 2);
        assert!(line.contains(words), "{arguments:?}: {line}");
    }
}

#[test]
fn an_invalid_account_id_is_refused() {
    let ran: Ran = command(&["list", "--account-id", "X1"])
        .env("DINTERO_ACCESS_TOKEN", "t")
        .output()
        .unwrap()
        .into();
    assert!(one_line(&ran, 2).contains("an account id is P or T and eight digits"));
}

#[test]
fn without_credentials_the_variables_to_set_are_named() {
    let ran = run(&["list"]);
    let line = one_line(&ran, 2);
    for name in [
        "DINTERO_ACCOUNT_ID",
        "DINTERO_CLIENT_ID",
        "DINTERO_CLIENT_SECRET",
        "DINTERO_ACCESS_TOKEN",
        "--sandbox",
    ] {
        assert!(line.contains(name), "{name}: {line}");
    }
    let ran: Ran = command(&["token", "--account-id", "T12345678"])
        .env("DINTERO_CLIENT_ID", "id")
        .output()
        .unwrap()
        .into();
    let line = one_line(&ran, 2);
    assert!(line.contains("set DINTERO_CLIENT_SECRET"), "{line}");
    assert!(!line.contains("DINTERO_ACCOUNT_ID"), "{line}");
}

#[test]
fn a_token_is_not_sent_in_the_clear_to_another_machine() {
    let ran: Ran =
        command(&["list", "--account-id", "T12345678", "--base-url", "http://192.0.2.1/v1"])
            .env("DINTERO_ACCESS_TOKEN", "t")
            .output()
            .unwrap()
            .into();
    assert!(one_line(&ran, 2).contains("use https"));
}

#[test]
fn a_server_that_refuses_credentials_is_status_3_with_what_it_says() {
    let sandbox = Served::start(&[]);
    let ran: Ran =
        sandbox.command(&["list"]).env("DINTERO_CLIENT_SECRET", "canary").output().unwrap().into();
    let line = one_line(&ran, 3);
    assert!(line.contains("responded with 401 Unauthorized (UNAUTHORIZED): client id"), "{line}");
    assert!(!line.contains("canary"), "{line}");
    let other = sandbox.command(&["list"]).env("DINTERO_ACCOUNT_ID", "P99999999").output();
    let ran: Ran = other.unwrap().into();
    let line = one_line(&ran, 3);
    assert!(line.contains("check DINTERO_ACCOUNT_ID") && !line.contains("scope"), "{line}");
}

#[test]
fn a_server_that_is_not_there_is_status_5() {
    // The port of a connection: it is taken, and nobody listens there.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let nobody = taken.local_addr().unwrap();
    let ran: Ran = command(&["list", "--account-id", "T12345678", "--search", "canary"])
        .env("DINTERO_ACCESS_TOKEN", "t")
        .env("DINTERO_BASE_URL", format!("http://{nobody}/v1"))
        .output()
        .unwrap()
        .into();
    let line = one_line(&ran, 5);
    assert!(line.contains("DINTERO_BASE_URL"), "{line}");
    assert!(
        line.starts_with(&format!("list cards: no connection to {nobody}, after 4 attempts"))
            && line.contains("refused"),
        "{line}"
    );
    assert!(!line.contains("canary"), "{line}");
}

#[test]
fn every_failure_has_the_status_that_the_help_lists_and_names_the_next_step() {
    for (status, code, words) in [
        ("401 Unauthorized", 3, "the access token is not valid"),
        ("403 Forbidden", 3, "the scope admin:wallets or read:wallets"),
        ("404 Not Found", 4, "check DINTERO_ACCOUNT_ID"),
        ("400 Bad Request", 4, "400 Bad Request"),
        ("501 Not Implemented", 4, "run the command again later"),
        ("429 Too Many Requests\r\nretry-after: 4000", 4, "wait 4000 s"),
        ("200 OK", 4, "cards"),
        ("204 No Content", 4, "204 No Content"),
        ("201 Created", 4, "201 Created"),
        ("206 Partial Content", 4, "206 Partial Content"),
        ("524 ", 4, "524"),
    ] {
        let ran = Server::start(status, "").run(&[]);
        let line = one_line(&ran, code);
        assert!(line.contains(words), "{status}: {line}");
    }
    let help = run(&["help"]).out;
    for code in [0, 1, 2, 3, 4, 5, 6, 130] {
        assert!(help.contains(&format!("\n  {code:>3}  ")), "{code}: {help}");
    }
}

#[test]
fn the_parser_suggests_what_was_meant() {
    let ran = run(&["list", "--sandbox", "--statu", "unused"]);
    assert!(one_line(&ran, 2).contains("a similar argument exists: '--status'"), "{}", ran.err);
    let ran = run(&["list", "--sandbox", "--status", "unsued"]);
    assert!(one_line(&ran, 2).contains("a similar value exists: 'unused'"), "{}", ran.err);
}

#[test]
fn a_refusal_names_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("cards.xlsx");
    fs::write(&binary, [0xff, 0xfe]).unwrap();
    let (folder, binary) = (folder.path().to_str().unwrap(), binary.to_str().unwrap());
    for (arguments, words) in [
        (&["list", "--sandbox", "50"][..], "--sandbox=50"),
        (&["list", "--sandbox=many"], "not a number of cards"),
        (&["list", "--sandbox", "--max", "all"], "not a number of cards"),
        (&["list", "--sandbox", "--out", "a.pdf"], "table, json, ndjson, csv, xlsx"),
        (&["report", "--sandbox", "--out", "a.pdf"], "html"),
        (&["report", "--from", binary], "list --out cards.ndjson"),
        (&["report", "--from", folder], "it is a folder"),
        (&["customer", "one", "--customer", "other", "--sandbox"], "cannot be used with"),
        (&["profile", "use", "books"], "the profiles are: none; add one"),
    ] {
        let ran = run(arguments);
        let line = one_line(&ran, 2);
        assert!(line.contains(words), "{arguments:?}: {line}");
    }
    let ran = run(&["show", "--sandbox", "nobody"]);
    assert!(ran.err.contains("list --search"), "{}", ran.err);
}

#[test]
fn secrets_are_read_from_files() {
    let sandbox = Served::start(&[]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    fs::write(&path, format!("{}\n", sandbox.text("client_secret"))).unwrap();
    let file = path.to_str().unwrap();
    let ran: Ran = sandbox
        .command(&["list", "--client-secret-file", file])
        .env("DINTERO_CLIENT_SECRET", "overridden by the file")
        .output()
        .unwrap()
        .into();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    fs::write(&path, " \n").unwrap();
    assert!(one_line(&run(&["list", "--client-secret-file", file]), 2).contains("empty"));
    fs::remove_file(&path).unwrap();
    assert!(one_line(&run(&["list", "--access-token-file", file]), 2).contains("No such file"));
}

#[test]
fn help_names_every_filter_and_shows_no_secret() {
    let ran: Ran = command(&["list", "--help"])
        .env("DINTERO_CLIENT_ID", "canary")
        .env("DINTERO_CLIENT_SECRET", "canary")
        .output()
        .unwrap()
        .into();
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(!ran.out.contains("canary"));
    insta::assert_snapshot!("help_of_list", ran.out);
}

//! Listing: every form, every way to say how much.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::Value;

use crate::binary::{Served, command, run};
use crate::server::Server;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_sandbox_lists_a_table_of_cards_and_says_that_it_is_one() {
    let ran = run(&["list", "--sandbox"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with(" card_id") && ran.out.contains(" NOK "), "{}", ran.out);
    assert!(ran.out.ends_with("\n25 cards\n"), "{}", ran.out);
    for status in ["inactive", "unused", "partially_used", "used", "expired"] {
        assert!(ran.out.contains(status), "{status}");
    }
    assert_eq!(ran.err, "note: data from the sandbox: none of this is real\n");
    assert!(!ran.out.contains('\u{1b}'), "colours in a pipe");
}

#[test]
fn json_is_one_array_even_when_it_is_empty() {
    let cards: Value =
        serde_json::from_str(&run(&["list", "--sandbox=3", "-o", "json"]).out).unwrap();
    assert_eq!(cards.as_array().unwrap().len(), 3);
    let none = run(&["list", "--sandbox=0", "-o", "json"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), "[]\n"));
}

#[test]
fn ndjson_is_one_object_a_line() {
    let cards = lines(&run(&["list", "--sandbox=7", "--page-size", "2", "-o", "ndjson"]).out);
    assert_eq!(cards.len(), 7);
    assert!(cards.iter().all(|card| card["amount_balance"].is_i64()));
    // Of a server that indents, with a field that the document does not name.
    let page = "{\"cards\":[{\"links\":{\r\n  \"self\": \"a\\nb\"\n}},\n{}]}";
    let ran = Server::start("200 OK", page).run(&["-o", "ndjson"]);
    let cards = lines(&ran.out);
    assert_eq!((cards.len(), &cards[0]["links"]["self"]), (2, &"a\nb".into()), "{}", ran.out);
}

#[test]
fn csv_has_a_header_and_a_row_for_each_card() {
    let ran = run(&["list", "--sandbox=4", "-o", "csv"]);
    let rows: Vec<&str> = ran.out.lines().collect();
    assert!(rows[0].starts_with("card_id,amount,currency,"), "{}", rows[0]);
    assert_eq!(rows.len(), 5);
    let none = run(&["list", "--sandbox=0", "-o", "csv"]);
    assert_eq!(none.out.lines().count(), 1);
}

#[test]
fn an_empty_table_says_so() {
    assert_eq!(run(&["list", "--sandbox=0"]).out, "0 cards\n");
}

#[test]
fn all_means_all_and_max_means_no_more() {
    let sandbox = Served::start(&["--cards", "230"]);
    let count = |arguments: &[&str]| {
        let ran = sandbox.run(&[&["list", "-o", "ndjson"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        (lines(&ran.out).len(), ran.err)
    };
    assert_eq!(count(&["--all"]), (230, String::new()));
    assert_eq!(count(&["--max", "0"]).0, 0);
    assert_eq!(count(&["--max", "230"]).0, 230);
    assert_eq!(count(&["--max", "101", "--page-size", "7"]).0, 101);
    assert_eq!(count(&[]), (230, String::new()), "never a silent part where nobody looks");
    let (cards, note) = count(&["--limit", "100"]);
    assert_eq!(cards, 100);
    assert!(note.contains("--all") && note.contains("--starting-after="), "{note}");
}

#[test]
fn a_listing_goes_on_where_another_ended() {
    let sandbox = Served::start(&["--cards", "12"]);
    let first = sandbox.run(&["list", "-o", "ndjson", "--max", "5"]);
    let flags: Vec<&str> = first.err.split_whitespace().rev().take(2).collect();
    let rest = sandbox.run(&[&["list", "-o", "ndjson"], &flags[..]].concat());
    assert_eq!(rest.code, Some(0), "{}", rest.err);
    let all = sandbox.run(&["list", "-o", "ndjson", "--all"]);
    assert_eq!(first.out + &rest.out, all.out);
}

#[test]
fn a_closed_pipe_is_not_an_error_message() {
    let mut child = command(&["list", "--sandbox=5000", "--all", "-o", "ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert_eq!(err, "note: data from the sandbox: none of this is real\n");
}

#[test]
fn a_token_is_printed_alone_on_request() {
    let sandbox = Served::start(&[]);
    let token = sandbox.run(&["token", "--print"]);
    assert_eq!(token.code, Some(0), "{}", token.err);
    assert_eq!(token.out.trim_end().split('.').count(), 3, "not a JSON Web Token");
    assert_eq!(token.err, "");
    let listed = command(&["list"])
        .env("DINTERO_ACCOUNT_ID", sandbox.text("account_id"))
        .env("DINTERO_BASE_URL", sandbox.text("base_url"))
        .env("DINTERO_ACCESS_TOKEN", token.out.trim_end())
        .output()
        .unwrap();
    assert_eq!(listed.status.code(), Some(0));
}

#[test]
fn a_listing_goes_on_inside_of_a_page() {
    let sandbox = Served::start(&["-q", "--cards", "40"]);
    let list = |arguments: &[&str]| {
        sandbox.run(&[&["list", "-o", "ndjson", "--status", "unused,used"], arguments].concat())
    };
    let all = list(&[]).out;
    for page_size in ["3", "7", "100"] {
        let (mut out, mut flags) = (String::new(), String::new());
        loop {
            let place: Vec<&str> = flags.split_whitespace().collect();
            let ran = list(&[&["--max", "4", "--page-size", page_size], &place[..]].concat());
            assert_eq!(ran.code, Some(0), "{}", ran.err);
            out += &ran.out;
            let Some((_, rest)) = ran.err.split_once("resume with ") else { break };
            flags = rest.to_owned();
        }
        assert_eq!(out, all, "{page_size}");
    }
}

#[test]
fn a_printed_cursor_is_refused_with_other_filters() {
    let sandbox = Served::start(&["--cards", "12"]);
    let first = sandbox.run(&["list", "--max", "5"]);
    let flags: Vec<&str> = first.err.split_whitespace().rev().take(2).collect();
    let ran = sandbox.run(&[&["list", "--currency", "NOK"], &flags[..]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("the cursor belongs to another account or filter"), "{}", ran.err);
    assert_eq!(run(&["list", "--sandbox", "--listing=1"]).code, Some(2));
    // Several statuses are chosen by the command, and belong to the listing, too.
    let statuses = |list: &str, more: &[&str]| {
        sandbox.run(&[&["list", "--max", "2", "--status", list], more].concat())
    };
    let first = statuses("used,unused", &[]);
    let flags: Vec<&str> =
        first.err.split_once("resume with ").unwrap().1.split_whitespace().collect();
    assert_eq!(statuses("unused,used", &flags).code, Some(0));
    for other in ["used,expired", "used"] {
        let ran = statuses(other, &flags);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{other}");
    }
}

#[test]
fn a_listing_of_what_expires_can_resume() {
    let sandbox = Served::start(&["-q", "--cards", "60"]);
    let list = |more: &[&str]| {
        let all = ["list", "-o", "ndjson", "--expires-within", "5y", "--time-zone", "Asia/Tokyo"];
        sandbox.run(&[&all[..], more].concat())
    };
    let first = list(&["--max", "3"]);
    let flags: Vec<&str> =
        first.err.split_once("resume with ").unwrap().1.split_whitespace().collect();
    assert_eq!(first.out.clone() + &list(&flags).out, list(&[]).out);
}

#[test]
fn a_resumed_csv_has_no_second_header() {
    let sandbox = Served::start(&["--cards", "12"]);
    for dialect in ["--csv=plain", "--csv=excel"] {
        let list = |more: &[&str]| sandbox.run(&[&["list", "-o", "csv", dialect], more].concat());
        let first = list(&["--max", "5"]);
        let flags: Vec<&str> = first.err.split_whitespace().rev().take(2).collect();
        assert_eq!(first.out.clone() + &list(&flags).out, list(&[]).out);
    }
}

#[test]
fn the_first_cards_of_an_order_are_the_first_of_all() {
    let sandbox = Served::start(&["-q", "--cards", "230"]);
    let sorted = |more: &[&str]| {
        let arguments = ["list", "-o", "csv", "--fields", "id,amount", "--sort", "-amount"];
        sandbox.run(&[&arguments[..], more].concat())
    };
    let (all, first) = (sorted(&[]).out, sorted(&["--max", "3", "--page-size", "7"]));
    assert_eq!(first.out.lines().collect::<Vec<_>>(), all.lines().take(4).collect::<Vec<_>>());
    assert_eq!(first.err, "note: there are more cards: list them with --all\n");
}

#[test]
fn several_statuses_are_listed_in_one_pass() {
    let sandbox = Served::start(&["--cards", "60"]);
    let count =
        |status: &str| lines(&sandbox.run(&["list", "-o", "ndjson", "--status", status]).out).len();
    assert_eq!(count("used,expired"), count("used") + count("expired"));
    assert_eq!(count("inactive,unused,partially_used,used,expired"), 60);
}

#[test]
fn a_table_ends_with_sums_of_each_currency() {
    let body = r#"{"cards":[{"currency":"NOK","amount_balance":150,"amount_available":5},
        {"currency":"SEK","amount_balance":100},{"currency":"NOK","amount_balance":200},
        {"amount_balance":7},{"currency":"JPY","amount_balance":7}]}"#;
    let ran = Server::start("200 OK", body).run(&["--time-zone", "Europe/Oslo"]);
    let (_, footer) = ran.out.split_once("\n\n").unwrap();
    assert_eq!(
        footer,
        "no currency: 1 card, balance 7, available 0\n\
         JPY: 1 card, balance 7 JPY, available 0 JPY\n\
         NOK: 2 cards, balance 3.50 NOK, available 0.05 NOK\n\
         SEK: 1 card, balance 1.00 SEK, available 0.00 SEK\n\
         times in Europe/Oslo\n5 cards\n"
    );
}

#[test]
fn a_script_can_ask_whether_any_card_matches() {
    let any = run(&["list", "--sandbox=3", "--fail-if-any", "-o", "ndjson"]);
    assert_eq!((any.code, any.out.lines().count()), (Some(1), 3));
    assert!(any.err.ends_with("error: 3 cards match\n"), "{}", any.err);
    let none = run(&["list", "--sandbox=3", "--fail-if-any", "--search", "nothing has this"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), "0 cards\n"));
}

#[test]
fn a_token_is_described_without_being_shown() {
    let sandbox = Served::start(&["-q", "--now", "2026-10-31T12:00:00Z"]);
    let ran = sandbox.run(&["token", "--time-zone", "Europe/Oslo"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "account  T12345678");
    assert!(lines[1].starts_with("expires  2026-1") && lines[1].ends_with("Europe/Oslo"));
    assert!(lines[2].starts_with("scopes   ") && lines[2].contains(":wallets"), "{}", lines[2]);
    assert!(!ran.out.contains("ey"), "the token is shown: {}", ran.out);
}

#[test]
fn details_and_quiet_change_what_is_said_and_nothing_else() {
    let list = |flag: &str| run(&["list", "--sandbox=3", "-o", "csv", flag]);
    let (quiet, loud) = (list("--quiet"), list("-v"));
    assert_eq!(quiet.err, "");
    assert!(loud.err.contains("note: page 1: 3 cards, 1 request for pages\n"), "{}", loud.err);
    assert_eq!(quiet.out, loud.out);
}

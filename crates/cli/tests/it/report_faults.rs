//! What a report must not pass over in silence.

use std::fs;

use serde_json::{Value, json};

use crate::binary::{Ran, run};
use crate::report::{card, export, sections};
use crate::server::Server;

fn refused(arguments: &[&str], words: &str) {
    let ran = run(arguments);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {}", ran.err);
    assert!(ran.err.contains(words), "{words}: {}", ran.err);
}

#[test]
fn filters_are_refused_with_exports() {
    let folder = tempfile::tempdir().unwrap();
    let a = export(folder.path(), "a.ndjson", &[card(1, "unused", 5, 0)]);
    let b = export(folder.path(), "b.ndjson", &[card(1, "unused", 5, 0)]);
    for filter in [["--currency", "NOK"], ["--customer", "x"], ["--expires-within", "30d"]] {
        refused(&[&["report", "--from", &a], &filter[..]].concat(), "filters choose cards");
        let roll = ["report", "--roll-forward", &a, &b];
        refused(&[&roll[..], &filter].concat(), "filters choose cards");
    }
    assert_eq!(run(&["report", "--from", &a, "--time-zone", "Europe/Oslo"]).code, Some(0));
}

#[test]
fn a_roll_forward_counts_a_card_once() {
    let folder = tempfile::tempdir().unwrap();
    let once = export(folder.path(), "once.ndjson", &[card(1, "unused", 5, 0)]);
    let twice = [card(1, "unused", 5, 0), card(1, "unused", 5, 0)];
    let twice = export(folder.path(), "twice.ndjson", &twice);
    for (files, which) in [([&once, &twice], "closing"), ([&twice, &once], "opening")] {
        let ran = run(&["report", "--roll-forward", files[0], files[1], "-o", "csv"]);
        assert_eq!(ran.code, Some(6), "{}", ran.err);
        assert!(ran.out.ends_with(",1,0.05,0.00,0.00,0.00,0.05,0.00\n"), "{}", ran.out);
        let words = format!("1 card is more than once in the {which} export");
        assert!(ran.err.contains(&words), "{}", ran.err);
    }
}

#[test]
fn swapped_exports_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let mut late = card(2, "unused", 5, 0);
    late["created_at"] = json!("2026-10-30T00:00:00Z");
    let a = export(folder.path(), "a.ndjson", &[card(1, "unused", 5, 0)]);
    let b = export(folder.path(), "b.ndjson", &[card(1, "unused", 5, 0), late]);
    let c = export(folder.path(), "c.ndjson", &[card(1, "partially_used", 5, 2)]);
    assert_eq!(run(&["report", "--roll-forward", &a, &b]).code, Some(0));
    assert_eq!(run(&["report", "--roll-forward", &a, &c]).code, Some(0));
    // Refunds make redeemed negative, too, so that this alone is no failure.
    let negative = "NOK gift_card: redeemed is negative";
    for (file, code, words) in [(&b, 6, "newer than every card"), (&c, 0, negative)] {
        let ran = run(&["report", "--roll-forward", file, &a]);
        assert_eq!(ran.code, Some(code), "{}", ran.err);
        assert!(ran.err.contains(words) && ran.out.contains(words), "{}", ran.err);
    }
}

#[test]
fn a_card_that_comes_again_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let one = card(1, "unused", 5, 0);
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let a = export(folder.path(), "a.ndjson", &[one.clone(), one.clone()]);
    let b = export(&other, "a.ndjson", &[one.clone(), card(2, "unused", 7, 0)]);
    let ran = run(&["report", "--from", &a, "--from", &b, "-o", "json"]);
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("2 cards came more than once"), "{}", ran.err);
    let total = sections(&ran)["total"].clone();
    // Files of the same name keep lines of their own.
    assert_eq!((&total[0]["account"], &total[1]["account"]), (&json!(a), &json!(b)));
    assert_eq!((&total[0]["amount"], &total[1]["amount"]), (&json!(5), &json!(7)));
    let again = other.join("../a.ndjson");
    let again = again.to_str().unwrap();
    refused(&["report", "--from", &a, "--from", again], "given twice");
    refused(&["report", "--roll-forward", &a, again], "given twice");
    // On one page, and on pages that do not follow each other.
    let server = Server::responding(move |target| {
        let (cards, next) = match target.split("starting_after=").nth(1).map(|it| &it[..1]) {
            None => (vec![one.clone(), one.clone()], Some("b")),
            Some("b") => (vec![card(2, "unused", 7, 0)], Some("c")),
            _ => (vec![one.clone()], None),
        };
        ("200 OK".to_owned(), json!({ "cards": cards, "starting_after": next }).to_string())
    });
    let ran = Ran::from(server.command("report", &["-o", "json"]).output().unwrap());
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("2 cards came more than once"), "{}", ran.err);
    assert_eq!(sections(&ran)["total"][0]["amount"], 12);
}

#[test]
fn a_sum_beyond_64_bits_is_exact_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let cards = [card(1, "unused", i64::MAX, 0), card(2, "unused", i64::MAX, 0)];
    let file = export(folder.path(), "a.ndjson", &cards);
    let from = |format: &str| run(&["report", "--from", &file, "-o", format]).out;
    assert!(from("csv").contains(",2,184467440737095516.14\n"), "{}", from("csv"));
    assert!(from("table").contains("184467440737095516.14 NOK"), "{}", from("table"));
    assert!(from("html").contains("184467440737095516.14 NOK"), "{}", from("html"));
    assert!(from("json").contains("\"18446744073709551614\""), "{}", from("json"));
}

#[test]
fn types_that_are_not_documented_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut cards = [card(1, "unused", 5, 0), card(2, "unused", 5, 0)];
    cards[0]["type"] = json!("voucher");
    cards[1]["type"] = Value::Null;
    let ran = run(&["report", "--from", &export(folder.path(), "a.ndjson", &cards)]);
    assert!(ran.err.contains("2 cards have a type that is not documented"), "{}", ran.err);
}

#[test]
fn expired_cards_that_count_are_no_breakage() {
    let folder = tempfile::tempdir().unwrap();
    let file = export(folder.path(), "a.ndjson", &[card(1, "expired", 5, 0)]);
    let ran = run(&["report", "--from", &file, "--counted-status", "unused,expired"]);
    assert!(ran.out.contains("unused, expired; breakage: none"), "{}", ran.out);
}

#[test]
fn a_file_that_is_not_an_export_is_refused_or_malformed() {
    let folder = tempfile::tempdir().unwrap();
    for other in [json!({ "cards": [card(1, "unused", 5, 0)] }), json!({ "colour": "red" })] {
        let ran = run(&["report", "--from", &export(folder.path(), "other.ndjson", &[other])]);
        assert_eq!(ran.code, Some(6), "{}", ran.err);
        assert!(ran.out.contains("1 malformed card is"), "{}", ran.out);
    }
    let file = folder.path().join("blank.ndjson");
    fs::write(&file, format!("{}\n\n", card(1, "unused", 5, 0))).unwrap();
    let ran = run(&["report", "--from", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_report_does_not_replace_its_export() {
    let folder = tempfile::tempdir().unwrap();
    let file = export(folder.path(), "a.json", &[card(1, "unused", 5, 0)]);
    let before = fs::read_to_string(&file).unwrap();
    let again = folder.path().join("./a.json");
    refused(&["report", "--from", &file, "--out", again.to_str().unwrap()], "would replace");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn an_export_without_cards_is_that_of_an_empty_month() {
    let folder = tempfile::tempdir().unwrap();
    let full = export(folder.path(), "full.ndjson", &[card(1, "unused", 5, 0)]);
    for empty in ["", "\n\n", "[]\n"] {
        let file = folder.path().join("empty.ndjson");
        fs::write(&file, empty).unwrap();
        let file = file.to_str().unwrap();
        let ran = run(&["report", "--from", file, "-o", "json"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains("note: empty.ndjson has no card"), "{}", ran.err);
        assert_eq!(sections(&ran)["total"], json!([]));
        let ran = run(&["report", "--roll-forward", file, &full, "-o", "csv"]);
        assert!(ran.out.ends_with(",1,0.00,0.05,0.00,0.00,0.05,0.00\n"), "{}", ran.out);
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = export(folder.path(), "a.ndjson", &[card(1, "unused", 5, 0)]);
    let link = folder.path().join("b.ndjson");
    fs::hard_link(&file, &link).unwrap();
    let link = link.to_str().unwrap();
    refused(&["report", "--from", &file, "--from", link], "given twice");
    refused(&["report", "--roll-forward", &file, link], "given twice");
    refused(&["report", "--from", &file, "--out", link, "-o", "csv"], "would replace");
}

#[test]
fn a_report_does_not_replace_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.csv");
    fs::write(&secret, "canary").unwrap();
    let secret = secret.to_str().unwrap();
    for flag in ["--client-secret-file", "--access-token-file", "--account-numbers"] {
        let words = format!("--out and {flag} are the same file, which one of them would replace");
        refused(&["report", "--sandbox", flag, secret, "--out", secret], &words);
    }
    assert_eq!(fs::read_to_string(secret).unwrap(), "canary");
}

#[cfg(unix)]
#[test]
fn a_report_fits_a_narrow_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let cards = [card(1, "unused", 1_234_567_800, 0), card(2, "used", 500, 500)];
    let (one, other) = (folder.path(), folder.path());
    let (one, other) = (export(one, "a.ndjson", &cards), export(other, "b.ndjson", &cards));
    let more = [card(3, "partially_used", 1_234_567_800, 0)];
    let long = export(folder.path(), "a-name-of-some-length.ndjson", &more);
    let numbers = folder.path().join("numbers.toml");
    std::fs::write(&numbers, "[[account]]\nnumber = \"2901\"\ncurrency = \"NOK\"\n").unwrap();
    let numbers = numbers.to_str().unwrap();
    for arguments in [
        &["--sandbox"][..],
        &["--roll-forward", &one, &other],
        &["--from", &one, "--from", &long, "--account-numbers", numbers],
    ] {
        let arguments = [&["report"], arguments].concat();
        let mut command = crate::binary::command(&arguments);
        let shown = crate::terminal::on_terminal(command.env("NO_COLOR", "1"), 80);
        let widest = shown.lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|width| width <= 80), "{shown}");
        assert_eq!(shown.matches("is a TEST account").count(), usize::from(arguments.len() == 2));
        for words in ["rest", "12345678.00 NOK"].iter().filter(|_| arguments.len() == 4) {
            assert!(shown.contains(words), "{shown}");
        }
        // Labels that are too wide stand above the lines that share them.
        let heading = "\n a-name-of-some-length.ndjson\n";
        assert_eq!(shown.contains(heading), arguments.len() > 4, "{shown}");
    }
}

#[cfg(unix)]
#[test]
fn no_format_lets_a_card_control_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = card(1, "unused", 5, 0);
    wrong["currency"] = json!("\u{1b}[2J\u{202e}");
    let file = export(folder.path(), "a.ndjson", &[wrong]);
    for format in ["table", "html"] {
        let ran = run(&["report", "--from", &file, "-o", format]);
        assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{format}: {}", ran.out);
    }
    for format in ["table", "csv", "json", "html"] {
        let mut command = crate::binary::command(&["report", "--from", &file, "-o", format]);
        let shown = crate::terminal::on_terminal(command.env("NO_COLOR", "1"), 200);
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{format}: {shown}");
    }
}

//! `dintero-cards report`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::binary::{Ran, Served, run};
use crate::server::Server;

pub(crate) fn card(id: u8, status: &str, funds: i64, drawdown: i64) -> Value {
    json!({
        "id": format!("3c90c3cc-0d44-4b50-8888-8dd2573605{id:02x}"), "card_id": format!("card-{id}"),
        "customer_id": "canary", "type": "gift_card", "status": status, "currency": "NOK",
        "amount_funds": funds, "amount_drawdown": drawdown, "amount_balance": funds - drawdown,
        "amount_available": 1, "created_at": "2026-09-30T22:30:00Z",
        "expires_at": "2026-12-31T23:30:00Z",
    })
}

pub(crate) fn export(folder: &Path, name: &str, cards: &[Value]) -> String {
    let file = folder.join(name);
    let lines: Vec<String> = cards.iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n")).unwrap();
    file.to_str().unwrap().to_owned()
}

pub(crate) fn sections(ran: &Ran) -> Value {
    serde_json::from_str::<Value>(&ran.out).unwrap()["sections"].clone()
}

#[test]
fn the_liability_is_summed_by_currency_and_class_in_the_time_zone() {
    let folder = tempfile::tempdir().unwrap();
    let mut cards = vec![
        card(1, "unused", 1000, 0),
        card(2, "partially_used", 1000, 250),
        card(3, "expired", 700, 0),
        card(4, "created", 50, 0),
    ];
    cards.push(json!({ "type": "credit_note", "status": "used", "currency": "JPY",
                       "amount_balance": 7 }));
    cards.push(json!({ "type": "gift_card", "status": "unused", "currency": "JPY" }));
    let file = export(folder.path(), "cards.ndjson", &cards);
    let from = ["report", "--from", &file, "--as-of", "2026-10-31T12:00:00Z", "-o", "json"];
    let oslo = run(&[&from[..], &["--time-zone", "Europe/Oslo"]].concat());
    assert_eq!(oslo.code, Some(0), "{}", oslo.err);
    let row = |currency: &str, class: &str, cards: u64, amount: i64| json!({ "currency": currency, "class": class, "cards": cards, "amount": amount });
    let sections_of_oslo = sections(&oslo);
    assert_eq!(
        sections_of_oslo["total"],
        json!([
            row("JPY", "outstanding", 2, 7),
            row("NOK", "outstanding", 2, 1750),
            row("NOK", "breakage", 1, 700),
            row("NOK", "not counted", 1, 50),
        ])
    );
    assert_eq!(sections_of_oslo["created"][1]["month"], "2026-10");
    assert_eq!(sections_of_oslo["expiring"][0]["month"], "never");
    assert_eq!(sections_of_oslo["expiring"][1]["month"], "2027-01");
    assert_eq!(sections_of_oslo["age"][1], {
        json!({ "currency": "NOK", "age": "up to 30 days", "cards": 2, "amount": 1750 })
    });
    // A day is one of the books, and ends at their midnight.
    let day = ["report", "--from", &file, "--as-of", "2026-10-31", "--time-zone", "Europe/Oslo"];
    let day = run(&day);
    assert!(day.out.contains(" 2026-10-31 23:59:59 Europe/Oslo\n"), "{}", day.out);
    let utc = sections(&run(&from));
    assert_eq!(utc["created"][1]["month"], "2026-09");
    assert_eq!(utc["expiring"][1]["month"], "2026-12");
    assert_eq!(utc["age"][1]["age"], "31 to 90 days");
    assert!(oslo.err.contains("1 card has no amount"), "{}", oslo.err);
    assert!(oslo.err.contains("1 card has a status that is not documented"), "{}", oslo.err);
}

#[test]
fn an_export_that_is_newer_than_its_moment_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let file = export(folder.path(), "cards.ndjson", &[card(1, "unused", 1000, 0)]);
    let report = |day: &str| run(&["report", "--from", &file, "--as-of", day]);
    assert_eq!(report("2026-09-30").code, Some(0));
    let early = report("2026-09-29");
    assert_eq!(early.code, Some(6), "{}", early.out);
    assert!(early.out.contains("! 1 card was created after the moment"), "{}", early.out);
}

#[test]
fn what_counts_is_a_setting_and_printed() {
    let folder = tempfile::tempdir().unwrap();
    let cards = [card(1, "unused", 1000, 0), card(2, "inactive", 1000, 0)];
    let file = export(folder.path(), "cards.ndjson", &cards);
    let ran = run(&[
        "report",
        "--from",
        &file,
        "--counted-status",
        "unused",
        "--counted-amount",
        "available",
    ]);
    assert!(ran.out.contains(" NOK       outstanding      1  0.01 NOK\n"), "{}", ran.out);
    assert!(ran.out.contains(" NOK       not counted      1  0.01 NOK\n"), "{}", ran.out);
    assert!(ran.out.contains("amount_available of gift_card, credit_note that are unused;"));
}

#[test]
fn the_moments_of_a_listing_and_a_test_account_are_named() {
    let sandbox = Served::start(&["--cards", "40"]);
    let ran = sandbox.run(&[
        "report",
        "--time-zone",
        "Europe/Oslo",
        "--currency",
        "nok",
        "--customer",
        "canary",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for words in [
        "first request",
        "last request",
        "Europe/Oslo",
        "cards created meanwhile",
        "--currency nok",
        "T12345678 is a TEST account",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains("canary"));
    let refused = run(&["report", "--sandbox", "--as-of", "2026-10-31"]);
    assert_eq!(refused.code, Some(2), "the past is only in an export: {}", refused.out);
}

#[test]
fn the_sums_are_those_of_the_cards() {
    let sandbox = Served::start(&["--cards", "230"]);
    let listed = sandbox.run(&["list", "-o", "ndjson"]);
    let cards = listed.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let nok: Vec<Value> = cards.filter(|card| card["currency"] == "NOK").collect();
    let sum: i64 = nok.iter().filter_map(|card| card["amount_balance"].as_i64()).sum();
    let report = sections(&sandbox.run(&["report", "-o", "json"]));
    for section in ["total", "status"] {
        let rows =
            report[section].as_array().unwrap().iter().filter(|row| row["currency"] == "NOK");
        let sums = rows.fold((0, 0), |(cards, amount), row| {
            (cards + row["cards"].as_u64().unwrap(), amount + row["amount"].as_i64().unwrap())
        });
        assert_eq!(sums, (nok.len() as u64, sum), "{section}");
    }
}

#[test]
fn a_roll_forward_explains_the_way_from_opening_to_closing() {
    let folder = tempfile::tempdir().unwrap();
    let opening = [
        card(1, "unused", 1000, 0),
        card(2, "partially_used", 1000, 250),
        card(3, "unused", 500, 0),
        card(4, "expired", 300, 0),
        card(5, "expired", 40, 0),
    ];
    let closing = [
        card(1, "partially_used", 1000, 100),
        card(2, "partially_used", 1600, 250),
        card(3, "expired", 500, 0),
        card(4, "unused", 300, 0),
        card(5, "expired", 40, 0),
        card(6, "unused", 2000, 0),
        card(7, "expired", 90, 30),
    ];
    let (a, b) =
        (export(folder.path(), "a.ndjson", &opening), export(folder.path(), "b.ndjson", &closing));
    let ran = run(&["report", "--roll-forward", &a, &b, "-o", "csv"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        ran.out,
        "section,currency,type,cards,opening,funded,redeemed,expired,closing,rest\n\
         roll_forward,NOK,gift_card,4,22.50,26.90,1.30,2.60,45.50,0.00\n"
    );
    assert_eq!(ran.err, "");
    // A card that is gone, and one whose sums do not agree.
    let mut wrong = card(1, "partially_used", 1000, 100);
    wrong["amount_balance"] = json!(901);
    let b = export(folder.path(), "c.ndjson", &[wrong]);
    let ran = run(&["report", "--roll-forward", &a, &b, "-o", "csv"]);
    assert!(ran.out.ends_with(",-12.49\n"), "{}", ran.out);
    assert!(ran.err.contains("NOK gift_card: the rest is not explained"), "{}", ran.err);
    assert!(ran.err.contains("2 cards are only in the opening export"), "{}", ran.err);
}

#[test]
fn two_exports_of_a_sandbox_reconcile() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["--cards", "90"]);
    let file = |name: &str, filters: &[&str]| {
        let file = folder.path().join(name).to_str().unwrap().to_owned();
        let ran = sandbox.run(&[&["list", "--out", &file], filters].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        file
    };
    let (all, some) = (file("all.json", &[]), file("some.ndjson", &["--max", "30"]));
    let ran = run(&["report", "--roll-forward", &some, &all, "-o", "json"]);
    let rows = sections(&ran)["roll_forward"].as_array().unwrap().clone();
    assert!(rows.len() > 4 && rows.iter().all(|row| row["rest"] == 0), "{}", ran.out);
}

#[test]
fn malformed_cards_and_wrong_files_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let file =
        export(folder.path(), "cards.ndjson", &[card(1, "unused", 5, 0), json!({ "amount": "x" })]);
    let ran = run(&["report", "--from", &file]);
    assert_eq!(ran.code, Some(6));
    assert!(ran.out.contains("! 1 malformed card is missing from this report"), "{}", ran.out);
    let server = Server::start("200 OK", r#"{"cards":[{"card_id":"c-2","amount":[1]}]}"#);
    let listed = Ran::from(server.command("report", &[]).output().unwrap());
    assert_eq!(listed.code, Some(6));
    assert!(listed.err.contains("on page 1, card_id c-2\n"), "{}", listed.err);
    let csv = folder.path().join("cards.csv");
    fs::write(&csv, "card_id\n1\n").unwrap();
    let ran = run(&["report", "--from", csv.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    assert_eq!(run(&["report", "--from", "no such file"]).code, Some(2));
    let ran = Server::pages(&["a"], 2, "400 Bad Request").command("report", &[]).output().unwrap();
    assert_eq!((Ran::from(ran).out.as_str()), "", "a part of the liability is none");
}

#[test]
fn a_page_of_html_is_whole_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = card(1, "unused", 5, 0);
    wrong["currency"] = json!("<script>alert(1)</script>");
    let file = export(folder.path(), "cards.ndjson", &[wrong, card(2, "unused", 5, 0)]);
    let page = folder.path().join("report.html");
    assert_eq!(run(&["report", "--from", &file, "--out", page.to_str().unwrap()]).code, Some(0));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("<svg"), "{page}");
    for word in ["<script", "http:", "https:", "src=", "href=", "canary", "card-1"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
    let without_void =
        page.split("<style>").next().unwrap().to_owned() + page.split("</style>").nth(1).unwrap();
    for tag in ["table", "tr", "td", "dl", "dd", "svg", "rect", "div", "body", "html"] {
        let count = |text: &str| without_void.matches(text).count();
        let opened = count(&format!("<{tag}>")) + count(&format!("<{tag} "));
        assert_eq!(opened, count(&format!("</{tag}>")), "{tag}");
    }
}

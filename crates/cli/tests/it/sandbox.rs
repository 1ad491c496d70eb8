//! `dintero-cards sandbox`.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::binary::{Served, command, run};

fn listed(served: &Served) -> Vec<serde_json::Value> {
    let out = served.run(&["list", "--all", "-o", "ndjson"]).out;
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_first_line_says_how_to_reach_it() {
    let sandbox = Served::start(&["--cards", "3", "--seed", "7"]);
    let keys: Vec<&String> = sandbox.first_line.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["base_url", "auth_url", "account_id", "client_id", "client_secret"]);
    assert!(sandbox.text("base_url").starts_with("http://127.0.0.1:"));
    assert!(sandbox.text("base_url").ends_with("/v1"));
    let listed = sandbox.run(&["list"]);
    assert!(listed.out.ends_with("\n3 cards\n"), "{}", listed.out);
}

#[test]
fn the_same_seed_makes_the_same_cards() {
    let list =
        |seed| Served::start(&["--cards", "9", "--seed", seed]).run(&["list", "-o", "csv"]).out;
    assert_eq!(list("1"), list("1"));
    assert_ne!(list("1"), list("2"));
}

#[cfg(unix)]
#[test]
fn it_ends_well_when_it_is_interrupted() {
    for signal in ["-INT", "-TERM"] {
        let sandbox = Served::start(&[]);
        let id = sandbox.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(sandbox.wait(), Some(0), "{signal}");
    }
}

#[test]
fn a_listing_can_be_served_again() {
    let folder = tempfile::tempdir().unwrap();
    let first = Served::start(&["--quiet", "--cards", "40", "--now", "2026-03-01T12:00:00Z"]);
    let cards = listed(&first);
    assert_eq!(cards.len(), 40);
    for (format, name) in [("ndjson", "cards.ndjson"), ("csv", "cards.csv")] {
        let file = folder.path().join(name);
        std::fs::write(&file, first.run(&["list", "--all", "-o", format]).out).unwrap();
        let file = file.to_str().unwrap();
        let again = Served::start(&["-q", "--now", "2026-03-01T12:00:00Z", "--data", file]);
        assert_eq!(listed(&again), cards, "{format}");
    }
}

#[test]
fn faults_and_latency_come_from_flags() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faults.json");
    std::fs::write(&file, r#"{"faults": [{"always": true, "actions": {"status": 418}}]}"#).unwrap();
    let arguments = ["-q", "--faults", file.to_str().unwrap(), "--latency", "5ms"];
    let ran = Served::start(&arguments).run(&["list"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("418"), "{}", ran.err);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faults.json");
    std::fs::write(&file, "{\n\"faults\": 3}").unwrap();
    let file = file.to_str().unwrap();
    for arguments in [
        &["--faults", file][..],
        &["--data", file],
        &["--data", "cards.txt"],
        &["--latency", "5"],
        &["--order", "random"],
        &["--now", "noon"],
    ] {
        let ran = run(&[&["sandbox"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    assert!(run(&["sandbox", "--faults", file]).err.contains("faults.json:2: invalid type"));
}

#[test]
fn requests_are_logged_without_values() {
    let mut child = command(&["sandbox", "--cards", "3"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let first_line: serde_json::Value = serde_json::from_str(&line).unwrap();
    let listed = command(&["list", "--search", "somebody"])
        .env("DINTERO_ACCOUNT_ID", first_line["account_id"].as_str().unwrap())
        .env("DINTERO_CLIENT_ID", first_line["client_id"].as_str().unwrap())
        .env("DINTERO_CLIENT_SECRET", first_line["client_secret"].as_str().unwrap())
        .env("DINTERO_BASE_URL", first_line["base_url"].as_str().unwrap())
        .env("DINTERO_AUTH_URL", first_line["auth_url"].as_str().unwrap())
        .output()
        .unwrap();
    child.kill().unwrap();
    let log = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(listed.status.success());
    let [token, page] = log.lines().collect::<Vec<_>>()[..] else { panic!("{log}") };
    assert!(token.ends_with(" POST /v1/accounts/T12345678/auth/token -> 200"), "{token}");
    assert!(page.contains(" GET /v1/accounts/T12345678/wallets/cards?"), "{page}");
    assert!(page.contains("search") && page.ends_with(" -> 200"), "{page}");
    assert!(!page.contains("somebody"), "{page}");
}

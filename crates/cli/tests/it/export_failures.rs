//! Exports with malformed cards, and exports that fail.

use std::fs;

use serde_json::Value;

use crate::binary::{Ran, Served};
use crate::export::{export, files, lines, manifest};
use crate::server::Server;

const MALFORMED: &str = r#"{"cards":[{"card_id":"b","created_at":"2024-01-02","currency":"NOK","amount":5},
    {"card_id":"x","amount":"many"},{"card_id":"a","created_at":"2024-01-02","amount":7}]}"#;

#[test]
fn malformed_cards_are_kept_in_a_file_of_their_own_and_counted() {
    let server = Server::start("200 OK", MALFORMED);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards.ndjson");
    let ran: Ran =
        server.command("export", &["--out", out.to_str().unwrap()]).output().unwrap().into();
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("1 card could not be read"), "{}", ran.err);
    let files = files(folder.path());
    let line = "{\"path\":\"amount\",\"json\":\"{\\\"card_id\\\":\\\"x\\\",\\\"amount\\\":\\\"many\\\"}\"}\n";
    assert_eq!(files["cards.ndjson_malformed.ndjson"], line.as_bytes());
    let ids: Vec<Value> =
        lines(&files["cards.ndjson"]).iter().map(|card| card["card_id"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
    // The next export has none.
    let sandbox = Served::start(&["-q", "--cards", "2"]);
    assert_eq!(export(&sandbox, &out, &[]).code, Some(0));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_fails_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards.csv");
    let server = Server::pages(&["a"], 2, "400 Bad Request");
    let ran: Ran =
        server.command("export", &["--out", out.to_str().unwrap()]).output().unwrap().into();
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("note: the file was not written"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_card_that_belongs_to_no_window_fails_the_export() {
    let body = r#"{"cards":[{"card_id":"a","created_at":"2024-01-02"},{"card_id":"b"}]}"#;
    let server = Server::start("200 OK", body);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let flags = ["--out", out.to_str().unwrap(), "--windows", "1", "--format", "ndjson"];
    let ran: Ran = server.command("export", &flags).output().unwrap().into();
    assert_eq!(ran.code, Some(4), "{}", ran.err);
    assert!(ran.err.contains("created_at"), "{}", ran.err);
    assert!(!out.join("manifest.json").exists());
}

#[test]
fn malformed_cards_of_a_window_are_beside_its_cards_and_in_the_manifest() {
    let server = Server::start("200 OK", MALFORMED);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let flags = ["--out", out.to_str().unwrap(), "--windows", "1", "--format", "ndjson"];
    for resume in [&[][..], &["--resume"]] {
        let command = &mut server.command("export", &[&flags[..], resume].concat());
        let ran: Ran = command.output().unwrap().into();
        assert_eq!(ran.code, Some(6), "{}", ran.err);
        assert!(ran.err.contains("1 card could not be read"), "{}", ran.err);
        let manifest = manifest(&out);
        assert_eq!((&manifest["cards"], &manifest["malformed_cards"]), (&2.into(), &1.into()));
        let file = manifest["windows"][0]["malformed_file"].as_str().unwrap();
        assert!(file.ends_with("_malformed.ndjson"), "{file}");
        assert_eq!(lines(&files(&out)[file])[0]["path"], "amount");
    }
}

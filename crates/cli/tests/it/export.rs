//! Exports to a file, and to a folder in windows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dintero_cards_sandbox::Sandbox;
use serde_json::Value;

use crate::binary::{Ran, Served, command};

/// Every file below a folder, by its path within the folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(
                files(&path).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)),
            );
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

/// The files of an export, with a manifest without its moments.
pub(crate) fn without_moments(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                for name in ["started", "finished", "first_request", "last_request", "requests"] {
                    map.remove(name);
                }
                map.values_mut().for_each(strip);
            }
            Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut files = files(folder);
    let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    strip(&mut manifest);
    files.insert("manifest.json".to_owned(), manifest.to_string().into_bytes());
    files
}

pub(crate) fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

pub(crate) fn lines(text: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(crate) fn export(sandbox: &Served, out: &Path, flags: &[&str]) -> Ran {
    sandbox.run(&[&["export", "--out", out.to_str().unwrap()], flags].concat())
}

/// The sums of the amounts of cards by currency, as a manifest has them.
fn sums(cards: &[Value]) -> Value {
    let mut sums: BTreeMap<&str, (u64, BTreeMap<&str, i64>)> = BTreeMap::new();
    for card in cards {
        let sum = sums.entry(card["currency"].as_str().unwrap()).or_default();
        sum.0 += 1;
        for (name, value) in card.as_object().unwrap() {
            if let Some(minor) = value.as_i64().filter(|_| name.starts_with("amount")) {
                *sum.1.entry(name).or_default() += minor;
            }
        }
    }
    let object = |(currency, (cards, amounts)): (&&str, &(u64, BTreeMap<&str, i64>))| serde_json::json!({ "currency": currency, "cards": cards, "amounts": amounts });
    sums.iter().map(object).collect()
}

#[test]
fn a_file_of_every_format_has_every_card_in_order() {
    let sandbox = Served::start(&["-q", "--cards", "250"]);
    let folder = tempfile::tempdir().unwrap();
    let mut listed = lines(sandbox.run(&["list", "-o", "ndjson"]).out.as_bytes());
    let key = |card: &Value| ["created_at", "card_id", "id"].map(|name| card[name].to_string());
    listed.sort_by_key(key);
    for name in ["cards.ndjson", "cards.json", "cards.csv", "cards.xlsx"] {
        let file = folder.path().join(name);
        let ran = export(&sandbox, &file, &[]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.err);
        assert!(ran.err.contains("note: 250 cards in "), "{}", ran.err);
        let text = fs::read(&file).unwrap();
        match name {
            "cards.ndjson" => assert_eq!(lines(&text), listed),
            "cards.json" => {
                assert_eq!(serde_json::from_slice::<Vec<Value>>(&text).unwrap(), listed);
            }
            "cards.csv" => {
                let ids: Vec<String> = text
                    .split(|byte| *byte == b'\n')
                    .skip(1)
                    .map(|line| {
                        String::from_utf8_lossy(line.split(|byte| *byte == b',').next().unwrap())
                            .into_owned()
                    })
                    .collect();
                let own: Vec<&str> = listed
                    .iter()
                    .map(|card| card["card_id"].as_str().unwrap_or_default())
                    .collect();
                assert_eq!(ids[..250], own);
            }
            _ => assert!(text.starts_with(b"PK")),
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[test]
fn an_export_in_windows_has_every_card_once_and_a_manifest() {
    let sandbox = Served::start(&["-q", "--cards", "430"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.ndjson");
    assert_eq!(export(&sandbox, &file, &["--status", "used,unused"]).code, Some(0));
    let out = folder.path().join("cards");
    let flags =
        ["--status", "used,unused", "--windows", "5", "--workers", "3", "--format", "ndjson"];
    let ran = export(&sandbox, &out, &flags);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let parts = files(&out);
    let manifest = manifest(&out);
    let windows = manifest["windows"].as_array().unwrap();
    assert_eq!(parts.len(), windows.len() + 1, "{:?}", parts.keys());
    assert!(windows.len() >= 4, "{windows:?}");
    let cards: Vec<u8> =
        windows.iter().flat_map(|window| parts[window["file"].as_str().unwrap()].clone()).collect();
    assert_eq!(cards, fs::read(&file).unwrap());
    let cards = lines(&cards);
    assert_eq!(manifest["version"], 1);
    assert_eq!(manifest["cards"], cards.len());
    assert_eq!(manifest["sums"], sums(&cards));
    assert_eq!(
        manifest["contents"]["filters"],
        serde_json::json!({ "status": ["unused", "used"] })
    );
    assert_eq!(manifest["contents"]["account_id"], sandbox.text("account_id"));
    assert!(manifest["contents"]["document"].as_str().unwrap().starts_with("sha256:"));
    assert!(manifest["first_request"].as_str() < manifest["last_request"].as_str());
    // The windows follow one another.
    for pair in windows.windows(2) {
        assert_eq!(pair[0]["before"], pair[1]["from"]);
        assert!(!pair[0]["before"].is_null());
    }
    #[cfg(unix)]
    for name in parts.keys() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(out.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    // Again: it is complete, and stays as it is.
    let again = export(&sandbox, &out, &[&flags[..], &["--resume"]].concat());
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(again.err.contains("note: the export is complete"), "{}", again.err);
    assert_eq!(files(&out), parts);
}

#[test]
fn the_sums_of_a_manifest_are_those_of_the_account_itself() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sandbox = runtime.block_on(Sandbox::builder().cards(1_500).start()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let ran =
        command(&["export", "--windows", "7", "--format", "csv", "--out", out.to_str().unwrap()])
            .env("DINTERO_ACCOUNT_ID", sandbox.account_id())
            .env("DINTERO_CLIENT_ID", sandbox.client_id())
            .env("DINTERO_CLIENT_SECRET", sandbox.client_secret())
            .env("DINTERO_BASE_URL", sandbox.base_url())
            .env("DINTERO_AUTH_URL", sandbox.auth_url())
            .output()
            .unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let now = sandbox.clock().now();
    let cards: Vec<Value> = sandbox.cards().iter().map(|card| card.to_json(now)).collect();
    assert_eq!(manifest(&out)["sums"], sums(&cards));
    assert_eq!(manifest(&out)["cards"], 1_500);
    runtime.block_on(sandbox.shutdown());
}

#[test]
fn the_order_of_the_server_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let mut exports = ["newest-first", "oldest-first"].map(|order| {
        let sandbox = Served::start(&["-q", "--cards", "330", "--order", order]);
        let out = folder.path().join(order);
        let ran =
            export(&sandbox, &out, &["--windows", "3", "--format", "csv", "--without", "pin"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        without_moments(&out)
    });
    // Plans may divide time otherwise.
    let table = |files: &mut BTreeMap<String, Vec<u8>>| {
        files.retain(|name, _| name.starts_with("cards/"));
        std::mem::take(files)
            .into_values()
            .flat_map(|text| {
                String::from_utf8(text)
                    .unwrap()
                    .lines()
                    .skip(1)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    let [one, other] = &mut exports;
    let one = table(one);
    assert_eq!((one.len(), &one), (330, &table(other)));
}

#[test]
fn an_export_of_something_else_is_refused() {
    let sandbox = Served::start(&["-q", "--cards", "20"]);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let flags = ["--windows", "2", "--format", "ndjson"];
    assert_eq!(export(&sandbox, &out, &flags).code, Some(0));
    let before = files(&out);
    for (flags, error) in [
        (&["--windows", "2", "--format", "ndjson"][..], "the folder is not empty"),
        (&["--format", "ndjson", "--resume", "--status", "used"], "other filters"),
        (&["--format", "csv", "--resume"], "another format"),
        (&["--format", "ndjson", "--resume", "--without", "pin"], "other fields"),
        (&["--format", "ndjson", "--resume", "--windows", "3"], "has --windows 2"),
        (&["--format", "ndjson", "--resume", "--account-id", "T00000001"], "another account"),
        (&["--resume"], "name the format with --format"),
        (&["--format", "xlsx", "--resume"], "a workbook is a single file"),
    ] {
        let ran = export(&sandbox, &out, flags);
        assert_eq!(ran.code, Some(2), "{flags:?}: {}", ran.err);
        assert!(ran.err.contains(error), "{flags:?}: {}", ran.err);
    }
    assert_eq!(files(&out), before);
    fs::write(folder.path().join("other"), "").unwrap();
    let ran = export(&sandbox, folder.path(), &["--format", "csv", "--resume"]);
    assert!(ran.err.contains("no export to continue"), "{}", ran.err);
    if !cfg!(feature = "parquet") {
        let ran = export(&sandbox, &folder.path().join("cards.parquet"), &[]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("cargo install --locked dintero-cards-cli --features parquet"));
    }
    // A file that changed is no longer the one of the manifest.
    let name = before.keys().find(|name| name.starts_with("cards/")).unwrap();
    fs::write(out.join(name), "{}\n").unwrap();
    let ran = export(&sandbox, &out, &["--format", "ndjson", "--resume"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("has changed since the export was complete"), "{}", ran.err);
}

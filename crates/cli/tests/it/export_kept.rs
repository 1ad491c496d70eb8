//! What an export does not replace, and what it does not believe.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::binary::{Ran, Served, run};
use crate::export::{export, files, manifest};

fn refused(ran: &Ran, error: &str) {
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains(error), "{}", ran.err);
}

#[test]
fn an_export_does_not_replace_the_file_of_a_secret() {
    let sandbox = Served::start(&["-q", "--cards", "5"]);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (secret, plan) = (path("s.ndjson_malformed.ndjson"), path("plan.json"));
    let detour = folder.path().join(".").join("s.ndjson_malformed.ndjson");
    let detour = detour.to_str().unwrap();
    fs::write(&secret, sandbox.text("client_secret")).unwrap();
    let flags = ["export", "plan", "--windows", "2", "--format", "ndjson", "--out", &plan];
    assert_eq!(sandbox.run(&flags).code, Some(0));
    let before = files(folder.path());
    for flag in ["--client-secret-file", "--access-token-file"] {
        for flags in [
            &["--out", detour][..],
            // The malformed cards of a file are beside it.
            &["--out", &path("s.ndjson")],
            &["--out", detour, "--windows", "2"],
            &["plan", "--format", "ndjson", "--out", detour],
            &["window", &plan, "--index", "0", "--out", detour],
        ] {
            let ran = sandbox.run(&[&["export"], flags, &[flag, &secret]].concat());
            refused(&ran, "are the same file, which one of them would replace");
        }
    }
    let ran = sandbox.run(&["export", "window", &plan, "--index", "0", "--out", &plan]);
    refused(&ran, "--out and PLAN are the same file");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_window_of_a_complete_export_is_not_exported_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plan, other, out) = (path("plan.json"), path("other.json"), path("cards"));
    let of_plan = |sandbox: &Served, plan: &str, flags: &[&str]| {
        let ran = sandbox.run(&[&["export", "plan", "--out", plan], flags].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    };
    let window = |sandbox: &Served, plan: &str, index: &str| {
        sandbox.run(&["export", "window", plan, "--index", index, "--out", &out])
    };
    let sandbox = Served::start(&["-q", "--cards", "200"]);
    of_plan(&sandbox, &plan, &["--windows", "2", "--format", "ndjson"]);
    for index in ["0", "1"] {
        assert_eq!(window(&sandbox, &plan, index).code, Some(0));
    }
    let ran = run(&["export", "finish", &plan, &out]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let before = files(Path::new(&out));
    // Another process does the same work late, when there are other cards.
    let later = Served::start(&["-q", "--cards", "90"]);
    let ran = window(&later, &plan, "1");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("window 1 is there already"), "{}", ran.err);
    assert_eq!(files(Path::new(&out)), before);
    assert!(!Path::new(&out).join("unfinished").exists());
    for (flags, error) in [
        (["--windows", "3", "--format", "ndjson"], "an export by another plan is there"),
        (["--windows", "2", "--format", "csv"], "another format"),
    ] {
        of_plan(&sandbox, &other, &flags);
        refused(&window(&sandbox, &other, "1"), error);
        refused(&run(&["export", "finish", &other, &out]), error);
    }
    assert_eq!(files(Path::new(&out)), before);
    // What has changed is not there.
    let file = manifest(Path::new(&out))["windows"][1]["file"].as_str().unwrap().to_owned();
    fs::write(Path::new(&out).join(file), "{}\n").unwrap();
    let ran = window(&sandbox, &plan, "1");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("has changed since the export was complete"), "{}", ran.err);
}

#[test]
fn a_manifest_that_contradicts_its_windows_or_its_folder_is_not_believed() {
    let sandbox = Served::start(&["-q", "--cards", "60"]);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let flags = ["--windows", "2", "--format", "ndjson", "--resume"];
    assert_eq!(export(&sandbox, &out, &flags).code, Some(0));
    let whole = manifest(&out);
    let keep = |manifest: &Value| {
        fs::write(out.join("manifest.json"), manifest.to_string()).unwrap();
    };
    let check = |code, error: &str| {
        let ran = export(&sandbox, &out, &flags);
        assert_eq!(ran.code, Some(code), "{error}: {}", ran.err);
        assert!(ran.err.contains(error), "{error}: {}", ran.err);
    };
    for (place, value) in [
        ("/cards", 1.into()),
        ("/duplicates", 1.into()),
        ("/malformed_cards", 1.into()),
        ("/sums/0/cards", 1.into()),
        ("/first_request", "2020-01-01T00:00:00Z".into()),
        ("/windows/1/cards", u64::MAX.into()),
        ("/windows", Value::Array(Vec::new())),
    ] {
        let mut edited = whole.clone();
        *edited.pointer_mut(place).unwrap() = value;
        keep(&edited);
        check(1, "manifest.json: its totals are not those of its windows");
    }
    let mut newer = whole.clone();
    newer["version"] = 9.into();
    keep(&newer);
    check(2, "manifest.json: it has version 9, and this program reads version 1");
    keep(&whole);
    check(0, "note: 60 cards in 2 windows");
    fs::write(out.join("cards/more.ndjson"), "{}\n").unwrap();
    check(1, "cards/more.ndjson belongs to no window");
}

#[test]
fn an_export_goes_to_a_file_or_a_folder_that_is_meant() {
    let sandbox = Served::start(&["-q", "--cards", "0"]);
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.json");
    let plan = plan.to_str().unwrap();
    let flags = ["export", "plan", "--windows", "1", "--format", "csv", "--out", plan];
    let ran = sandbox.run(&flags);
    assert!(ran.err.contains("has 1 window, from 0 to 0"), "{}", ran.err);
    let before = files(folder.path());
    for (flags, error) in [
        (&["--format", "csv", "--out", "-"][..], "--out: an export is written to a file"),
        (&["plan", "--format", "csv", "--out", "-"], "--out: an export is written to a file"),
        (&["window", plan, "--index", "0", "--out", "-"], "--out: an export is written to a file"),
        (&["--out", "df.csv", "--resume"], "--resume continues an export in a folder"),
        (
            &["--out", "df.csv", "--workers", "2"],
            "--workers shares an export in a folder, and --out names a file: name a folder, with \
             --format csv",
        ),
    ] {
        let mut command = sandbox.command(&[&["export"], flags].concat());
        refused(&command.current_dir(folder.path()).output().unwrap().into(), error);
    }
    assert_eq!(files(folder.path()), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // A folder may have the ending of a format.
    let out = folder.path().join("df.csv");
    for _ in 0..2 {
        let ran = export(&sandbox, &out, &["--windows", "1", "--resume"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains("note: 0 cards in 1 window\n"), "{}", ran.err);
    }
    assert_eq!(export(&sandbox, &out, &["--resume"]).code, Some(0));
}

//! An export by a plan, and one that is killed and continued.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use crate::binary::{Ran, Served, run};
use crate::export::{files, manifest, without_moments};
use crate::server::Server;

pub(crate) const CARDS: usize = 90;
pub(crate) const FORMAT: &str = if cfg!(feature = "parquet") { "parquet" } else { "ndjson" };
const PAGE: usize = 10;

/// Cards of 2024, of which a page is requested by its offset. The request with this number
/// gets no response, and is reported.
pub(crate) fn server(silent: usize) -> (Server, Receiver<()>) {
    let (sender, receiver) = channel();
    let mut requests = 0;
    let requests = std::sync::Mutex::new(move || {
        requests += 1;
        requests
    });
    let server = Server::responding(move |target| {
        if requests.lock().unwrap()() == silent {
            sender.send(()).unwrap();
            return (String::new(), String::new());
        }
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let parameters: BTreeMap<&str, String> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| {
                (name, percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned())
            })
            .collect();
        let bound = |name: &str| parameters.get(name).map(|text| text[..19].to_owned());
        let created = |index: usize| {
            format!("2024-{:02}-{:02}T00:00:00", 1 + index / 28 % 12, 1 + index % 28)
        };
        let is_within = |index: &usize| {
            bound("created_at.gte").is_none_or(|from| from <= created(*index))
                && bound("created_at.lte").is_none_or(|to| created(*index) <= to)
        };
        let offset = parameters.get("starting_after").map_or(0, |text| text.parse().unwrap());
        let cards: Vec<usize> = (0..CARDS).filter(is_within).collect();
        let page: Vec<_> = cards.iter().skip(offset).take(PAGE).map(|index| json!({
            "card_id": format!("card-{index}"), "created_at": format!("{}Z", created(*index)),
            "id": format!("00000000-0000-4000-8000-{index:012}"), "amount_balance": index, "currency": "NOK",
        })).collect();
        let next = (offset + PAGE < cards.len()).then(|| (offset + PAGE).to_string());
        ("200 OK".to_owned(), json!({ "cards": page, "starting_after": next }).to_string())
    });
    (server, receiver)
}

fn export(server: &Server, out: &Path, resume: bool) -> Command {
    let mut flags = vec![
        "--out",
        out.to_str().unwrap(),
        "--windows",
        "4",
        "--workers",
        "2",
        "--format",
        FORMAT,
    ];
    flags.extend(resume.then_some("--resume"));
    server.command("export", &flags)
}

fn spawn(mut command: Command) -> Child {
    command.stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_killed_export_goes_on_to_the_same_bytes_wherever_it_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let undisturbed = folder.path().join("undisturbed");
    let (whole, _receiver) = server(0);
    let ran: Ran = export(&whole, &undisturbed, false).output().unwrap().into();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let requests = whole.seen.lock().unwrap().len();
    assert!(requests >= 10, "{requests}");
    let expected = without_moments(&undisturbed);
    assert_eq!(manifest(&undisturbed)["cards"], CARDS);
    for silent in 1..=requests {
        let out = folder.path().join(silent.to_string());
        let (halting, reached) = server(silent);
        let mut child = spawn(export(&halting, &out, false));
        reached.recv().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!out.join("manifest.json").exists(), "{silent}");
        // Killed again: at least the window of the request without a response is missing.
        let (halting, reached) = server(1);
        let mut child = spawn(export(&halting, &out, true));
        reached.recv().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let ran: Ran = export(&whole, &out, true).output().unwrap().into();
        assert_eq!(ran.code, Some(0), "{silent}: {}", ran.err);
        assert_eq!(without_moments(&out), expected, "{silent}");
    }
}

#[test]
fn an_interrupted_export_has_no_manifest_and_keeps_whole_windows() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let (whole, _receiver) = server(0);
    assert_eq!(export(&whole, &folder.path().join("all"), false).status().unwrap().code(), Some(0));
    let requests = whole.seen.lock().unwrap().len();
    let (halting, reached) = server(requests);
    let child = spawn(export(&halting, &out, false));
    reached.recv().unwrap();
    let ran: Ran = export(&whole, &out, true).output().unwrap().into();
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("another process is exporting to this folder"), "{}", ran.err);
    assert!(
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success()
    );
    let ran: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(ran.code, Some(130), "{}", ran.err);
    assert!(
        ran.err.contains("note: the export is incomplete: continue it with --resume"),
        "{}",
        ran.err
    );
    assert!(!out.join("manifest.json").exists());
    let before = whole.seen.lock().unwrap().len();
    let ran: Ran = export(&whole, &out, true).output().unwrap().into();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("of 4 windows are there already"), "{}", ran.err);
    assert!(whole.seen.lock().unwrap().len() - before < requests / 2);
    // Filters are compared before anything is sent.
    assert_eq!(without_moments(&out), without_moments(&folder.path().join("all")));
}

#[test]
fn a_failed_export_is_partial_and_has_no_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::responding(|target| {
        let is_last = target.contains("created_at.gte") && !target.contains("created_at.lte");
        let card =
            |day| json!({ "created_at": format!("2024-01-{day:02}T00:00:00Z"), "amount": 1 });
        let cards: Vec<_> = (1..9).map(card).collect();
        let status = if is_last { "400 Bad Request" } else { "200 OK" };
        (status.to_owned(), json!({ "cards": cards }).to_string())
    });
    let out = folder.path().join("cards");
    let flags =
        ["--out", out.to_str().unwrap(), "--windows", "2", "--workers", "1", "--format", "csv"];
    let ran: Ran = server.command("export", &flags).output().unwrap().into();
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("continue it with --resume"), "{}", ran.err);
    assert!(!out.join("manifest.json").exists());
}

#[test]
fn a_plan_is_executed_by_any_process_and_finished_when_every_window_is_there() {
    let sandbox = Served::start(&["-q", "--cards", "300"]);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plan, out) = (path("plan.json"), path("cards"));
    let flags = ["export", "plan", "--windows", "3", "--format", "ndjson", "--out", &plan];
    let ran = sandbox.run(&flags);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let text = fs::read_to_string(&plan).unwrap();
    for secret in ["client_id", "client_secret", "base_url"] {
        assert!(!text.contains(sandbox.text(secret)), "{text}");
    }
    let window =
        |index: &str| sandbox.run(&["export", "window", &plan, "--index", index, "--out", &out]);
    // It needs neither the account nor the network.
    let finish = || run(&["export", "finish", &plan, &out]);
    assert_eq!(window("0").code, Some(0));
    let ran = finish();
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    assert!(ran.err.contains("2 of 3 windows are missing or incomplete: 1, 2"), "{}", ran.err);
    assert_eq!((window("1").code, window("2").code), (Some(0), Some(0)));
    let ran = window("2");
    assert!(ran.err.contains("window 2 is there already"), "{}", ran.err);
    let ran = window("3");
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    // A window whose file was changed is not complete, and is exported again.
    let whole = files(Path::new(&out));
    let name = whole.keys().find(|name| name.starts_with("cards/")).unwrap();
    fs::write(Path::new(&out).join(name), "half").unwrap();
    assert_eq!(finish().code, Some(6));
    assert_eq!((window("0").code, files(Path::new(&out)).get(name)), (Some(0), whole.get(name)));
    // A file of nobody would be read as cards.
    let stranger = Path::new(&out).join("cards/more.ndjson");
    fs::write(&stranger, "").unwrap();
    let ran = finish();
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("cards/more.ndjson belongs to no window"), "{}", ran.err);
    fs::remove_file(stranger).unwrap();
    for again in [false, true] {
        let ran = finish();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(ran.err.contains("the export is complete"), again, "{}", ran.err);
    }
    assert_eq!(manifest(Path::new(&out))["cards"], 300);
    // The same as one process writes.
    let alone = path("alone");
    let flags = ["export", "--out", &alone, "--windows", "3", "--format", "ndjson"];
    assert_eq!(sandbox.run(&flags).code, Some(0));
    assert_eq!(without_moments(Path::new(&alone)), without_moments(Path::new(&out)));
    // Another plan does not mix with it.
    let other = path("other.json");
    let flags = ["export", "plan", "--windows", "2", "--format", "csv", "--out", &other];
    assert_eq!(sandbox.run(&flags).code, Some(0));
    let ran = run(&["export", "finish", &other, &out]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("another format"), "{}", ran.err);
    fs::write(&other, text.replacen("\"version\": 1", "\"version\": 9", 1)).unwrap();
    let ran = run(&["export", "finish", &other, &out]);
    assert!(ran.err.contains("it has version 9, and this program reads version 1"), "{}", ran.err);
    let fields = "its fields are not those of a file that this program writes";
    for (place, value, error) in [
        ("/contents/fields", json!([]), fields),
        ("/contents/fields", json!(["card_id", "nothing"]), fields),
        ("/requested", json!(0), "it has no windows"),
    ] {
        let mut edited: Value = serde_json::from_str(&text).unwrap();
        *edited.pointer_mut(place).unwrap() = value;
        fs::write(&other, edited.to_string()).unwrap();
        let ran = run(&["export", "finish", &other, &out]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains(error), "{}", ran.err);
    }
}

#[test]
fn an_export_is_not_finished_while_a_process_exports_a_window_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plan, out) = (path("plan.json"), path("cards"));
    let (whole, _receiver) = server(0);
    let flags = ["plan", "--windows", "1", "--format", FORMAT, "--out", &plan];
    assert_eq!(whole.command("export", &flags).status().unwrap().code(), Some(0));
    let window = ["window", &plan, "--index", "0", "--out", &out];
    let (halting, reached) = server(1);
    let mut child = spawn(halting.command("export", &window));
    reached.recv().unwrap();
    assert_eq!(whole.command("export", &window).status().unwrap().code(), Some(0));
    let ran = run(&["export", "finish", &plan, &out]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("another process is exporting to this folder"), "{}", ran.err);
    child.kill().unwrap();
    child.wait().unwrap();
    let ran = run(&["export", "finish", &plan, &out]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_manifest_names_the_fields_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let (server, _receiver) = server(0);
    let fields = |name: &str, flags: &[&str]| {
        let out = folder.path().join(name);
        let flags = [&["--out", out.to_str().unwrap(), "--format", FORMAT], flags].concat();
        let ran: Ran = server.command("export", &flags).output().unwrap().into();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        manifest(&out)["contents"]["fields"].as_array().unwrap().clone()
    };
    let further = if FORMAT == "parquet" { &["extra", "exact_times"][..] } else { &[] };
    assert_eq!(fields("all", &[])[21..], *further);
    assert_eq!(fields("some", &["--fields", "currency,amount"]), ["currency", "amount"]);
    let times = [&["expires_at"][..], &further[further.len() / 2..]].concat();
    assert_eq!(fields("times", &["--fields", "expires_at"]), *times);
}

#[test]
fn processes_at_the_same_window_write_the_same_file() {
    let sandbox = Served::start(&["-q", "--cards", "300"]);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plan, out) = (path("plan.json"), path("cards"));
    let flags = ["export", "plan", "--windows", "2", "--format", "ndjson", "--out", &plan];
    assert_eq!(sandbox.run(&flags).code, Some(0));
    let start = |index| {
        spawn(sandbox.command(&["export", "window", &plan, "--index", index, "--out", &out]))
    };
    let running = ["0", "1", "0", "0", "1"].map(start);
    for child in running {
        let ran: Ran = child.wait_with_output().unwrap().into();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    let ran = run(&["export", "finish", &plan, &out]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(manifest(Path::new(&out))["cards"], 300);
}

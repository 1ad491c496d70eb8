//! The examples of the workspace that share an export among processes.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dintero_cards_openapi::Document;

use crate::binary::{Ran, Served};
use crate::export::{manifest, without_moments};
use crate::export_plan::{CARDS, FORMAT, server};
use crate::server::Server;

/// The path of an example; None in a published package, which has no examples.
fn example(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    path.exists().then_some(path)
}

/// The processes that export a window of a plan.
fn windows_of(plan: &str) -> Vec<String> {
    let is_one = |id: &String| {
        let line = fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
        let words: Vec<&str> = line.split('\0').collect();
        words[0] == env!("CARGO_BIN_EXE_dintero-cards")
            && words[1..].starts_with(&["export", "window", plan])
    };
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().into_string().ok());
    ids.filter(is_one).collect()
}

#[test]
fn four_processes_export_a_plan_and_one_that_was_killed_is_started_again() {
    let Some(script) = example("processes.sh") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let out = path("cards");
    let processes = |server: &Server| {
        let mut script = Command::new(&script);
        script.args([&out, "6", "4"]).stdin(Stdio::null()).stderr(Stdio::piped());
        for (name, value) in server.command("export", &[]).get_envs() {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        script.env("DINTERO_CARDS", env!("CARGO_BIN_EXE_dintero-cards")).env("FORMAT", FORMAT);
        script.spawn().unwrap()
    };
    // The requests of the plan are not counted.
    let (whole, _receiver) = server(0);
    let plan = format!("{out}.plan.json");
    let flags = ["plan", "--windows", "6", "--format", FORMAT, "--out", &plan];
    assert_eq!(whole.command("export", &flags).status().unwrap().code(), Some(0));
    let (halting, reached) = server(6);
    let mut running = processes(&halting);
    reached.recv().unwrap();
    // The one that gets no response is left alone by all others.
    let id = loop {
        let ids = windows_of(&plan);
        if let [id] = &ids[..] {
            break id.clone();
        }
        assert!(running.try_wait().unwrap().is_none(), "no process waited for a response");
        std::thread::yield_now();
    };
    assert!(Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
    assert!(!running.wait_with_output().unwrap().status.success());
    assert!(!Path::new(&out).join("manifest.json").exists());
    let ran: Ran = processes(&whole).wait_with_output().unwrap().into();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains(" is there already"), "{}", ran.err);
    assert_eq!(manifest(Path::new(&out))["cards"], CARDS);
    let alone = path("alone");
    let flags = ["--out", &alone, "--windows", "6", "--format", FORMAT];
    assert_eq!(whole.command("export", &flags).status().unwrap().code(), Some(0));
    assert_eq!(without_moments(Path::new(&alone)), without_moments(Path::new(&out)));
}

#[test]
fn the_commands_of_the_kubernetes_jobs_export_a_plan() {
    let Some(path) = example("kubernetes.yaml") else { return };
    let text = fs::read_to_string(path).unwrap();
    let finish = fs::read_to_string(example("kubernetes-finish.yaml").unwrap()).unwrap();
    let sandbox = Served::start(&["-q", "--cards", "300"]);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let run = |line: &str, index: usize| {
        let index = index.to_string();
        let words = line.split([',', ' ']).filter(|word| !word.is_empty());
        let words: Vec<String> = words
            .map(|word| word.replace("$(JOB_COMPLETION_INDEX)", &index))
            .map(|word| {
                word.replace("/plan/", &format!("{place}/"))
                    .replace("/exports/", &format!("{place}/"))
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = sandbox.command(&words).current_dir(folder.path()).output().unwrap();
        let ran = Ran::from(output);
        assert_eq!(ran.code, Some(0), "{line}: {}", ran.err);
    };
    let after = |text: &str, mark: &str, end: char| {
        let (_, rest) = text.split_once(mark).unwrap();
        rest.split(end).next().unwrap().to_owned()
    };
    run(&after(&text, "dintero-cards export plan", '\n').replacen("", "export plan", 1), 0);
    let completions: usize = after(&text, "completions: ", '\n').parse().unwrap();
    (0..completions).for_each(|index| run(&after(&text, "args: [", ']'), index));
    run(&after(&finish, "args: [", ']'), 0);
    assert_eq!(manifest(&folder.path().join("cards"))["cards"], 300);
}

#[test]
fn the_columns_of_the_spark_source_are_the_fields_of_a_card() {
    let Some(path) = example("spark/dintero_cards.py") else { return };
    let text = fs::read_to_string(path).unwrap();
    let lists = ["AMOUNTS", "TIMES", "TEXTS", "OBJECTS"];
    let columns = lists.into_iter().flat_map(|list| {
        let (_, names) = text.split_once(&format!("\n{list} = \"")).unwrap();
        names.split('"').next().unwrap().split(' ').map(move |name| (list, name))
    });
    let columns: Vec<(&str, &str)> = columns.collect();
    let document = Document::parse(dintero_cards_openapi::CARDS).unwrap();
    let root = document.root();
    let card = root.pointer("/components/schemas/Card/properties").unwrap();
    let fields = card.as_object().unwrap().iter().map(|(name, property)| {
        let property = match property["$ref"].as_str() {
            Some(place) => root.pointer(place.trim_start_matches('#')).unwrap(),
            None => property,
        };
        let list = match (property["type"].as_str().unwrap(), property["format"].as_str()) {
            ("integer", _) => "AMOUNTS",
            ("string", Some("date-time")) => "TIMES",
            ("string", _) => "TEXTS",
            ("object", _) => "OBJECTS",
            other => panic!("{name}: say which column a property of {other:?} has"),
        };
        (list, name.as_str())
    });
    assert_eq!(columns.len(), card.as_object().unwrap().len(), "{columns:?}");
    assert_eq!(columns.into_iter().collect::<BTreeSet<_>>(), fields.collect());
}

//! A plan that several processes execute, and the SQL engine, find the same sums.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::command::connect;
use crate::setup::{rows, sandbox, session};

/// The script that shares an export among processes, and the command that it runs; None in a
/// published package, which has neither. The workspace is outside of this one.
fn processes() -> Option<Command> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (script, manifest) = (root.join("examples/processes.sh"), root.join("Cargo.toml"));
    let cli = root.join("crates/cli");
    let build = ["build", "--locked", "-p", "dintero-cards-cli", "--features=parquet"];
    (script.exists() && cli.exists()).then_some(())?;
    let built = Command::new(env!("CARGO"))
        .args(build)
        .arg("--message-format=json")
        .arg("--manifest-path")
        .arg(&manifest)
        .output();
    let built = built.unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let messages = String::from_utf8(built.stdout).unwrap();
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs =
        messages.filter_map(|message| Some(message["executable"].as_str()?.to_owned()));
    let mut command = Command::new(script);
    command.env("DINTERO_CARDS", programs.next_back().unwrap()).env("FORMAT", "parquet");
    Some(command)
}

#[tokio::test(flavor = "multi_thread")]
async fn four_processes_and_the_engine_find_the_same_sums_in_each_currency() {
    let Some(mut command) = processes() else { return };
    let sandbox = sandbox().cards(3_000).start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("cards");
    let ran = connect(&mut command, &sandbox).arg(&out).args(["8", "4"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let manifest: Value =
        serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();

    let names = ["amount", "amount_balance", "amount_available", "amount_drawdown"];
    let sums = names.map(|name| format!("sum_money({name}, currency)")).join(", ");
    let query = format!("SELECT currency, count(*), {sums} FROM cards GROUP BY 1");
    let own = |sum: &Value| {
        let text = |value: &Value| value.to_string().trim_matches('"').to_owned();
        let amounts = names.iter().map(|name| text(&sum["amounts"][name]));
        [text(&sum["currency"]), text(&sum["cards"])].into_iter().chain(amounts).collect()
    };
    let expected: Vec<Vec<String>> = manifest["sums"].as_array().unwrap().iter().map(own).collect();
    assert!(expected.len() > 3);
    let context = session(&sandbox);
    for windows in [1, 4] {
        rows(&context, &format!("SET cards.windows = {windows}")).await.unwrap();
        let mut found = rows(&context, &query).await.unwrap();
        found.sort();
        assert_eq!(found, expected);
    }
}

//! The command `dintero-cards-sql`.

use std::fs::File;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const QUERY: &str = "SELECT currency, count(*) AS cards FROM cards GROUP BY 1 ORDER BY 1";

const NOTE: &str = "note: data from the sandbox: none of this is real\n";

#[test]
fn a_query_of_a_sandbox_is_written_in_each_format() {
    let (status, table, notes) = run(&["--sandbox=40", QUERY]);
    assert_eq!((status, notes.as_str()), (0, NOTE));
    assert!(table.contains("| currency | cards |"), "{table}");
    let (_, csv, _) = run(&["--sandbox=40", "-o", "csv", QUERY]);
    assert!(csv.starts_with("currency,cards\nDKK,"), "{csv}");
    let (_, lines, _) = run(&["--sandbox=40", "-o", "ndjson", QUERY]);
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["currency"], "DKK");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.parquet");
    let arguments = ["--sandbox=250", "--out", file.to_str().unwrap(), "SELECT * FROM cards"];
    assert_eq!(run(&arguments).0, 0);
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&file).unwrap()).unwrap();
    let batches = reader.build().unwrap().map(Result::unwrap);
    assert_eq!(batches.map(|batch| batch.num_rows()).sum::<usize>(), 250);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn queries_come_from_a_file_and_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queries.sql");
    std::fs::write(&file, format!("SET cards.windows = 2;\n{QUERY};\n")).unwrap();
    let (status, from_file, _) = run(&["--sandbox=40", "--file", file.to_str().unwrap()]);
    assert_eq!(status, 0);
    let mut command = command(&["--sandbox=40"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let query = QUERY.replace(" FROM", "\nFROM");
    child.stdin.take().unwrap().write_all(format!("{query};\n").as_bytes()).unwrap();
    let (status, from_input, _) = text(&child.wait_with_output().unwrap());
    assert_eq!((status, from_input), (0, from_file));
}

#[test]
fn the_exit_status_says_what_failed() {
    for (arguments, status) in [
        (&["--sandbox", "SELECT"][..], 2),
        (&["--sandbox", "SELECT nothing FROM cards"], 2),
        (&["--sandbox", "SELECT sum(amount) FROM cards"], 2),
        (&["--sandbox", "--out", "x.csv", "SELECT 1; SELECT 2"], 2),
        (&["--sandbox", "SELECT 1 / (count(*) - count(*)) FROM cards"], 1),
        (&["SELECT id FROM cards"], 2),
        (&["--sandbox", "--out", "/nowhere/x.csv", "SELECT 1"], 1),
    ] {
        let (code, out, errors) = run(arguments);
        assert_eq!((code, out.as_str()), (status, ""), "{arguments:?}: {errors}");
        let errors = errors.strip_prefix(NOTE).unwrap_or(&errors);
        assert!(errors.starts_with("error: "), "{errors}");
        assert!(!errors.contains("caused by"), "{errors}");
    }
    let offline = command(&["SELECT id FROM cards"])
        .envs([("DINTERO_ACCOUNT_ID", "T12345678"), ("DINTERO_ACCESS_TOKEN", "a.b.c")])
        .env("DINTERO_BASE_URL", "http://127.0.0.1:1/v1")
        .output();
    let (status, _, errors) = text(&offline.unwrap());
    assert_eq!(status, 5, "{errors}");
    assert!(!errors.contains("a.b.c"));
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    text(&command(arguments).output().unwrap())
}

/// Returns the command without variables of the environment.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dintero-cards-sql"));
    let variables = ["ACCOUNT_ID", "CLIENT_ID", "CLIENT_SECRET", "ACCESS_TOKEN"];
    for name in variables.into_iter().chain(["BASE_URL", "AUTH_URL"]) {
        command.env_remove(format!("DINTERO_{name}"));
    }
    command.args(arguments);
    command
}

/// Returns the exit status and the texts of an output.
fn text(output: &Output) -> (i32, String, String) {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), utf8(&output.stdout), utf8(&output.stderr))
}

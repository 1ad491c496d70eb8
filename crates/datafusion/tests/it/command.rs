//! The command `dintero-cards-sql`.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use dintero_cards_sandbox::{Action, Faults, Rule, Sandbox};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::setup::sandbox;

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
fn settings_are_shown_as_they_are_set() {
    let queries = "SET cards.windows = 7; SHOW cards.windows";
    let (status, shown, errors) = run(&["--sandbox", "-o", "csv", queries]);
    assert_eq!((status, shown.as_str()), (0, "name,value\ncards.windows,7\n"), "{errors}");
}

#[test]
fn the_exit_status_says_what_failed() {
    for (arguments, status) in [
        (&["--sandbox", "SELECT"][..], 2),
        (&["--sandbox", "SELECT nothing FROM cards"], 2),
        (&["--sandbox", "SELECT sum(amount) FROM cards"], 2),
        (&["--sandbox", "--out", "x.csv", "SELECT 1; SELECT 2"], 2),
        (&["--sandbox", "SELECT 1 / (count(*) - count(*)) FROM cards"], 1),
        (&["--sandbox", "SELECT id FROM cards WHERE created_at > 'tomorrow'"], 2),
        (&["--sandbox", "SELECT id FROM cards WHERE amount > 'much'"], 2),
        (&["--sandbox", "SET cards.windows = many"], 2),
        (&["--sandbox", "SET cards.nothing = 1"], 2),
        (&["SELECT id FROM cards"], 2),
        (&["--sandbox", "--out", "/nowhere/x.csv", "SELECT 1"], 1),
        (&["--sandbox", ""], 2),
        (&["--sandbox", " -- nothing"], 2),
        (&["--sandbox", "--windows", "0", "SELECT 1"], 2),
        (&["--sandbox", "--windows", "10001", "SELECT 1"], 2),
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

#[test]
fn urls_of_workers_have_a_flag_with_a_former_name() {
    for flag in ["--worker-url", "--workers"] {
        let (status, _, errors) = run(&["--sandbox", flag, "http://127.0.0.1:1", "SELECT 1"]);
        assert_eq!(status, 2);
        assert!(errors.contains("cannot be used with '--worker-url <URL>'"), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn out_writes_into_a_pipe_and_follows_a_link() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let [pipe, link, file] = ["pipe", "link", "file"].map(|name| folder.path().join(name));
    let out =
        |path: &Path| run(&["--sandbox=40", "-o", "csv", "--out", path.to_str().unwrap(), QUERY]).0;
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink(&pipe, &link).unwrap();
    for path in [&pipe, &link] {
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
        assert_eq!(out(path), 0);
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo(), "the pipe was replaced");
        let read = reader.wait_with_output().unwrap().stdout;
        assert!(read.starts_with(b"currency,cards\n"));
    }
    fs::remove_file(&link).unwrap();
    fs::write(&file, "old").unwrap();
    symlink(&file, &link).unwrap();
    assert_eq!(out(&link), 0);
    assert!(link.is_symlink() && fs::read_to_string(&file).unwrap().starts_with("currency"));
    fs::remove_file(&file).unwrap();
    assert_eq!(out(&link), 1);
    assert!(link.is_symlink());
}

#[test]
fn a_file_that_is_read_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    let path = file.to_str().unwrap();
    for flag in ["--client-secret-file", "--access-token-file", "--file"] {
        fs::write(&file, "SELECT 1").unwrap();
        let mut arguments = vec!["--sandbox", "--out", path, flag, path];
        arguments.extend((flag != "--file").then_some("SELECT 1"));
        let (status, _, errors) = run(&arguments);
        assert_eq!((status, errors.contains(flag)), (2, true), "{flag}: {errors}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "SELECT 1");
    }
}

#[test]
fn copy_writes_a_file_and_replaces_no_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copied.csv");
    let copy = format!("COPY (SELECT id FROM cards) TO '{}'", file.display());
    let (status, _, errors) = run(&["--sandbox=40", &copy]);
    assert_eq!(status, 0, "{errors}");
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 41);
    #[cfg(unix)]
    for prefix in ["", "file://"] {
        use std::os::unix::fs::FileTypeExt as _;
        let pipe = folder.path().join(format!("pipe{}.csv", prefix.len()));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let copy = format!("COPY (SELECT id FROM cards) TO '{prefix}{}'", pipe.display());
        let (status, _, errors) = run(&["--sandbox=40", &copy]);
        assert_eq!(status, 2, "{errors}");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }
}

#[cfg(unix)]
#[test]
fn a_result_that_a_closed_output_would_lose_is_a_failure() {
    let closed = Command::new("sh")
        .args(["-c", r#"exec "$0" --sandbox "SELECT 1" >&-"#])
        .arg(env!("CARGO_BIN_EXE_dintero-cards-sql"))
        .output();
    let (status, _, errors) = text(&closed.unwrap());
    assert_eq!(status, 1, "{errors}");
    let mut discarded = command(&["--sandbox", "SELECT 1"]);
    assert_eq!(discarded.stdout(Stdio::null()).status().unwrap().code(), Some(0));
}

#[test]
fn an_error_does_not_show_the_words_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    fs::write(&file, "\n marker").unwrap();
    let (status, _, errors) = run(&["--sandbox", "--file", file.to_str().unwrap()]);
    assert_eq!(status, 2);
    assert!(errors.contains("Line: 2") && !errors.contains("marker"), "{errors}");
}

#[tokio::test]
async fn a_query_that_fails_on_its_way_writes_nothing() {
    let sandbox = sandbox().cards(2_000).start().await.unwrap();
    sandbox.set_faults(Faults::new().on(Rule::page(15), Action::Status(403)));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.csv");
    for arguments in [&["-o", "ndjson"][..], &["--out", file.to_str().unwrap()]] {
        let mut command = command(arguments);
        let output = connect(&mut command, &sandbox).arg("SELECT * FROM cards").output();
        let (status, out, errors) = text(&output.unwrap());
        assert_eq!((status, out.as_str()), (3, ""), "{errors}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

/// Gives a command the server and the credentials of a sandbox.
pub(crate) fn connect<'a>(command: &'a mut Command, sandbox: &Sandbox) -> &'a mut Command {
    command.envs([
        ("DINTERO_ACCOUNT_ID", sandbox.account_id()),
        ("DINTERO_CLIENT_ID", sandbox.client_id()),
        ("DINTERO_CLIENT_SECRET", sandbox.client_secret()),
        ("DINTERO_BASE_URL", sandbox.base_url()),
        ("DINTERO_AUTH_URL", sandbox.auth_url()),
    ])
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

//! What was printed when a listing ends early, and where it continues.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use crate::binary::{Ran, run};
use crate::server::Server;

/// A listing whose second page never comes, interrupted by a signal after the first.
fn interrupted(signal: &str, format: &str) -> Ran {
    let server = Server::pages(&["-next"], 3, "");
    let mut child =
        server.list(&["-o", format]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    stdout.read_line(&mut out).unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    stdout.read_to_string(&mut out).unwrap();
    let output = child.wait_with_output().unwrap();
    Ran { code: output.status.code(), out, err: String::from_utf8(output.stderr).unwrap() }
}

#[test]
fn an_interrupted_listing_is_whole_up_to_its_page_and_names_where_to_go_on() {
    for (signal, format, lines) in
        [("-INT", "table", 8), ("-TERM", "json", 5), ("-INT", "ndjson", 3), ("-TERM", "csv", 4)]
    {
        let ran = interrupted(signal, format);
        assert_eq!(ran.code, Some(130), "{format}: {}", ran.err);
        assert_eq!(ran.out.lines().count(), lines, "{format}: {}", ran.out);
        assert!(ran.err.starts_with("note: resume with --starting-after=-next --listing="));
        assert!(ran.err.ends_with("error: interrupted\n"), "{}", ran.err);
        if format == "json" {
            let cards: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!(cards.as_array().unwrap().len(), 3);
        }
    }
}

#[test]
fn a_second_signal_ends_a_command_whose_reader_does_not_read() {
    let mut child = crate::binary::command(&["list", "--sandbox=3000", "-o", "ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 1]).unwrap();
    let id = child.id().to_string();
    for _ in 0..2 {
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_failed_page_leaves_a_partial_result_and_the_place() {
    let ran = Server::pages(&["a b", "~c"], 2, "400 Bad Request").run(&["-o", "json"]);
    assert_eq!(ran.code, Some(6), "{}", ran.err);
    let cards: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(cards.as_array().unwrap().len(), 4);
    assert!(ran.err.starts_with("note: resume with --starting-after='~c' --listing="));
}

#[test]
fn every_cursor_is_printed_so_that_a_shell_can_run_it() {
    for (cursors, flag) in [
        (&["-abc"], "--starting-after=-abc"),
        (&["=ls"], "--starting-after='=ls'"),
        (&["it's $(x)"], r"--starting-after='it'\''s $(x)'"),
        (&["\u{1b}[2J"], "--starting-after-encoded=%1B%5B2J"),
    ] {
        let server = Server::pages(cursors, 1, "200 OK");
        let first = server.run(&["--max", "1", "-o", "ndjson"]);
        assert_eq!(first.code, Some(0));
        let flags = first.err.trim_end().split_once(" --starting").unwrap().1;
        let flags = format!("--starting{flags}");
        assert!(flags.starts_with(flag), "{flags}");
        let program = env!("CARGO_BIN_EXE_dintero-cards");
        let line = format!("{program} list -o ndjson {flags}");
        let rest: Ran = server_shell(&server, &line).output().unwrap().into();
        assert_eq!(rest.code, Some(0), "{flags}: {}", rest.err);
        assert!(rest.out.contains(r#""card_id":"card-1-0""#), "{}", rest.out);
        assert_eq!(rest.out.lines().count(), 1);
    }
}

/// A shell with the server's connection.
fn server_shell(server: &Server, line: &str) -> Command {
    let list = server.list(&[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).stdin(Stdio::null());
    shell.envs(list.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell
}

#[test]
fn a_full_disk_is_a_failure_that_names_the_place() {
    for format in ["table", "json", "ndjson", "csv"] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = Server::pages(&["next"], 3, "200 OK")
            .list(&["-o", format, "--max", "3"])
            .stdout(full)
            .output()
            .unwrap();
        let ran = Ran::from(output);
        assert_eq!(ran.code, Some(1), "{format}: {}", ran.err);
        assert!(
            ran.err.starts_with("note: nothing was printed: run the command again\n"),
            "{format}: {}",
            ran.err
        );
        assert!(ran.err.contains("error: standard output: No space left"), "{}", ran.err);
    }
}

#[test]
fn a_file_that_may_not_grow_ends_after_a_whole_page() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["json", "ndjson", "csv"] {
        let file = folder.path().join(format);
        let server = Server::pages(&["p1", "p2", "p3", "p4", "p5"], 40, "200 OK");
        let program = env!("CARGO_BIN_EXE_dintero-cards");
        let line = format!(
            "trap '' XFSZ; ulimit -f 16; exec {program} list --page-size 40 -o {format} > {}",
            file.display()
        );
        let ran: Ran = server_shell(&server, &line).output().unwrap().into();
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        let place = ran.err.split_once("--starting-after=p").unwrap().1;
        let pages: usize = place[..1].parse().unwrap();
        assert!(pages > 0, "{}", ran.err);
        let text = fs::read_to_string(&file).unwrap();
        let cards = match format {
            "json" => serde_json::from_str::<Vec<serde_json::Value>>(&text).unwrap().len(),
            "csv" => text.lines().count() - 1,
            _ => text.lines().count(),
        };
        assert_eq!(cards, pages * 40, "{format}");
    }
}

#[test]
fn a_closed_standard_output_is_a_failure() {
    let program = env!("CARGO_BIN_EXE_dintero-cards");
    let shell = |end: &str| {
        let line = format!("{program} list --sandbox=3 {end}");
        let output = Command::new("sh").args(["-c", &line]).output().unwrap();
        Ran::from(output)
    };
    let closed = shell(">&-");
    assert_eq!(closed.code, Some(1), "{}", closed.err);
    assert!(closed.err.contains("error: standard output: it is closed"), "{}", closed.err);
    assert_eq!(shell(">/dev/null").code, Some(0));
    let any = shell("--fail-if-any >&-");
    assert_eq!((any.code, any.err.contains("error: 3 cards match")), (Some(1), true));
}

#[test]
fn every_command_fails_if_its_output_cannot_be_written() {
    let program = env!("CARGO_BIN_EXE_dintero-cards");
    for command in [
        "report --sandbox",
        "show --sandbox GC-000000-416f",
        "customer --sandbox customer-00000",
        "token --sandbox",
        "token --sandbox --print",
        "config",
        "sandbox -q",
        "completions bash",
    ] {
        for end in [">&-", ">/dev/full"] {
            let line = format!("{program} {command} {end}");
            let output = Command::new("sh").args(["-c", &line]).output().unwrap();
            let ran = Ran::from(output);
            assert_eq!(ran.code, Some(1), "{command} {end}: {}", ran.err);
            assert!(ran.err.contains("error: standard output: "), "{command} {end}: {}", ran.err);
        }
    }
    // Its result is the exit status.
    for (end, code) in [(">&-", 0), (">/dev/full", 1)] {
        let line = format!("{program} conformance --sandbox {end}");
        let status = Command::new("sh").args(["-c", &line]).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{end}");
    }
}

#[test]
fn a_file_appears_whole_or_not_at_all_and_only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.csv");
    let name = file.to_str().unwrap();
    let cut = Server::pages(&["a"], 2, "400 Bad Request").run(&["--out", name]);
    assert_eq!(cut.code, Some(6));
    assert!(
        cut.err.starts_with("note: the file was not written: run the command again\n"),
        "{}",
        cut.err
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let ran = run(&["list", "--sandbox=3", "--out", name]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(fs::read_to_string(&file).unwrap().starts_with("card_id,amount,"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    // A link stays a link, and a device stays a device.
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    assert_eq!(run(&["list", "--sandbox=3", "--out", link.to_str().unwrap()]).code, Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().starts_with('['));
    fs::remove_file(&file).unwrap();
    assert_eq!(run(&["list", "--sandbox=3", "--out", link.to_str().unwrap()]).code, Some(1));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(run(&["list", "--sandbox=3", "--out", "/dev/null"]).code, Some(0));
    assert_eq!(run(&["list", "--sandbox=3", "--out", "/dev/full"]).code, Some(1));
}

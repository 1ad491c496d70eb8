//! The command on a terminal.

use std::fs::File;
use std::io::Read as _;
use std::process::Command;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::binary::command;
use crate::server::Server;

/// What a command writes to a terminal with this number of columns.
pub(crate) fn on_terminal(command: &mut Command, columns: u16) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&terminal, size).unwrap();
    let path = ptsname(&terminal, Vec::new()).unwrap();
    let side = File::options().read(true).write(true).open(path.to_str().unwrap()).unwrap();
    command.stdout(side.try_clone().unwrap()).stderr(side);
    let mut child = command.spawn().unwrap();
    // The command's ends are closed here, so that reading ends with it.
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut text = Vec::new();
    // Linux ends a terminal with an error.
    let _ = File::from(terminal).read_to_end(&mut text);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    String::from_utf8(text).unwrap().replace("\r\n", "\n")
}

fn list(arguments: &[&str]) -> Command {
    let mut command = command(&[&["list", "--sandbox=9"], arguments].concat());
    for name in ["NO_COLOR", "CLICOLOR", "PAGER"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color").env("CI", "true");
    command
}

fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>()
}

#[test]
fn a_terminal_without_columns_shows_the_table_as_a_pipe_gets_it() {
    let piped = String::from_utf8(list(&[]).output().unwrap().stdout).unwrap();
    for columns in [0, 1] {
        let shown = on_terminal(list(&[]).env("NO_COLOR", "1"), columns);
        assert!(shown.ends_with(&piped), "{columns}: {shown}");
    }
}

#[test]
fn colours_are_for_terminals_that_have_them() {
    let coloured = on_terminal(&mut list(&[]), 200);
    assert!(coloured.contains("\u{1b}[1m"), "{coloured}");
    for (name, value) in [("TERM", "dumb"), ("CLICOLOR", "0"), ("NO_COLOR", "1")] {
        let shown = on_terminal(list(&[]).env(name, value), 200);
        assert!(!shown.contains('\u{1b}'), "{name}: {shown}");
        assert_eq!(shown, plain(&coloured), "{name}");
    }
}

#[test]
fn a_narrow_terminal_hides_columns_and_says_so() {
    let wide = on_terminal(&mut list(&[]), 200);
    assert!(!wide.contains("hidden"), "{wide}");
    let narrow = plain(&on_terminal(&mut list(&[]), 80));
    assert!(narrow.contains("\nhidden for lack of width: created_at, type"), "{narrow}");
    let rows = narrow.lines();
    assert!(rows.map(|line| line.chars().count()).all(|width| width <= 80), "{narrow}");
    assert!(narrow.contains("customer_id") && narrow.contains("expires_at"), "{narrow}");
    let phone = plain(&on_terminal(&mut list(&[]), 40));
    let rows = phone.lines().skip(2);
    assert!(rows.map(|line| line.chars().count()).all(|width| width <= 40), "{phone}");
    let fields = "card_id,id,customer_id,metadata,amount_balance";
    let mut chosen = list(&["--fields", fields, "--max", "2", "--quiet"]);
    let chosen = plain(&on_terminal(&mut chosen, 40));
    assert!(!chosen.contains("hidden"), "{chosen}");
    // What was asked for is shown, one field below the other.
    assert!(chosen.lines().all(|line| line.chars().count() <= 40), "{chosen}");
    let first: Vec<&str> = chosen.lines().filter(|line| line.starts_with("card_id")).collect();
    assert_eq!(first.len(), 2, "{chosen}");
    assert!(chosen.contains("\nbalance      ") && chosen.contains("\n\nEUR: "), "{chosen}");
}

#[test]
fn notes_errors_and_long_values_break_where_a_reader_expects_it() {
    let shown = on_terminal(&mut list(&["--max", "2"]), 80);
    let flags = "\n      --starting-after=";
    assert!(shown.contains(&format!("list them with --all, or resume with{flags}")), "{shown}");
    let mut show = command(&["show", "--sandbox", "GC-000003-5ef7"]);
    let shown = on_terminal(&mut show, 60);
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    let mut conformance = command(&["conformance", "--sandbox"]);
    let shown = on_terminal(&mut conformance, 80);
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
}

#[test]
fn a_table_on_a_terminal_goes_through_the_pager_of_its_user() {
    let pager = "sed 's/^/> /'; echo left";
    let shown = on_terminal(list(&["--max", "3"]).env("PAGER", pager), 200);
    // Notes follow when the user has left the pager.
    assert!(shown.contains("\n> 3 cards\nleft\nnote: there are more cards"), "{shown}");
    let none = on_terminal(list(&[]).env("PAGER", pager).env("DINTERO_PAGER", ""), 200);
    assert!(!none.contains("> "), "an empty variable means no pager: {none}");
    let piped = list(&[]).env("PAGER", pager).output().unwrap();
    assert!(!String::from_utf8(piped.stdout).unwrap().contains("> "), "a pipe has no pager");
    let gone = on_terminal(list(&["--all"]).env("PAGER", "head -n 1"), 200);
    assert!(!gone.contains("error"), "{gone}");
}

#[test]
fn a_terminal_gets_a_hundred_cards_and_the_way_to_the_rest() {
    let mut command = command(&["list", "--sandbox=120", "-o", "ndjson"]);
    let shown = on_terminal(&mut command, 80);
    assert_eq!(shown.lines().filter(|line| line.starts_with('{')).count(), 100);
    assert!(shown.contains("there are more cards: list them with --all, or"), "{shown}");
}

#[test]
fn characters_that_hide_or_turn_text_are_shown_escaped() {
    let body = "{\"cards\":[{\"card_id\":\"a\u{202e}b\",\"customer_id\":\"c\u{200b}\"},\
                {\"card_id\":\"\\u001b[2J\"}]}";
    let server = Server::responding(move |_| ("200 OK".to_owned(), body.to_owned()));
    let ran = server.run(&[]);
    assert!(ran.out.contains(r"a\u{202e}b") && ran.out.contains(r"c\u{200b}"), "{}", ran.out);
    assert!(ran.out.contains(r"\u{1b}[2J"), "{}", ran.out);
    assert!(!ran.out.contains(['\u{202e}', '\u{200b}', '\u{1b}']), "{:?}", ran.out);
}

#[test]
fn the_progress_is_gone_when_the_cards_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.csv");
    let shown = on_terminal(&mut list(&["--out", file.to_str().unwrap()]), 80);
    let (_, rest) = shown.split_once("\r9 cards\r       \r").unwrap();
    // A person learns where the cards are; the log of a job does not name the file.
    assert!(rest.starts_with("note: 9 cards in") && rest.ends_with("cards.csv\n"), "{rest}");
    let piped = list(&["--out", file.to_str().unwrap()]).output().unwrap();
    assert!(!String::from_utf8(piped.stderr).unwrap().contains("cards.csv"));
}

#[test]
fn a_note_has_the_line_of_the_progress_for_itself() {
    let mut report = command(&["report", "--sandbox=250", "-v", "--sections", "total"]);
    let shown = on_terminal(&mut report, 80);
    assert!(shown.contains("\r100 cards\r         \rnote: T12345678 page 2"), "{shown:?}");
    assert!(shown.contains("\r250 cards\r         \r\u{1b}[1mLiability"), "{shown:?}");
}

#[test]
fn no_format_lets_a_card_control_the_terminal() {
    let body = "{\"cards\":[{\"card_id\":\"a\\u001b[2J\u{202e}b\",\"name\":\"\u{9b}1m\"}]}";
    let server = Server::responding(move |_| ("200 OK".to_owned(), body.to_owned()));
    for format in ["table", "json", "ndjson", "csv"] {
        let shown = on_terminal(server.list(&["-o", format]).env("NO_COLOR", "1"), 80);
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{format}: {shown:?}");
        if format == "json" {
            let cards: serde_json::Value = serde_json::from_str(&shown).unwrap();
            assert_eq!(cards[0]["card_id"], "a\u{1b}[2J\u{202e}b");
        }
        let mut show = server.command("show", &["a\u{1b}[2J\u{202e}b", "-o", format]);
        let shown = on_terminal(show.env("NO_COLOR", "1"), 80);
        assert!(shown.contains("1m"), "{format}: {shown:?}");
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{format}: {shown:?}");
    }
}

#[test]
fn the_progress_of_an_export_is_shown_on_a_terminal_alone() {
    let folder = tempfile::tempdir().unwrap();
    let export = |name: &str| {
        let out = folder.path().join(name);
        let flags = ["export", "--sandbox=300", "--windows", "2", "--format", "csv", "--out"];
        command(&[&flags[..], &[out.to_str().unwrap()]].concat())
    };
    let shown = on_terminal(&mut export("shown"), 80);
    assert!(shown.contains(" a second, 2 windows left\r"), "{shown:?}");
    let piped = export("piped").output().unwrap();
    assert!(!String::from_utf8(piped.stderr).unwrap().contains("a second"));
}

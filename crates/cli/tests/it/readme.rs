//! The README says what the command does.

use crate::binary::{Served, command, run};

const README: &str = include_str!("../../README.md");

/// The commands of the examples in a text, which may continue in the next line, or read what
/// another program writes.
fn examples(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\\\n", " ");
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches("$ "));
    // A line of the usage may begin as an example does.
    let lines = lines.filter(|line| !line.contains('<'));
    let commands = lines.filter_map(|line| {
        let (_, line) = line.split_once("| ").unwrap_or(("", line));
        line.strip_prefix("dintero-cards ")
    });
    commands.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn every_example_of_readme_and_help_runs() {
    let sandbox = Served::start(&["-q", "--cards", "40"]);
    let commands = [
        &["list", "--help"][..],
        &["report", "--help"],
        &["customer", "--help"],
        &["export", "--help"],
        &["profile", "add", "--help"],
    ];
    let help = commands.map(|command| run(command).out).concat() + &run(&["help"]).out;
    let mut lines = help.lines().filter(|line| line.starts_with("    "));
    // Lines that wrap cannot be copied.
    let too_long = lines.find(|line| line.contains("dintero-cards ") && line.len() > 80);
    assert_eq!(too_long, None);
    let examples = [examples(README), examples(&help)].concat();
    assert!(examples.len() > 16, "{examples:?}");
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, sandbox.text("client_secret")).unwrap();
    let (_, accounts) = README.split_once("```toml").unwrap();
    let (accounts, _) = accounts.split_once("```").unwrap();
    std::fs::write(folder.path().join("accounts.toml"), accounts).unwrap();
    for arguments in examples {
        // A placeholder stands for a value of one's own.
        let arguments: Vec<&str> =
            arguments.iter().map(|word| if word == "…" { "client" } else { word }).collect();
        let mut command = sandbox.command(&arguments);
        command.current_dir(folder.path()).env("XDG_CONFIG_HOME", folder.path());
        // Where a program reads a secret, it is there.
        command.stdin(std::fs::File::open(&secret).unwrap());
        let output = command.output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    }
}

#[test]
fn the_tables_are_those_of_the_help() {
    let help = run(&["help"]).out;
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `"));
    let names = rows.filter_map(|row| row.split('`').next());
    let (variables, commands): (Vec<&str>, Vec<&str>) =
        names.partition(|name| name.starts_with("DINTERO_"));
    let all = run(&["list", "--help"]).out;
    let is_in_help = |name: &&&str| all.contains(&format!("[env: {name}]"));
    assert_eq!(variables.iter().filter(is_in_help).count(), 4, "{variables:?}");
    let (_, listed) = help.split_once("Commands:\n").unwrap();
    let listed = listed.lines().take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.split_whitespace().next());
    assert_eq!(commands, names.filter(|name| *name != "help").collect::<Vec<_>>());
    for row in README.lines().filter(|line| line.starts_with("| ") && line.contains(" | ")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if cells[1].parse::<u8>().is_ok() {
            assert!(help.contains(&format!("  {:>3}  {}\n", cells[1], cells[2])), "{row}");
        }
    }
    assert!(command(&["help"]).output().unwrap().status.success());
}

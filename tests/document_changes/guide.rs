//! A new operation, added by following CONTRIBUTING.md to the letter.

use crate::copy::Workspace;
use crate::patch::{apply, blocks};

const GUIDE: &str = include_str!("../../CONTRIBUTING.md");

#[test]
fn the_guide_adds_an_operation_that_works() {
    let workspace = Workspace::new();
    let mut commands = Vec::new();
    for block in blocks(GUIDE, "## Add an operation") {
        if block.language != "sh" {
            apply(&workspace, &block);
            continue;
        }
        for command in block.text.lines() {
            commands.push((command.to_owned(), workspace.follow(command)));
        }
    }
    let output = |start: &str| {
        let found = commands.iter().find(|(command, _)| command.starts_with(start));
        &found.unwrap_or_else(|| panic!("the guide does not run {start}")).1
    };
    let verdict = output("cargo xtask regen");
    assert!(verdict.contains("op-added"), "{verdict}");
    assert!(!verdict.contains("note:"), "{verdict}");
    assert!(verdict.contains("+ echo::Client: struct"), "{verdict}");
    let (_, entries) = verdict.split_once("below \"Unreleased\":\n\n").unwrap();
    assert!(entries.contains("- Get echo, "), "{entries}");
    workspace.edit("CHANGELOG.md", "## Unreleased\n", &format!("## Unreleased\n\n{entries}"));
    let tests = output("cargo test -p integration-tests");
    assert!(tests.contains("test echo::an_echo_returns_the_text ... ok"), "{tests}");
    workspace.succeed(&["xtask", "regen", "--check"]);
    // The tests of the commands hold for any number of documents.
    workspace.succeed(&["test", "--package", "xtask"]);
}

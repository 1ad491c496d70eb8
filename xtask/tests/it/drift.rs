//! `cargo xtask drift`: the settings with which this workspace runs the program.

use std::path::Path;
use std::process::Command;

use crate::{CARDS, Workspace};

#[test]
fn the_committed_documents_agree_with_the_committed_snapshots() {
    let mut job = Command::new(env!("CARGO_BIN_EXE_xtask"));
    job.arg("--root").arg(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap());
    for name in ["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"] {
        job.env_remove(name);
    }
    let output = job.args(["drift", "check"]).env("CI", "true").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{out}");
    assert_eq!(out.matches("notice ").count(), 1, "{out}");
    assert!(out.contains("accepted notice param-heading-lost  query search\n"), "{out}");
}

#[test]
fn another_site_than_that_of_the_documents_is_refused() {
    let site = ["drift", "check", "--fetch", "--site", "https://evil.example"];
    let (code, _, err) = Workspace::new().run(&site);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("not on loopback"), "{err}");
}

#[test]
fn a_build_without_tls_names_the_command_that_fetches() {
    // A build of the whole workspace has the features of the program.
    if docs_drift::CAN_FETCH {
        return;
    }
    let workspace = Workspace::new();
    for command in [["drift", "check", "--fetch"].as_slice(), &["drift", "locate"]] {
        let (code, _, err) = workspace.run(command);
        assert_eq!(code, 7, "{err}");
        assert!(err.contains("`cargo run --package xtask --features fetch -- --root "), "{err}");
        assert!(err.contains(&format!(" {}`\n", command.join(" "))), "{err}");
    }
}

#[test]
fn the_report_names_the_commands_of_this_workspace() {
    let workspace = Workspace::new();
    let published = workspace.read(CARDS).replace("maximum: 100", "maximum: 50");
    workspace.write("page.yaml", &published);
    let page = workspace.0.path().join("page.yaml").display().to_string();
    let (code, out, _) = workspace.run(&["drift", "check", "--from", &page]);
    assert_eq!(code, 1, "{out}");
    let fix =
        "fix   set maximum to 50 and run `cargo xtask regen` | accept: cargo xtask drift accept ";
    assert!(out.contains(fix), "{out}");
    let (_, explained, _) = workspace.run(&["drift", "explain", "param-maximum-lowered"]);
    assert!(explained.contains("\ncrate  at least dintero-cards"), "{explained}");
}

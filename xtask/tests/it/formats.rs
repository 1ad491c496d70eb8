//! The verdict for programs, pull requests and workflows.

use serde_json::Value;

use crate::{CARDS, Workspace};

/// A workspace whose largest page was reduced, in a stale state.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    workspace
}

#[test]
fn json_has_steps_changes_stale_files_and_missing_entries() {
    let (code, out, err) = workspace().run(&["regen", "--check", "--format", "json"]);
    assert_eq!(code, 1, "{err}");
    let verdict: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&verdict["since"], &verdict["next"]), (&"0.1.0".into(), &"0.1.1".into()));
    assert_eq!(verdict["steps"]["dintero-cards-client"], verdict["step"]);
    let change = &verdict["changes"][0];
    assert_eq!(change["rule"], "param-maximum-lowered");
    assert_eq!(change["subject"], "query limit");
    assert!(change["place"].as_str().unwrap().starts_with("openapi/cards.yaml:"), "{change}");
    assert!(change["steps"]["dintero-cards"].is_string(), "{change}");
    assert_eq!(verdict["stale"][0], "crates/client/src/generated/cards.rs");
    assert!(verdict["missing_entries"].as_str().unwrap().contains("query limit"), "{out}");

    let (code, out, _) = Workspace::new().run(&["regen", "--check", "--format", "json"]);
    let verdict: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &verdict["step"], &verdict["stale"]),
        (0, &"none".into(), &Value::Array(vec![]))
    );
}

#[test]
fn markdown_is_a_comment_with_a_marker_and_a_table() {
    let (_, out, _) = workspace().run(&["regen", "--check", "--format", "markdown"]);
    assert!(out.starts_with("<!-- cargo xtask regen -->\n"), "{out}");
    assert!(out.contains("\n| `dintero-cards-client` | patch | 0.1.1 |\n"), "{out}");
    assert!(out.contains("\n- `param-maximum-lowered` query limit ("), "{out}");
    assert!(out.contains("\n- `crates/client/src/generated/cards.rs`\n"), "{out}");
}

#[test]
fn github_annotates_the_documents_and_the_stale_files() {
    let (_, out, _) = workspace().run(&["regen", "--check", "--format", "github"]);
    assert!(out.contains("::warning file=openapi/cards.yaml,line="), "{out}");
    assert!(out.contains(",title=param-maximum-lowered::query limit"), "{out}");
    let stale = "::error file=crates/client/src/generated/cards.rs,title=stale::";
    assert!(out.contains(stale), "{out}");
    assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
}

#[test]
fn each_format_says_whose_clients_may_fail() {
    let workspace = Workspace::new();
    workspace.edit(
        CARDS,
        "enum: [gift_card, credit_note]",
        "enum: [gift_card, credit_note, other]",
    );
    let ours = "published clients keep working; stricter clients of other people may fail";
    for format in ["human", "json", "markdown", "github"] {
        let (_, out, _) = workspace.run(&["regen", "--check", "--format", format]);
        assert!(out.contains(ours), "{format}: {out}");
    }
}

#[test]
fn a_step_that_is_too_large_fails_a_fresh_workspace() {
    let workspace = workspace();
    workspace.run(&["regen"]);
    workspace.paste_entries();
    for (step, code) in [("patch", 1), ("minor", 0), ("major", 0)] {
        let run = workspace.run(&["regen", "--check", "--fail-on", step]);
        assert_eq!(run.0, code, "{step}: {}", run.1);
    }
    assert_eq!(workspace.run(&["regen", "--check", "--fail-on", "none"]).0, 2);
    assert_eq!(workspace.run(&["regen", "--format", "json"]).0, 2, "only a check has formats");
    let unchanged = Workspace::new();
    assert_eq!(unchanged.run(&["regen", "--check", "--fail-on", "patch"]).0, 0);
}

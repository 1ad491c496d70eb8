//! Every exit status and what leads to it; formats and where they go.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use super::workspace::{Workspace, finished, page, published, same_page};

#[test]
fn the_exit_status_says_what_kind_of_trouble_it_is() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", same_page());
    workspace.run(&["check", "--from", &from]).is(0);
    workspace.run(&["check", "--from", &from, "--format", "human", "--format", "json"]).is(2);
    workspace.run(&["check", "--from", &from, "--fetch"]).is(2);
    workspace.run(&["check", "--from", &from, "--min-coverage", "101"]).is(2);
    workspace.run(&["explain", "no-such-rule"]).is(2);
    workspace.run(&["check", "--from", "missing.md"]).is(3);
    workspace.run(&["check"]).is(3);
    let cut = workspace.write("cut.md", same_page().trim_end().trim_end_matches('`'));
    workspace.run(&["check", "--from", &cut]).is(4);
    let html = workspace.write("page.html", "<!doctype html>");
    workspace.run(&["check", "--from", &html]).is(4);
    let other = workspace.write(
        "other.md",
        same_page().replace("hings", "ings").replace("limit", "most").replace("after", "from"),
    );
    workspace.run(&["check", "--from", &other]).is(4);
    workspace.write("drift-accepted.toml", "accepted = 5");
    workspace.run(&["check", "--from", &from]).is(6);
    workspace.write("openapi/things.yaml", "openapi: [");
    let broken = workspace.run(&["check", "--from", &from]).is(5);
    assert!(broken.err.contains("openapi/things.yaml:"), "{}", broken.err);
}

#[test]
fn what_is_wrong_on_this_side_never_passes_for_a_site_that_is_down() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", same_page());
    let below_a_file = workspace.path("page.md/report.json").display().to_string();
    let run = workspace.run(&["check", "--from", &from, "-o", &below_a_file]).is(2);
    assert!(run.err.contains("report.json cannot be written"), "{}", run.err);
    workspace.write("openapi/upstream/things.json", [0xff]);
    let run = workspace.run(&["check"]).is(4);
    assert!(run.err.contains("things.json"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_report_goes_through_a_link_to_a_file_or_a_device() {
    use std::os::unix::fs::symlink;

    let workspace = Workspace::new();
    let from = workspace.write("page.md", same_page());
    workspace.write("report.json", "old");
    for (link, target) in [("to-file", "report.json"), ("to-device", "/dev/null")] {
        let link = workspace.path(link);
        symlink(target, &link).unwrap();
        let output = link.display().to_string();
        workspace.run(&["check", "--from", &from, "--format", "json", "-o", &output]).is(0);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "{output}");
    }
    let report = fs::read_to_string(workspace.path("report.json")).unwrap();
    assert!(report.starts_with('{'), "{report}");
}

#[test]
fn no_report_is_written_over_another_and_a_dash_is_standard_output() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", same_page());
    workspace.write("old.json", "old");
    fs::create_dir_all(workspace.path("page")).unwrap();
    for (one, other) in [("new", "new"), ("new", "page/../new"), ("old.json", "./old.json")] {
        let [one, other] = [one, other].map(|name| workspace.path(name).display().to_string());
        let outputs = ["--format", "json", "-o", &one, "--format", "sarif", "-o", &other];
        let run = workspace.run(&[&["check", "--from", &from][..], &outputs].concat()).is(2);
        assert!(run.err.contains("would be written twice"), "{}", run.err);
    }
    assert!(!workspace.path("new").exists() && workspace.read("old.json") == "old");

    let check = ["check", "--from", &from, "--format", "json", "-o", "-"];
    assert!(workspace.run(&check).is(0).out.starts_with('{'));
    let sarif = workspace.path("r.sarif").display().to_string();
    let both = [&check[..], &["--format", "sarif", "-o", &sarif]].concat();
    assert!(workspace.run(&both).is(0).out.starts_with('{'));
    assert!(workspace.read("r.sarif").contains("2.1.0"));
    workspace.run(&[&check[..], &["--format", "human"]].concat()).is(2);
    workspace.run(&["check", "--from", "-", "--from", "-"]).is(2);
    workspace.run(&["check", "--from", &from, "--baseline", "-"]).is(2);
    assert!(!workspace.path("-").exists());
}

#[test]
#[cfg(not(feature = "fetch"))]
fn a_build_without_tls_cannot_fetch_and_says_so() {
    let workspace = Workspace::new();
    let page = "https://docs.example.com/reference/get-things";
    for command in [["check", "--page", page].as_slice(), &["check", "--fetch"], &["locate"]] {
        let run = workspace.run(command).is(7);
        let again = format!("{}`\n", command.join(" "));
        assert!(run.err.contains("`cargo install --locked docs-drift && docs-drift --document"));
        assert!(run.err.contains(&again), "{}", run.err);
    }
}

#[test]
fn what_fails_is_up_to_the_caller() {
    let workspace = Workspace::new();
    let warning = workspace.write("page.md", page("maximum: 100", "maximum: 200"));
    for (fail_on, code) in [("error", 0), ("warn", 1), ("notice", 1), ("never", 0)] {
        workspace.run(&["check", "--from", &warning, "--fail-on", fail_on]).is(code);
    }
    workspace.run(&["check", "--from", &warning]).is(1);
    let notice = workspace.write("page.md", page("summary: Get things", "summary: Get all things"));
    workspace.run(&["check", "--from", &notice]).is(0);
    workspace.run(&["check", "--from", &notice, "--fail-on", "notice"]).is(1);
}

#[test]
fn a_page_comes_from_a_file_a_folder_or_standard_input_in_any_form() {
    let workspace = Workspace::new();
    let changed = page("maximum: 100", "maximum: 50");
    workspace.write("pages/things.md", &changed);
    workspace.write("pages/notes.bin", [0xff, 0xfe]);
    let folder = workspace.path("pages").display().to_string();
    workspace.run(&["check", "--from", &folder]).is(1);

    let mut stdin = workspace.command(&["check", "--from", "-"]);
    let mut child = stdin.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(changed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("param-maximum-lowered"));

    let raw = workspace.write("raw.yaml", published());
    workspace.run(&["check", "--from", &raw]).is(0);
    workspace.run(&["check", "--from", &raw, "--source", "raw"]).is(0);
    workspace.run(&["check", "--from", &raw, "--source", "md"]).is(4);
    let large = workspace.write("large.md", vec![b'x'; 3 * 1024 * 1024]);
    workspace.run(&["check", "--from", &large]).is(4);
}

#[test]
fn standard_output_has_what_was_asked_for_and_nothing_else() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    let json = workspace.run(&["check", "--from", &from, "--format", "json"]).is(1);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["schema_version"], 2);
    assert_eq!(report["summary"]["exit"], 1);
    assert_eq!(report["comparisons"][0]["findings"][0]["rule"], "param-maximum-lowered");
    assert_eq!(json.err, "");

    let (sarif, table) = (workspace.path("out/r.sarif"), workspace.path("out/r.md"));
    let (sarif, table) = (sarif.display().to_string(), table.display().to_string());
    let several =
        ["check", "--from", &from, "--format", "sarif", "--out", &sarif, "--format", "markdown"];
    let mut several = several.to_vec();
    // Its former name.
    several.extend(["--output", &table, "--format", "human"]);
    let human = workspace.run(&several).is(1);
    assert!(human.out.contains("--> openapi/things.yaml:"), "{}", human.out);
    assert!(workspace.read("out/r.sarif").contains("\"2.1.0\""));
    assert!(workspace.read("out/r.md").contains("| rule |"));

    let quiet = workspace.run(&["check", "--from", &from, "-q"]).is(1);
    assert_eq!(quiet.out.lines().count(), 1, "{}", quiet.out);
}

#[test]
fn a_job_gets_a_summary_and_outputs() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    let mut job = workspace.command(&["check", "--from", &from, "--format", "github"]);
    job.env("GITHUB_STEP_SUMMARY", workspace.path("summary.md"));
    job.env("GITHUB_OUTPUT", workspace.path("outputs"));
    let run = finished(job).is(1);
    assert!(run.out.starts_with("::error file=openapi/things.yaml,line="), "{}", run.out);
    assert!(workspace.read("summary.md").contains("| error | `param-maximum-lowered` |"));
    assert_eq!(workspace.read("outputs"), "errors=1\nwarnings=0\nnotices=0\naccepted=0\nexit=1\n");
}

#[test]
fn the_check_explains_itself() {
    let workspace = Workspace::new();
    let rules = workspace.run(&["rules"]).is(0);
    assert!(rules.out.lines().count() > 50);
    let explained = workspace.run(&["explain", "op-path-changed"]).is(0);
    assert!(explained.out.contains("wire   breaks"), "{}", explained.out);
    // A part of the name is enough.
    let explained = workspace.run(&["explain", "Host-Changed"]).is(0);
    assert!(explained.out.starts_with("server-host-changed (error)"), "{}", explained.out);
    let several = workspace.run(&["explain", "renamed"]).is(0);
    assert!(several.out.contains("param-renamed ") && several.out.contains("auth-header-renamed "));
    let schema = workspace.run(&["schema"]).is(0);
    let schema: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    assert!(schema["properties"]["comparisons"].is_object());
    let from = workspace.write("page.md", same_page());
    let shown = workspace.run(&["show", "--from", &from]).is(0);
    assert!(shown.out.contains("query limit maximum 100"), "{}", shown.out);
    let ours = workspace.run(&["show", "--ours"]).is(0);
    assert!(ours.out.contains(" form=raw facts sha256:"), "{}", ours.out);
}

//! The action: what it declares, and what it runs.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Args as _;
use dintero_cards_openapi::{Document, Source};
use serde_json::Value;

use super::site::{Site, ok};
use super::workspace::{Run, Workspace, finished, page};

const ACTION: &str = include_str!("../../action.yml");
const README: &str = include_str!("../../README.md");

fn yaml(text: &str) -> Value {
    Document::parse(Source { file: "action.yml", text }).unwrap().root().clone()
}

fn keys(map: &Value) -> BTreeSet<&str> {
    map.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The script of a step.
fn script(id: &str) -> String {
    let action = yaml(ACTION);
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["id"] == id).unwrap();
    assert_eq!(step["shell"], "bash");
    let script = step["run"].as_str().unwrap();
    assert!(!script.contains("${{"), "text of others would be a script: {script}");
    // As the runner starts it.
    format!("set -eo pipefail\n{script}")
}

/// Runs the step that compares, in a folder, with inputs.
fn compare(folder: &Path, inputs: &[(&str, &str)]) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_docs-drift")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let mut bash = Command::new("bash");
    bash.args(["-c", &script("check")]).current_dir(folder).env_clear();
    bash.envs([("PATH", path.as_str()), ("OPERATION", ""), ("BASELINE", "drift-accepted.toml")]);
    bash.envs([("CI", "true"), ("FAIL_ON", "warn"), ("GITHUB_STEP_SUMMARY", "summary.md")]);
    bash.env("GITHUB_OUTPUT", "outputs").envs(inputs.iter().copied());
    finished(bash)
}

#[test]
fn every_input_is_a_flag_and_reaches_the_program() {
    let action = yaml(ACTION);
    let check = docs_drift::Arguments::augment_args(clap::Command::new("docs-drift"));
    let flags: BTreeSet<&str> = check
        .get_arguments()
        .chain(check.find_subcommand("check").unwrap().get_arguments())
        .filter_map(|flag| flag.get_long())
        .collect();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let env = steps.iter().find(|step| step["id"] == "check").unwrap()["env"].as_object().unwrap();
    for input in keys(&action["inputs"]) {
        assert!(flags.contains(input), "{input} is no flag");
        let value = format!("${{{{ inputs.{input} }}}}");
        let (name, _) = env.iter().find(|(_, set)| **set == value.as_str()).expect(input);
        let run = script("check");
        assert!(run.contains(&format!("\"${name}\"")), "{name} is not used");
        assert!(run.contains(&format!("--{input} ")), "--{input} is not given");
        assert!(action["inputs"][input]["description"].is_string(), "{input}");
    }
    assert_eq!(env.len(), keys(&action["inputs"]).len());
    for (output, declared) in action["outputs"].as_object().unwrap() {
        assert_eq!(declared["value"], format!("${{{{ steps.check.outputs.{output} }}}}"));
    }
}

#[test]
fn the_workflow_of_the_readme_gives_the_inputs_of_the_action() {
    let action = yaml(ACTION);
    let block = README.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let workflow = yaml(block);
    let steps = workflow["jobs"]["drift"]["steps"].as_array().unwrap();
    let uses = |step: &&Value| step["uses"].as_str().unwrap().contains("/crates/docs_drift@v");
    let given = keys(&steps.iter().find(uses).unwrap()["with"]);
    let inputs = action["inputs"].as_object().unwrap();
    assert!(given.iter().all(|input| inputs.contains_key(*input)), "{given:?}");
    for (input, declared) in inputs {
        assert!(declared["required"] != true || given.contains(input.as_str()), "{input}");
        assert!(README.contains(&format!("`{input}`")) || given.contains(input.as_str()));
    }
    for output in keys(&action["outputs"]) {
        assert!(README.contains(&format!("`{output}`")), "{output}");
    }
}

#[test]
fn a_repository_with_a_document_and_an_address_gets_annotations() {
    let workspace = Workspace::new();
    let site = Site::start();
    site.on("/things.md", vec![ok("text/markdown", page("maximum: 100", "maximum: 50"))]);
    let address = format!("{}/things", site.origin());
    let inputs = [("DOCUMENT", "openapi/things.yaml"), ("PAGE", address.as_str())];
    let run = compare(&workspace.path(""), &inputs).is(1);
    assert!(run.out.starts_with("::error file=openapi/things.yaml,line=26,"), "{}", run.out);
    assert!(workspace.read("summary.md").contains("| error | `param-maximum-lowered` |"));
    let outputs = workspace.read("outputs");
    assert_eq!(outputs, "errors=1\nwarnings=0\nnotices=0\naccepted=0\nexit=1\n");
    // Inputs are text: nothing in them is run.
    let several = format!("{address}\n$(touch run)\n");
    let inputs = [("DOCUMENT", "openapi/things.yaml"), ("PAGE", several.as_str())];
    compare(&workspace.path(""), &inputs).is(3);
    assert!(!workspace.path("run").exists());
    let never = [inputs[0], ("PAGE", &address), ("FAIL_ON", "never"), ("OPERATION", "GET /x")];
    compare(&workspace.path(""), &never[..3]).is(0);
    compare(&workspace.path(""), &never).is(2);
}

/// Runs the step that installs, with programs in place of cargo and curl: cargo notes its
/// arguments, and curl copies from the workspace.
fn install(workspace: &Workspace, tag: &str) -> Run {
    let root = workspace.path("");
    let root = root.display();
    let curl = format!(
        "for url; do case $url in https:*) echo $url >> {root}/urls; cp {root}/${{url##*/}} . ;; \
         esac; done"
    );
    for (name, script) in [("cargo", format!("echo \"$@\" > {root}/arguments")), ("curl", curl)] {
        workspace.write(name, format!("#!/bin/sh\nset -e\n{script}\n"));
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(workspace.path(name), mode).unwrap();
    }
    let mut bash = Command::new("bash");
    bash.args(["-c", &script("install")]).env_clear();
    bash.env("PATH", format!("{root}:/usr/bin:/bin"));
    bash.env("RUNNER_TEMP", workspace.path("temp")).env("GITHUB_PATH", workspace.path("paths"));
    bash.envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64"), ("ACTION", "/action")]);
    bash.envs([("GITHUB_SERVER_URL", "https://host"), ("REPOSITORY", "a/b"), ("TAG", tag)]);
    finished(bash)
}

#[test]
fn the_program_is_built_where_no_release_has_it() {
    let workspace = Workspace::new();
    install(&workspace, "main").is(0);
    let folder = workspace.path("temp/docs-drift");
    let expected = format!("install --locked --path /action --root {}\n", folder.display());
    assert_eq!(workspace.read("arguments"), expected);
    assert_eq!(workspace.read("paths"), format!("{}/bin\n", folder.display()));
}

#[test]
fn the_program_of_a_release_is_taken_if_its_checksum_fits() {
    let workspace = Workspace::new();
    // As .ci/archive packs it.
    let name = "docs-drift-0.1.0-x86_64-unknown-linux-gnu";
    workspace.write(&format!("{name}/docs-drift"), "#!/bin/sh\n");
    let pack = "tar -czf $0.tar.gz $0 && sha256sum $0.tar.gz > $0.tar.gz.sha256";
    let mut bash = Command::new("bash");
    bash.args(["-c", pack, name]).current_dir(workspace.path(""));
    finished(bash).is(0);
    install(&workspace, "v0.1.0").is(0);
    assert_eq!(workspace.read("temp/docs-drift/bin/docs-drift"), "#!/bin/sh\n");
    assert!(!workspace.path("arguments").exists(), "nothing is built");
    let url = format!("https://host/a/b/releases/download/v0.1.0/{name}.tar.gz\n");
    assert!(workspace.read("urls").starts_with(&url));

    fs::remove_dir_all(workspace.path("temp")).unwrap();
    workspace.write(&format!("{name}.tar.gz"), "another");
    install(&workspace, "v0.1.0").is(1);
    assert!(!workspace.path("temp/docs-drift/bin/docs-drift").exists());
    assert!(!workspace.path("arguments").exists(), "nothing is built");
}

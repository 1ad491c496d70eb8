//! A workspace with one document, the page that would be published from it, and
//! the command to be run there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// An invented operation; `{provenance}` is ours and not published.
const DOCUMENT: &str = "\
openapi: 3.0.3
info:
  title: Things
  version: 1.0.0
{provenance}servers:
  - url: https://api.example.com/v1
security:
  - token: []
paths:
  /things/{id}:
    get:
      summary: Get things
      parameters:
        - name: id
          in: path
          required: true
          description: Which one is meant.
          schema: {type: string}
        - name: limit
          in: query
          description: How many there may be.
          schema: {type: integer, minimum: 1, maximum: 100, default: 10}
        - name: after
          in: query
          description: Where to begin.
          schema: {type: string}
      responses:
        '200':
          description: Things
          content:
            application/json:
              schema:
                type: object
                properties:
                  id: {type: string}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
";

const PROVENANCE: &str = "\
x-provenance:
  title: Get things
  markdown: https://docs.example.com/reference/get-things.md
  compared: '2026-11-01'
";

/// The published document.
pub(crate) fn published() -> String {
    DOCUMENT.replace("{provenance}", "")
}

/// The published page as Markdown, after an edit.
pub(crate) fn page(from: &str, to: &str) -> String {
    let document = published();
    assert!(document.contains(from), "{from}");
    let block = document.replace(from, to);
    let path = if block.contains("/items/{id}:") { "/items/{id}" } else { "/things/{id}" };
    format!("# Get things\n\n## OpenAPI\n\n````yaml /files/things.yaml get {path}\n{block}````\n")
}

/// The page as it agrees with the document.
pub(crate) fn same_page() -> String {
    page("maximum: 100", "maximum: 100")
}

/// A workspace in a folder of its own.
pub(crate) struct Workspace {
    folder: TempDir,
}

/// What a run said and came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let this = Self { folder: tempfile::tempdir().unwrap() };
        this.write("openapi/things.yaml", DOCUMENT.replace("{provenance}", PROVENANCE));
        this
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program with arguments, as a person at a desk.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finished(self.command(arguments))
    }

    /// Runs the program with arguments, as a job.
    pub(crate) fn job(&self, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.env("CI", "true");
        finished(command)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        command(self.folder.path(), arguments)
    }
}

/// The program on a workspace, with nothing of the environment that it reads.
fn command(root: &Path, arguments: &[&str]) -> Command {
    let inputs = ["--document", "openapi", "--snapshots", "openapi/upstream"];
    alone(root, &[&inputs, arguments].concat())
}

/// The same without documents and snapshots.
pub(crate) fn alone(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docs-drift"));
    command.current_dir(root).args(arguments);
    for name in ["CI", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

pub(crate) fn finished(mut command: Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Run {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

impl Run {
    /// Asserts the exit status, and that its meaning is said last.
    pub(crate) fn is(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// The fingerprint of the first finding of a rule.
    pub(crate) fn fingerprint(&self, rule: &str) -> String {
        let finding = self.out.split_once(&format!(" {rule}  ")).unwrap().1;
        let accept = finding.split_once("docs-drift accept ").unwrap().1;
        accept.split(' ').next().unwrap().to_owned()
    }
}

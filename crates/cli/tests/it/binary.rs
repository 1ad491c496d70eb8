//! Runs the command in an environment of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dintero-cards"));
    // No profile of the machine counts here.
    let settings = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-settings");
    command.args(arguments).stdin(Stdio::null()).env("XDG_CONFIG_HOME", settings);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DINTERO_") {
            command.env_remove(name);
        }
    }
    command
}

/// Output and exit status of the command.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

pub(crate) fn run(arguments: &[&str]) -> Ran {
    command(arguments).output().unwrap().into()
}

/// `dintero-cards sandbox` as a process; it is stopped by its own handle.
pub(crate) struct Served {
    child: Child,
    pub(crate) first_line: Value,
}

impl Served {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = command(&[&["sandbox", "--port", "0"], arguments].concat())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, first_line: serde_json::from_str(&line).unwrap() }
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        self.first_line[key].as_str().unwrap()
    }

    /// The command with this sandbox's connection in its environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command
            .env("DINTERO_ACCOUNT_ID", self.text("account_id"))
            .env("DINTERO_CLIENT_ID", self.text("client_id"))
            .env("DINTERO_CLIENT_SECRET", self.text("client_secret"))
            .env("DINTERO_BASE_URL", self.text("base_url"))
            .env("DINTERO_AUTH_URL", self.text("auth_url"));
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    #[cfg(unix)]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the process to end by itself.
    #[cfg(unix)]
    pub(crate) fn wait(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! A package of generated clients that is built and tested outside the workspace.
//!
//! It has the modules of `dintero-cards-client` that generated code refers to,
//! and one module for each document. Its target folder is kept between runs, so
//! its dependencies are built once.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dintero_cards_codegen::generate;
use dintero_cards_openapi::Source;

const MANIFEST: &str = r#"[package]
name = "PACKAGE"
version = "0.0.0"
edition = "2024"

[workspace]

[features]
schemars = ["dep:schemars"]

[dependencies]
chrono = { version = "0.4.42", default-features = false, features = ["alloc", "serde", "std"] }
progenitor-client = "0.15.1"
regress = { version = "0.12", default-features = false, features = ["std"] }
reqwest = { version = "0.13.5", default-features = false, features = ["json", "query", "stream"] }
schemars = { version = "1.2", features = ["chrono04", "uuid1"], optional = true }
serde = { version = "1", features = ["derive"] }
serde_json = { version = "1", features = ["raw_value"] }
uuid = { version = "1.18", features = ["serde"] }

[dev-dependencies]
http = "1"
tokio = { version = "1.50", default-features = false, features = ["macros", "rt"] }

[profile.dev]
debug = false
"#;

const ROOT: &str = r#"//! Generated clients.
#![allow(unused, reason = "a test uses a part of its client")]
"#;

/// The modules of `dintero-cards-client` that generated code refers to.
const SHARED: [&str; 8] = [
    "decode",
    "document",
    "extra_fields",
    "json",
    "json_object",
    "timestamp",
    "transport",
    "unlisted",
];

/// Module names with the text of their documents.
pub(crate) struct Package {
    name: &'static str,
    code: String,
}

impl Package {
    pub(crate) fn new(name: &'static str) -> Self {
        let mut code = ROOT.to_owned();
        for module in SHARED {
            let folder = workspace().join("crates/client/src").join(module);
            let file = folder.with_extension("rs");
            let path = if file.exists() { file } else { folder.join("mod.rs") };
            writeln!(code, "#[path = {path:?}]\nmod {module};").unwrap();
        }
        code.push_str(
            "pub use document::{Document, Operation};\n\
             pub use extra_fields::ExtraFields;\n\
             pub use json_object::JsonObject;\n\
             pub use timestamp::Timestamp;\n\
             pub use transport::Transport;\n\
             pub use unlisted::UnlistedValue;\n",
        );
        Self { name, code }
    }

    /// Adds the client of a document as a module.
    pub(crate) fn add(&mut self, module: &str, document: &str) {
        let text = text_of(module, document).unwrap_or_else(|error| panic!("{module}: {error}"));
        let code = &mut self.code;
        writeln!(code, "pub mod {module} {{\n{text}\n}}").unwrap();
        writeln!(
            code,
            "impl progenitor_client::ClientHooks<std::sync::Arc<dyn Transport>> for {module}::Client {{
                async fn exec(
                    &self,
                    request: reqwest::Request,
                    operation: &progenitor_client::OperationInfo,
                ) -> reqwest::Result<reqwest::Response> {{
                    transport::send(self, request, operation).await
                }}
            }}"
        )
        .unwrap();
    }

    /// Adds a module of tests.
    pub(crate) fn add_tests(&mut self, tests: &str) {
        writeln!(self.code, "#[cfg(test)]\nmod tests {{\n{tests}\n}}").unwrap();
    }

    /// Runs a command of cargo in the package; the test fails when it does.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> String {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients").join(self.name);
        fs::create_dir_all(folder.join("src")).unwrap();
        replace(&folder.join("Cargo.toml"), &MANIFEST.replace("PACKAGE", self.name));
        replace(&folder.join("src/lib.rs"), &self.code);
        if !folder.join("Cargo.lock").exists() {
            fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        }
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients-target"))
            .env("CARGO_NET_OFFLINE", "true")
            .output()
            .unwrap();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "cargo {}\n{out}\n{err}", arguments.join(" "));
        out
    }
}

/// The generated text of a document, as the module of that name.
pub(crate) fn text_of(module: &str, document: &str) -> Result<String, String> {
    let file = format!("{module}.yaml");
    generate(Source { file: &file, text: document }).map_err(|error| error.to_string())
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Writes a file unless it is the same already, so that cargo need not build again.
fn replace(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    fs::write(path, text).unwrap();
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

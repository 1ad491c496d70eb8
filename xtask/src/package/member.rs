//! Which packages are published, and what their manifests must say.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cargo::cargo;

/// Categories of the registry that fit what is in this workspace; it knows
/// more, and drops those that it does not know without an error.
const CATEGORIES: [&str; 9] = [
    "api-bindings",
    "asynchronous",
    "command-line-utilities",
    "development-tools::build-utils",
    "development-tools::testing",
    "encoding",
    "parser-implementations",
    "web-programming::http-client",
    "web-programming::http-server",
];

/// What the registry takes of keywords: so many, and so long.
const MOST_KEYWORDS: usize = 5;
const LONGEST_KEYWORD: usize = 20;

/// A package that is published.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) version: String,
    /// Its folder below the root of the workspace, with `/`.
    pub(super) folder: String,
    /// What cargo says of its manifest.
    manifest: Value,
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

/// What cargo says of the workspace.
pub(crate) struct Workspace {
    /// Every package that is published, by name.
    pub(super) published: Vec<Member>,
    /// Names of those that are not.
    kept: Vec<String>,
    /// Where cargo builds.
    pub(super) target: PathBuf,
}

impl Workspace {
    pub(crate) fn read(root: &Path) -> io::Result<Self> {
        let output = cargo(root).args(["metadata", "--format-version=1", "--no-deps"]).output()?;
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim()));
        }
        Self::parse(&output.stdout)
    }

    /// Reads what `cargo metadata --no-deps` writes.
    fn parse(metadata: &[u8]) -> io::Result<Self> {
        let metadata: Value = serde_json::from_slice(metadata)?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let root = PathBuf::from(text(&metadata["workspace_root"]));
        let (mut published, mut kept) = (Vec::new(), Vec::new());
        for package in metadata["packages"].as_array().into_iter().flatten() {
            // Null is any registry, a list is those that it names, none as well.
            if package["publish"].as_array().is_some_and(Vec::is_empty) {
                kept.push(text(&package["name"]));
                continue;
            }
            let manifest = PathBuf::from(text(&package["manifest_path"]));
            let folder = manifest.parent().and_then(|folder| folder.strip_prefix(&root).ok());
            let folder = folder.unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
            published.push(Member {
                name: text(&package["name"]),
                version: text(&package["version"]),
                folder,
                manifest: package.clone(),
            });
        }
        published.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { published, kept, target: PathBuf::from(text(&metadata["target_directory"])) })
    }

    /// The version of every published package; None when they differ.
    pub(crate) fn version(&self) -> Option<&str> {
        let version = self.published.first().map(|member| member.version.as_str())?;
        self.published.iter().all(|member| member.version == version).then_some(version)
    }

    /// What is missing in a manifest or wrong with it.
    pub(super) fn findings(&self, member: &Member) -> Vec<String> {
        let Member { name, manifest, .. } = member;
        let mut findings = Vec::new();
        let mut find = |text: String| findings.push(format!("{name}: {text}"));
        if self.version().is_none() {
            find(format!("version {}; all packages have the same", member.version));
        }
        for key in ["description", "license", "readme", "rust_version", "documentation"] {
            if manifest[key].as_str().is_none_or(str::is_empty) {
                find(format!("Cargo.toml has no {}", key.replace('_', "-")));
            }
        }
        let documentation = manifest["documentation"].as_str().unwrap_or_default();
        if !documentation.is_empty() && documentation != format!("https://docs.rs/{name}") {
            find("its documentation is not at https://docs.rs/ and its name".to_owned());
        }
        let list = |key: &str| -> Vec<&str> {
            manifest[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let (keywords, categories) = (list("keywords"), list("categories"));
        if keywords.is_empty() || keywords.len() > MOST_KEYWORDS {
            find(format!("{} keywords; give one to {MOST_KEYWORDS}", keywords.len()));
        }
        for keyword in keywords {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+');
            if keyword.len() > LONGEST_KEYWORD || !keyword.chars().all(plain) {
                find(format!("the registry does not take the keyword {keyword:?}"));
            }
        }
        if categories.is_empty() {
            find("no category".to_owned());
        }
        for category in categories {
            if !CATEGORIES.contains(&category) {
                find(format!("{category:?} is not among the categories known here"));
            }
        }
        let features = manifest["features"].as_object();
        let docs = &manifest["metadata"]["docs"]["rs"]["all-features"];
        if features.is_some_and(|features| !features.is_empty()) && docs != true {
            find("it has features, and docs.rs is not told to show all of them".to_owned());
        }
        let dependencies = manifest["dependencies"].as_array().into_iter().flatten();
        for dependency in dependencies {
            let (other, needed) = (&dependency["name"], &dependency["req"]);
            if self.kept.iter().any(|kept| other == kept) {
                find(format!("it depends on {other}, which is not published"));
            } else if needed == "*" {
                find(format!("it takes any version of {other}"));
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests;

//! `cargo xtask walls`: the dependencies that no package may have.
//!
//! DESIGN and ARCHITECTURE say which room never knows which; this asks cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::exit::Exit;

/// A package and one that it must not reach, however far away.
const NEVER: [(&str, &str, &str); 11] = [
    ("dintero-cards-client", "dintero-cards", "the generated client knows no wrapper"),
    ("dintero-cards", "dintero-cards-sandbox", "what people depend on carries no server"),
    ("dintero-cards", "dintero-cards-cli", "a library knows no command"),
    ("dintero-cards-sandbox", "dintero-cards", "the client's mistakes would cancel out"),
    ("dintero-cards-sandbox", "dintero-cards-client", "the client's mistakes would cancel out"),
    ("dintero-docs-drift", "dintero-cards-client", "the comparison knows nothing of Rust code"),
    ("dintero-docs-drift", "dintero-cards-codegen", "the comparison knows nothing of Rust code"),
    ("xtask", "dintero-cards-client", "regeneration runs while generated code is broken"),
    ("xtask", "dintero-cards", "regeneration runs while generated code is broken"),
    ("dintero-cards-codegen", "reqwest", "generation reads no network"),
    ("dintero-cards-openapi", "dintero-cards-codegen", "the documents come before the code"),
];

/// A package and the only one that may depend on it.
const ONLY: [(&str, &str); 1] = [("progenitor", "dintero-cards-codegen")];

pub(crate) fn run(root: &Path, out: &mut dyn Write) -> io::Result<Exit> {
    let graph = graph(root)?;
    let mut exit = Exit::Fine;
    for (package, other, reason) in NEVER {
        if !graph.contains_key(package) {
            exit = Exit::Findings;
            writeln!(out, "there is no package {package}: correct the list of walls")?;
        } else if let Some(path) = path(&graph, package, other) {
            exit = Exit::Findings;
            writeln!(out, "broken {package} reaches {other}: {reason}\n  {}", path.join(" -> "))?;
        }
    }
    for (package, owner) in ONLY {
        let users = graph.iter().filter(|(_, uses)| uses.contains(package));
        for (user, _) in users.filter(|(user, _)| *user != owner) {
            exit = Exit::Findings;
            writeln!(out, "broken {user} depends on {package}: only {owner} may")?;
        }
    }
    if exit == Exit::Fine {
        writeln!(out, "all {} walls stand", NEVER.len() + ONLY.len())?;
    }
    Ok(exit)
}

/// Every package and what it depends on when it is built, not when it is tested.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn graph(root: &Path) -> io::Result<Graph> {
    let output = Command::new(option_env!("CARGO").unwrap_or("cargo"))
        .args(["metadata", "--format-version", "1", "--all-features"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other("cargo metadata failed; its own message is above"));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let names: BTreeMap<String, String> = list(&metadata, "packages")
        .iter()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let name = |id: &Value| names.get(&text(id)).cloned().unwrap_or_default();
    let mut graph = Graph::new();
    for node in list(&metadata["resolve"], "nodes") {
        let uses = graph.entry(name(&node["id"])).or_default();
        for dependency in list(&node, "deps") {
            if list(&dependency, "dep_kinds").iter().any(|kind| kind["kind"] != "dev") {
                uses.insert(name(&dependency["pkg"]));
            }
        }
    }
    Ok(graph)
}

/// How one package reaches another, if it does.
fn path(graph: &Graph, from: &str, to: &str) -> Option<Vec<String>> {
    let mut paths = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(path) = paths.pop() {
        let last = path.last().cloned().unwrap_or_default();
        for next in graph.get(&last).into_iter().flatten() {
            let mut longer = path.clone();
            longer.push(next.clone());
            if next == to {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                paths.push(longer);
            }
        }
    }
    None
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

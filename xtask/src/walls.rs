//! `cargo xtask walls`: the dependencies that no package may have.
//!
//! DESIGN and ARCHITECTURE say which room never knows which; this asks cargo.
//! What is read is a function of the text that cargo gives, so that each wall
//! can be seen to fall.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::cargo::cargo;
use crate::exit::Exit;

/// A package of the workspace, those of the workspace that it may name as a
/// dependency, and those that it may name for its tests alone.
const DIRECT: [(&str, &[&str], &[&str]); 14] = [
    ("consumer-committed", &["dintero-cards"], &[]),
    ("consumer-generating", &["dintero-cards"], &[]),
    ("consumer-hand-written", &[], &[]),
    ("dintero-cards", &["dintero-cards-client"], &[]),
    (
        "dintero-cards-cli",
        &["dintero-cards", "dintero-cards-conformance", "dintero-cards-sandbox"],
        &["dintero-cards-openapi"],
    ),
    ("dintero-cards-client", &["dintero-cards-codegen", "dintero-cards-openapi"], &[]),
    ("dintero-cards-codegen", &["dintero-cards-openapi"], &[]),
    ("dintero-cards-conformance", &["dintero-cards-openapi"], &["dintero-cards-sandbox"]),
    ("dintero-cards-openapi", &[], &[]),
    ("dintero-cards-sandbox", &["dintero-cards-openapi"], &[]),
    (
        "dintero-cards-semver",
        &["dintero-cards-openapi", "dintero-docs-drift"],
        &["dintero-cards-codegen"],
    ),
    ("dintero-docs-drift", &["dintero-cards-openapi"], &[]),
    (
        "integration-tests",
        &[],
        &[
            "dintero-cards",
            "dintero-cards-client",
            "dintero-cards-codegen",
            "dintero-cards-conformance",
            "dintero-cards-openapi",
            "dintero-cards-sandbox",
            "dintero-cards-semver",
            "dintero-docs-drift",
        ],
    ),
    (
        "xtask",
        &[
            "dintero-cards-codegen",
            "dintero-cards-openapi",
            "dintero-cards-semver",
            "dintero-docs-drift",
        ],
        &[],
    ),
];

/// A package and one that it must not reach, however far away.
const NEVER: [(&str, &str, &str); 14] = [
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
    ("dintero-cards-semver", "reqwest", "a verdict is a function of texts"),
    ("dintero-docs-drift", "reqwest", "a comparison is a function of texts"),
    ("consumer-hand-written", "progenitor-client", "by hand means without generated code"),
    ("dintero-cards-openapi", "dintero-cards-codegen", "the documents come before the code"),
];

/// The generator: packages whose names begin so, and the only one of the
/// workspace that may name one of them, for its tests too.
const GENERATOR: ([&str; 2], &str) = (["progenitor", "typify"], "dintero-cards-codegen");
/// What generated code needs when it runs is no generator.
const RUNTIME: &str = "progenitor-client";

pub(crate) fn run(root: &Path, out: &mut dyn Write) -> io::Result<Exit> {
    let output = cargo(root)
        .args(["metadata", "--format-version", "1", "--all-features"])
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other("cargo metadata failed; its own message is above"));
    }
    let findings = findings(&Graph::read(&output.stdout)?);
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    if findings.is_empty() {
        writeln!(out, "all walls stand")?;
        return Ok(Exit::Fine);
    }
    Ok(Exit::Findings)
}

/// Every wall that is broken, a line or two for each.
fn findings(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for (package, ..) in DIRECT.iter().filter(|(package, ..)| !graph.members.contains(*package)) {
        findings.push(format!("there is no package {package}: correct the list of walls"));
    }
    for package in &graph.members {
        let Some((_, built, tested)) = DIRECT.iter().find(|(name, ..)| name == package) else {
            findings
                .push(format!("new package {package}: say in the list of walls what it may use"));
            continue;
        };
        let named = |uses: &Uses| -> Vec<String> {
            let uses = uses.get(package).into_iter().flatten();
            uses.filter(|other| graph.members.contains(*other)).cloned().collect()
        };
        for other in named(&graph.built) {
            if !built.contains(&other.as_str()) {
                findings
                    .push(format!("broken {package} depends on {other}: no wall has that door"));
            }
        }
        for other in named(&graph.tested) {
            let allowed = [*built, *tested].concat().contains(&other.as_str());
            if !allowed && other != *package {
                let text =
                    format!("broken {package} is tested with {other}: no wall has that door");
                findings.push(text);
            }
        }
        let uses = [&graph.built, &graph.tested];
        let uses: BTreeSet<&String> =
            uses.iter().filter_map(|uses| uses.get(package)).flatten().collect();
        let (prefixes, owner) = GENERATOR;
        let is_of = |name: &str| prefixes.iter().any(|prefix| name.starts_with(prefix));
        let generator = |name: &str| is_of(name) && name != RUNTIME;
        for other in uses.into_iter().filter(|name| generator(name) && package != owner) {
            findings.push(format!("broken {package} depends on {other}: only {owner} may"));
        }
    }
    for (package, other, reason) in NEVER {
        if let Some(path) = path(&graph.built, package, other) {
            let path = path.join(" -> ");
            findings.push(format!("broken {package} reaches {other}: {reason}\n  {path}"));
        }
    }
    findings
}

/// Packages and what each of them depends on.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// What cargo says of a workspace.
struct Graph {
    members: BTreeSet<String>,
    /// Dependencies when a package is built, those of its build script included.
    built: Uses,
    /// Dependencies when a package is tested.
    tested: Uses,
}

impl Graph {
    /// Reads what `cargo metadata --format-version 1` writes.
    fn read(metadata: &[u8]) -> io::Result<Self> {
        let metadata: Value = serde_json::from_slice(metadata)?;
        let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
        let names: BTreeMap<String, String> = list(&metadata, "packages")
            .iter()
            .map(|package| (text(&package["id"]), text(&package["name"])))
            .collect();
        let name = |id: &Value| names.get(&text(id)).cloned().unwrap_or_default();
        let members = list(&metadata, "workspace_members").iter().map(name).collect();
        let (mut built, mut tested) = (Uses::new(), Uses::new());
        for node in list(&metadata["resolve"], "nodes") {
            for dependency in list(&node, "deps") {
                for kind in list(&dependency, "dep_kinds") {
                    let uses = if kind["kind"] == "dev" { &mut tested } else { &mut built };
                    uses.entry(name(&node["id"])).or_default().insert(name(&dependency["pkg"]));
                }
            }
        }
        Ok(Self { members, built, tested })
    }
}

/// How one package reaches another, if it does.
fn path(uses: &Uses, from: &str, to: &str) -> Option<Vec<String>> {
    let mut paths = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(path) = paths.pop() {
        let last = path.last().cloned().unwrap_or_default();
        for next in uses.get(&last).into_iter().flatten() {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

    use serde_json::{Value, json};

    use super::{DIRECT, Graph, RUNTIME, findings};

    /// What cargo says of the workspace as it should be.
    const SOUND: [(&str, &str, Option<&str>); 17] = [
        ("dintero-cards", "dintero-cards-client", None),
        ("dintero-cards", "progenitor-client", None),
        ("dintero-cards-cli", "dintero-cards", None),
        ("dintero-cards-cli", "dintero-cards-conformance", None),
        ("dintero-cards-cli", "dintero-cards-openapi", Some("dev")),
        ("dintero-cards-cli", "dintero-cards-sandbox", None),
        ("dintero-cards-client", "dintero-cards-codegen", Some("build")),
        ("dintero-cards-client", "progenitor-client", None),
        ("dintero-cards-codegen", "dintero-cards-openapi", None),
        ("dintero-cards-codegen", "progenitor", None),
        ("dintero-cards-conformance", "dintero-cards-openapi", None),
        ("dintero-cards-conformance", "dintero-cards-sandbox", Some("dev")),
        ("dintero-cards-sandbox", "dintero-cards-openapi", None),
        ("dintero-cards-sandbox", "dintero-cards-sandbox", Some("dev")),
        ("integration-tests", "dintero-cards-client", Some("dev")),
        ("progenitor", "progenitor-impl", None),
        ("xtask", "dintero-docs-drift", None),
    ];

    /// The text that cargo would give, with one dependency more.
    fn broken(more: &[(&str, &str, Option<&str>)]) -> Vec<String> {
        let edges: Vec<_> = SOUND.iter().chain(more).collect();
        let members: Vec<&str> = DIRECT.iter().map(|(package, ..)| *package).collect();
        let mut packages = members.clone();
        packages.extend(edges.iter().flat_map(|(from, to, _)| [*from, *to]));
        let id = |name: &str| format!("path+file:///w/{name}#0.1.0");
        let nodes: Vec<Value> = edges
            .iter()
            .map(|(from, to, kind)| {
                let kinds = json!([{ "kind": kind, "target": null }]);
                json!({ "id": id(from), "deps": [{ "pkg": id(to), "dep_kinds": kinds }] })
            })
            .collect();
        let package = |name: &&str| json!({ "id": id(name), "name": name });
        let text = json!({
            "packages": packages.iter().map(package).collect::<Vec<_>>(),
            "workspace_members": members.iter().map(|name| id(name)).collect::<Vec<_>>(),
            "resolve": { "nodes": nodes },
        });
        findings(&Graph::read(text.to_string().as_bytes()).unwrap())
    }

    #[test]
    fn the_workspace_as_it_should_be_breaks_no_wall() {
        assert_eq!(broken(&[]), [""; 0]);
    }

    #[test]
    fn a_door_that_no_wall_has_is_found() {
        let (cli, ext, client) = ("dintero-cards-cli", "dintero-cards", "dintero-cards-client");
        for (from, to, kind) in [
            (cli, client, None),
            (cli, client, Some("dev")),
            (cli, "dintero-cards-codegen", None),
            (cli, "progenitor-impl", None),
            (client, "progenitor", Some("dev")),
            (client, "progenitor", Some("build")),
            ("xtask", "progenitor-impl", Some("dev")),
            ("dintero-cards-semver", "typify", None),
            ("dintero-cards-semver", "reqwest", None),
            ("consumer-hand-written", RUNTIME, None),
            (ext, "dintero-cards-sandbox", Some("dev")),
            (ext, "dintero-docs-drift", None),
            (client, ext, Some("dev")),
            ("dintero-cards-conformance", "dintero-cards-sandbox", None),
            ("xtask", client, Some("dev")),
        ] {
            let found = broken(&[(from, to, kind)]);
            let is_named = |line: &String| line.contains(from) && line.contains(to);
            assert!(found.iter().any(is_named), "{from} -> {to} {kind:?}: {found:?}");
        }
    }

    #[test]
    fn what_is_reached_through_others_is_found_with_the_way() {
        let way = [("dintero-cards-codegen", "some", None), ("some", "reqwest", Some("build"))];
        let found = broken(&way);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with("\n  dintero-cards-codegen -> some -> reqwest"), "{found:?}");
        // What only tests use reaches nothing.
        assert_eq!(broken(&[way[0], ("some", "reqwest", Some("dev"))]), [""; 0]);
    }

    #[test]
    fn text_that_is_not_cargos_is_an_error_or_a_finding() {
        assert!(Graph::read(b"cargo: no").is_err());
        assert_eq!(findings(&Graph::read(b"{}").unwrap()).len(), DIRECT.len());
    }
}

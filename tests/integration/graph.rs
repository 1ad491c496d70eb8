//! What a consumer compiles, as cargo says it: opting out of generation leaves
//! no generator anywhere in the graph.

use std::path::Path;
use std::process::Command;

/// Packages whose names begin so generate, or are read and written to generate.
const GENERATOR: [&str; 5] =
    ["dintero-cards-codegen", "dintero-cards-openapi", "openapiv3", "progenitor", "typify"];
/// What generated code needs when it runs.
const RUNTIME: &str = "progenitor-client";

/// A package of a graph, and its features there.
pub(crate) struct Compiled {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) features: Vec<String>,
}

impl Compiled {
    fn is_generator(&self) -> bool {
        self.name != RUNTIME && GENERATOR.iter().any(|prefix| self.name.starts_with(prefix))
    }

    /// The whole of Rust's syntax, which generators read and derives do not.
    fn is_full_syn(&self) -> bool {
        self.name == "syn" && self.features.iter().any(|feature| feature == "full")
    }
}

/// What is compiled for a package, build scripts included, on this host unless
/// the arguments say otherwise.
pub(crate) fn graph(package: &str, arguments: &[&str]) -> Vec<Compiled> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none"])
        .args(["--format", "{p}|{f}", "--package", package])
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let compiled = text.lines().map(|line| {
        // A package that comes up again is marked so.
        let (package, features) = line.trim_end_matches(" (*)").split_once('|').unwrap();
        let mut words = package.split(' ').map(str::to_owned);
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let version = version.trim_start_matches('v').to_owned();
        Compiled { name, version, features: features.split(',').map(str::to_owned).collect() }
    });
    compiled.collect()
}

/// What of a graph is there to generate.
fn generators(graph: &[Compiled]) -> Vec<String> {
    let found = graph.iter().filter(|one| one.is_generator() || one.is_full_syn());
    let mut found: Vec<String> = found.map(|one| one.name.clone()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

const OPTED_OUT: [(&str, &[&str]); 4] = [
    ("consumer-committed", &[]),
    ("dintero-cards", &["--no-default-features"]),
    ("dintero-cards", &["--no-default-features", "--features", "rustls"]),
    ("dintero-cards-client", &["--no-default-features"]),
];

#[test]
fn whoever_opts_out_compiles_no_generator() {
    for (package, arguments) in OPTED_OUT {
        let graph = graph(package, arguments);
        assert!(graph.iter().any(|one| one.name == RUNTIME), "{package} has no client");
        assert_eq!(generators(&graph), [""; 0], "{package} {arguments:?}");
    }
}

/// On other platforms TLS brings a whole syn of its own, to everybody.
#[test]
fn whoever_opts_out_compiles_no_generator_on_other_platforms() {
    for (package, arguments) in OPTED_OUT {
        let mut graph = graph(package, &[arguments, &["--target", "all"]].concat());
        graph.retain(|one| one.name != "syn");
        assert_eq!(generators(&graph), [""; 0], "{package} {arguments:?}");
    }
}

/// Otherwise the tests above could not fail.
#[test]
fn whoever_does_not_opt_out_compiles_the_generator() {
    for package in ["consumer-generating", "dintero-cards", "dintero-cards-client"] {
        let found = generators(&graph(package, &[]));
        for name in ["openapiv3", "progenitor", "progenitor-impl", "syn", "typify"] {
            assert!(found.iter().any(|one| one == name), "{package}: no {name} in {found:?}");
        }
    }
}

#[test]
fn these_tests_run_with_either_text() {
    let generates = |arguments: &[&str]| {
        let graph = graph("integration-tests", &[&["--edges", "dev"], arguments].concat());
        let mut client = graph.iter().filter(|one| one.name == "dintero-cards-client");
        client.any(|one| one.features.iter().any(|feature| feature == "generate"))
    };
    assert!(generates(&[]));
    assert!(!generates(&["--no-default-features"]));
}

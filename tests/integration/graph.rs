//! The packages that a consumer compiles, from `cargo tree`: without the feature
//! `generate` there is no generator in the graph.

use std::path::Path;
use std::process::Command;

/// The beginnings of the names of packages that are there to generate.
const GENERATOR: [&str; 5] =
    ["dintero-cards-codegen", "dintero-cards-openapi", "openapiv3", "progenitor", "typify"];
/// The package that generated code needs when it runs.
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

    /// Whether this is syn with all of Rust's syntax, which generators need.
    fn is_full_syn(&self) -> bool {
        self.name == "syn" && self.features.iter().any(|feature| feature == "full")
    }
}

/// Returns the packages that are compiled for a package, with build scripts, for
/// this host unless the arguments choose another.
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
        // Cargo marks a package that is repeated.
        let (package, features) = line.trim_end_matches(" (*)").split_once('|').unwrap();
        let mut words = package.split(' ').map(str::to_owned);
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let version = version.trim_start_matches('v').to_owned();
        Compiled { name, version, features: features.split(',').map(str::to_owned).collect() }
    });
    compiled.collect()
}

/// Returns the packages of a graph that are there to generate.
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
fn without_generate_no_generator_is_compiled() {
    for (package, arguments) in OPTED_OUT {
        let graph = graph(package, arguments);
        assert!(graph.iter().any(|one| one.name == RUNTIME), "{package} has no client");
        assert_eq!(generators(&graph), [""; 0], "{package} {arguments:?}");
    }
}

/// On other platforms TLS depends on syn with all syntax, with or without `generate`.
#[test]
fn without_generate_no_generator_is_compiled_on_other_platforms() {
    for (package, arguments) in OPTED_OUT {
        let mut graph = graph(package, &[arguments, &["--target", "all"]].concat());
        graph.retain(|one| one.name != "syn");
        assert_eq!(generators(&graph), [""; 0], "{package} {arguments:?}");
    }
}

/// Without this test, the tests above could not fail.
#[test]
fn with_generate_the_generator_is_compiled() {
    for package in ["consumer-generating", "dintero-cards", "dintero-cards-client"] {
        let found = generators(&graph(package, &[]));
        for name in ["openapiv3", "progenitor", "progenitor-impl", "syn", "typify"] {
            assert!(found.iter().any(|one| one == name), "{package}: no {name} in {found:?}");
        }
    }
}

/// With other features the build script would have a copy of its own.
#[test]
fn no_crate_is_compiled_twice() {
    // The documents have the order of their text, and programs pay nothing for that.
    for (package, twice) in
        [("dintero-cards-cli", &[][..]), ("consumer-generating", &["serde_json"])]
    {
        let mut graph = graph(package, &[]);
        let key = |one: &Compiled| (one.name.clone(), one.version.clone(), one.features.clone());
        graph.sort_by_key(key);
        graph.dedup_by_key(|one| key(one));
        let pairs = graph
            .windows(2)
            .filter(|pair| pair[0].name == pair[1].name && pair[0].version == pair[1].version);
        let found: Vec<&str> = pairs.map(|pair| pair[0].name.as_str()).collect();
        assert_eq!(found, twice, "{package}");
    }
}

#[test]
fn nobody_compiles_arrow_without_asking_for_it() {
    let has_arrow = |package, arguments: &[&str]| {
        let graph = graph(package, arguments);
        graph.iter().any(|one| one.name.starts_with("arrow-") || one.name == "parquet")
    };
    assert!(has_arrow("dintero-cards-arrow", &[]));
    assert!(has_arrow("dintero-cards-cli", &["--features", "parquet"]));
    for package in ["dintero-cards", "dintero-cards-cli", "dintero-cards-sandbox"] {
        assert!(!has_arrow(package, &[]), "{package}");
    }
}

#[test]
fn these_tests_run_with_the_generated_and_the_committed_text() {
    let generates = |arguments: &[&str]| {
        let graph = graph("integration-tests", &[&["--edges", "dev"], arguments].concat());
        let mut client = graph.iter().filter(|one| one.name == "dintero-cards-client");
        client.any(|one| one.features.iter().any(|feature| feature == "generate"))
    };
    assert!(generates(&[]));
    assert!(!generates(&["--no-default-features"]));
}

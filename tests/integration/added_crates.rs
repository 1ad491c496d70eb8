//! The list of crates that the client adds to a build equals that of `cargo tree`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::graph::{Compiled, graph};

const LIST: &str = "crates/ext/BUILD_COST.md";
/// The list is for one platform, whichever the tests run on.
const PLATFORM: [&str; 2] = ["--target", "x86_64-unknown-linux-gnu"];
/// The heading of the crates that are there to generate.
const GENERATING: &str = "\n## Only while it is built";

/// Returns the crates that one consumer compiles and another does not, as the list
/// names them: with the version if the other has a crate of that name.
fn added(to: &[Compiled], by: &[Compiled]) -> BTreeSet<String> {
    let is_new = |one: &&Compiled| {
        let is_same = |other: &Compiled| (&other.name, &other.version) == (&one.name, &one.version);
        !one.name.starts_with("consumer-") && !to.iter().any(is_same)
    };
    let named = |one: &Compiled| match to.iter().any(|other| other.name == one.name) {
        true => format!("{}@{}", one.name, one.version.split('.').next().unwrap()),
        false => one.name.clone(),
    };
    by.iter().filter(is_new).map(named).collect()
}

/// Returns the crates that tables name, in the first and the last column.
fn listed(text: &str) -> Vec<String> {
    let mut listed = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 5, "{LIST}: three columns, and not {line}");
        assert!(!cells[2].is_empty(), "{LIST}: {} has no reason", cells[1]);
        for cell in [cells[1], cells[3]] {
            listed.extend(cell.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    listed
}

/// Returns the problems of the list, a line for each crate.
fn problems(listed: &[String], added: &BTreeSet<String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (index, name) in listed.iter().enumerate() {
        if listed[..index].contains(name) {
            problems.push(format!("{name} is listed twice"));
        }
        if !added.contains(name) {
            problems.push(format!("{name} is listed here but not compiled"));
        }
    }
    let missing = added.iter().filter(|name| !listed.contains(name));
    problems.extend(missing.map(|name| format!("{name} is compiled but not listed here")));
    problems
}

#[test]
fn every_crate_that_the_client_adds_is_listed_with_a_reason() {
    let by_hand = graph("consumer-hand-written", &PLATFORM);
    let committed = graph("consumer-committed", &PLATFORM);
    let generating = graph("consumer-generating", &PLATFORM);
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(LIST));
    let text = text.unwrap();
    let (program, build) = text.split_once(GENERATING).unwrap();
    assert_eq!(problems(&listed(program), &added(&by_hand, &committed)), [""; 0], "{LIST}");
    assert_eq!(problems(&listed(build), &added(&committed, &generating)), [""; 0], "{LIST}");
    // Nothing is compiled for the committed text alone.
    assert_eq!(added(&generating, &committed), BTreeSet::new());
}

#[test]
fn a_list_that_differs_is_reported_crate_by_crate() {
    let listed = listed("| crate | for | with it |\n| `a` | x | `b`, `b` (so) |\n| `c` | `y` | |");
    assert_eq!(listed, ["a", "b", "b", "c"]);
    let added = ["a", "b", "d"].map(str::to_owned).into();
    assert_eq!(
        problems(&listed, &added),
        [
            "b is listed twice",
            "c is listed here but not compiled",
            "d is compiled but not listed here"
        ]
    );
}

#[test]
fn a_second_version_of_a_crate_is_named_with_it() {
    let compiled = |name: &str, version: &str| Compiled {
        name: name.to_owned(),
        version: version.to_owned(),
        features: Vec::new(),
    };
    let to = [compiled("syn", "3.0.1"), compiled("a", "1.0.0")];
    let by = [
        compiled("syn", "3.0.1"),
        compiled("syn", "2.0.1"),
        compiled("b", "1.0.0"),
        compiled("consumer-x", "0.1.0"),
    ];
    assert_eq!(added(&to, &by), ["b", "syn@2"].map(str::to_owned).into());
}

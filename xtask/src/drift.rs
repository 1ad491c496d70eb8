//! `cargo xtask drift`: the program `docs-drift` with the documents, the snapshots and the
//! baseline of this workspace, and with the version steps of each finding.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dintero_cards_codegen::module_name;
use dintero_cards_semver::policy::{self, CLIENT, Impact, WRAPPER};
use dintero_cards_semver::{Api, Wrapper};
use dintero_docs_drift::finding::CrateSteps;
use dintero_docs_drift::render::Hints;
use dintero_docs_drift::rules::Rule;
use dintero_docs_drift::{Ours, Report};
use docs_drift::{Arguments, Project, Steps};

use crate::regen::{GENERATED, WRAPPER_LIB, committed};

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> ExitCode {
    let project = Project {
        root,
        hints: Hints { command: "cargo xtask drift", after_edit: Some("cargo xtask regen") },
        with_tls: "cargo run --package xtask --features fetch --",
        documents: vec![PathBuf::from("openapi")],
        snapshots: Some(PathBuf::from("openapi/upstream")),
        baseline: PathBuf::from("openapi/drift-accepted.toml"),
        site: Some("https://docs.dintero.com"),
        places: &["/api-reference/", "/wallets-api/"],
        steps: &VersionSteps(root),
        ..Project::default()
    };
    docs_drift::run(&project, arguments, out, &mut io::stderr())
}

/// The version steps that the findings of a check in a workspace ask for.
#[derive(Debug)]
struct VersionSteps<'a>(&'a Path);

impl Steps for VersionSteps<'_> {
    /// Adds to each finding the steps that it asks for, as `cargo xtask regen` would
    /// find them after the document has followed.
    fn annotate(&self, ours: &[Ours], report: &mut Report) -> io::Result<()> {
        let wrapper = wrapper(self.0, ours)?;
        report.annotate(|finding| {
            let ours = ours.iter().find(|one| one.file == finding.document.file)?;
            let place = (ours.document(), finding.document.pointer.as_str());
            policy::impact(finding.rule, &finding.entries, place, &wrapper).map(steps)
        });
        Ok(())
    }

    fn least(&self, rule: &Rule) -> Option<(CrateSteps, &'static str)> {
        policy::least(rule).map(|impact| (steps(impact), impact.why))
    }
}

/// Returns the steps by crate.
fn steps(impact: Impact) -> CrateSteps {
    [(CLIENT, impact.client.as_str()), (WRAPPER, impact.wrapper.as_str())].into()
}

/// Reads which generated types the wrapper re-exports; none in a workspace
/// without these crates.
fn wrapper(root: &Path, ours: &[Ours]) -> io::Result<Wrapper> {
    let mut api = Api::default();
    for one in ours {
        let module = module_name(&one.file);
        let path = Path::new(GENERATED).join(format!("{module}.rs"));
        let read = Api::read(module, &committed(root, &path)?);
        api = api.and(read.map_err(io::Error::other)?);
    }
    let text = committed(root, Path::new(WRAPPER_LIB))?;
    Wrapper::read(&text, [&api, &api]).map_err(io::Error::other)
}

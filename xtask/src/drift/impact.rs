//! The version steps that the findings of a check ask for.

use std::fs;
use std::io;
use std::path::Path;

use dintero_cards_codegen::module_name;
use dintero_cards_semver::policy::{self, CLIENT, Impact, WRAPPER};
use dintero_cards_semver::{Api, Wrapper};
use dintero_docs_drift::finding::CrateSteps;
use dintero_docs_drift::{Ours, Report};

use super::failure::Outcome;
use crate::regen;

/// Adds to each finding the steps that it asks for, as `cargo xtask regen` would
/// find them after the document has followed.
pub(super) fn annotate(root: &Path, ours: &[Ours], report: &mut Report) -> Outcome<()> {
    let wrapper = wrapper(root, ours)?;
    report.annotate(|finding| {
        let ours = ours.iter().find(|one| one.file == finding.document.file)?;
        policy::impact(&finding.into(), ours.document(), &wrapper).map(steps)
    });
    Ok(())
}

/// Returns the steps by crate.
pub(super) fn steps(impact: Impact) -> CrateSteps {
    [(CLIENT, impact.client.as_str()), (WRAPPER, impact.wrapper.as_str())].into()
}

/// Reads which generated types the wrapper re-exports; none in a workspace
/// without these crates.
fn wrapper(root: &Path, ours: &[Ours]) -> io::Result<Wrapper> {
    let invalid = |error| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut api = Api::default();
    for one in ours {
        let module = module_name(&one.file);
        let path = root.join(regen::GENERATED).join(format!("{module}.rs"));
        api = api.and(Api::read(module, &read(&path)?).map_err(invalid)?);
    }
    Wrapper::read(&read(&root.join(regen::WRAPPER))?, [&api, &api]).map_err(invalid)
}

/// Reads a file; a missing one is empty.
fn read(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text,
    }
}

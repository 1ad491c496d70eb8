//! The text that is generated from the documents, and the snapshots of its API.

use std::fs;
use std::io;
use std::path::Path;

use dintero_cards_codegen::{generate, module_name};
use dintero_cards_openapi::{DOCUMENTS, Document, Source};
use dintero_cards_semver::{Api, digest};
use dintero_docs_drift::Ours;

use super::output::{Output, committed, named};
use crate::exit::{Exit, Failure, Outcome};

/// The folder of the generated text.
pub(crate) const FOLDER: &str = "crates/client/src/generated";
/// The folder of the snapshots of the API.
const SNAPSHOTS: &str = "crates/semver/tests/it/snapshots";
/// The head of a new snapshot.
const HEAD: &str = "---\nsource: crates/semver/tests/it/api.rs\nexpression: api(document)\n---\n";

/// The place of the digest of the facts in a document.
const PROVENANCE: &str = "/x-provenance/facts";

/// A document, the text that is generated from it, and the API of that text.
pub(super) struct GeneratedDocument {
    pub(super) file: &'static str,
    module: &'static str,
    pub(super) document: String,
    text: String,
    api: Api,
}

/// Every document.
pub(super) struct Generated(pub(super) Vec<GeneratedDocument>);

impl Generated {
    /// Reads the documents and generates their text. The failure names each document
    /// that is not valid.
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let (mut all, mut errors) = (Vec::new(), unnamed(root)?);
        for &Source { file, .. } in DOCUMENTS {
            let path = root.join(file);
            let document = fs::read_to_string(&path).map_err(|error| named(&path, &error))?;
            let module = module_name(file);
            match generate(Source { file, text: &document }) {
                Ok(text) => match Api::read(module, &text) {
                    Ok(api) => all.push(GeneratedDocument { file, module, document, text, api }),
                    Err(error) => errors.push(format!("{file}: the generated text: {error}")),
                },
                Err(error) => errors.push(error.to_string()),
            }
        }
        match errors.is_empty() {
            true => Ok(Self(all)),
            false => Err(Failure(Exit::InvalidDocument, errors.join("\nerror: "))),
        }
    }

    pub(super) fn documents(&self) -> Vec<Source<'_>> {
        self.0.iter().map(|one| Source { file: one.file, text: &one.document }).collect()
    }

    /// Returns the API of all documents.
    pub(super) fn api(&self) -> Api {
        self.0.iter().fold(Api::default(), |api, one| api.and(one.api.clone()))
    }

    /// Returns the digest of all text.
    pub(super) fn digest(&self) -> String {
        digest(self.0.iter().map(|one| one.text.as_str()))
    }

    /// Returns a note for each document whose `x-provenance.facts` is not the digest of its
    /// facts. A person sets the digest after comparing the document with the published
    /// page; the tests of the drift check require it.
    pub(super) fn notes(&self) -> Vec<String> {
        let note = |source: Source<'_>| {
            let document = Document::parse(source).ok()?;
            let digest = match Ours::read(source).ok()?.as_slice() {
                [operation] => operation.facts_digest(),
                _ => return None,
            };
            let recorded = document.root().pointer(PROVENANCE).and_then(|facts| facts.as_str());
            (recorded != Some(&digest)).then(|| {
                format!(
                    "{}:{}: the facts have changed; compare them with the published page, then \
                     set x-provenance.facts to {digest}, and x-provenance.compared to today",
                    source.file,
                    document.position(PROVENANCE).line,
                )
            })
        };
        self.documents().into_iter().filter_map(note).collect()
    }

    /// Returns the generated text and the snapshots of its API.
    pub(super) fn outputs(&self, root: &Path) -> io::Result<Vec<Output>> {
        let text = |one: &GeneratedDocument| {
            let path = Path::new(FOLDER).join(one.module).with_extension("rs");
            Output::new(root, path, one.text.clone())
        };
        let snapshot = |one: &GeneratedDocument| {
            let path = Path::new(SNAPSHOTS).join(format!("it__api__api_of_{}.snap", one.module));
            let committed = committed(root, &path)?;
            // An existing head stays as the test wrote it.
            let head = committed.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
            let head = head.map_or(HEAD.to_owned(), |(head, _)| format!("---\n{head}\n---\n"));
            Ok(Output { path, wanted: format!("{head}{}", one.api), committed })
        };
        self.0.iter().map(text).chain(self.0.iter().map(snapshot)).collect()
    }
}

/// Returns an error for each document of the workspace that no module names.
fn unnamed(root: &Path) -> io::Result<Vec<String>> {
    let mut errors = Vec::new();
    for entry in fs::read_dir(root.join("openapi"))? {
        let file = format!("openapi/{}", entry?.file_name().to_string_lossy());
        if file.ends_with(".yaml") && DOCUMENTS.iter().all(|document| document.file != file) {
            errors.push(format!(
                "{file}: no module names it; see \"Add an operation\" in CONTRIBUTING.md"
            ));
        }
    }
    errors.sort();
    Ok(errors)
}

//! The text that is generated from the documents.

use std::fs;
use std::io;
use std::path::Path;

use dintero_cards_codegen::{generate, module_name};
use dintero_cards_openapi::{DOCUMENTS, Source};
use dintero_cards_semver::{Api, digest};

use super::output::{Output, named};

/// Where the generated text is committed.
pub(crate) const FOLDER: &str = "crates/client/src/generated";

/// A document with all that is made from its text alone.
pub(super) struct Made {
    pub(super) file: &'static str,
    pub(super) module: &'static str,
    pub(super) document: String,
    pub(super) text: String,
    pub(super) api: Api,
}

/// Every document.
pub(super) struct Generated(pub(super) Vec<Made>);

impl Generated {
    /// Reads the documents and generates their text, or says of each document
    /// what is wrong with it.
    pub(super) fn read(root: &Path) -> io::Result<Result<Self, Vec<String>>> {
        let (mut all, mut errors) = (Vec::new(), Vec::new());
        for &Source { file, .. } in DOCUMENTS {
            let path = root.join(file);
            let document = fs::read_to_string(&path).map_err(|error| named(&path, &error))?;
            let module = module_name(file);
            match generate(Source { file, text: &document }) {
                Ok(text) => match Api::read(module, &text) {
                    Ok(api) => all.push(Made { file, module, document, text, api }),
                    Err(error) => errors.push(format!("{file}: the generated text: {error}")),
                },
                Err(error) => errors.push(error.to_string()),
            }
        }
        Ok(if errors.is_empty() { Ok(Self(all)) } else { Err(errors) })
    }

    pub(super) fn documents(&self) -> Vec<Source<'_>> {
        self.0.iter().map(|made| Source { file: made.file, text: &made.document }).collect()
    }

    /// The API of all documents.
    pub(super) fn api(&self) -> Api {
        self.0.iter().fold(Api::default(), |api, made| api.and(made.api.clone()))
    }

    /// The digest of all text.
    pub(super) fn digest(&self) -> String {
        digest(self.0.iter().map(|made| made.text.as_str()))
    }

    pub(super) fn outputs(&self, root: &Path) -> io::Result<Vec<Output>> {
        let output = |made: &Made| {
            let path = Path::new(FOLDER).join(made.module).with_extension("rs");
            Output::new(root, path, made.text.clone())
        };
        self.0.iter().map(output).collect()
    }
}

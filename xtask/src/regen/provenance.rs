//! Notes about documents whose `x-provenance.facts` is not the digest of their
//! facts.
//!
//! A person sets the digest after comparing the document with the published page.
//! The tests of the drift check require it.

use dintero_cards_openapi::{Document, Source};
use dintero_docs_drift::Ours;
use serde_json::Value;

use super::text::Generated;

/// The place of the digest.
const POINTER: &str = "/x-provenance/facts";

/// Returns a note for each document whose facts have another digest.
pub(super) fn notes(generated: &Generated) -> Vec<String> {
    generated.documents().into_iter().filter_map(note).collect()
}

fn note(source: Source<'_>) -> Option<String> {
    let document = Document::parse(source).ok()?;
    let operations = Ours::read(source).ok()?;
    let [operation] = operations.as_slice() else { return None };
    let recorded = document.root().pointer(POINTER).and_then(Value::as_str);
    let digest = operation.facts_digest();
    (recorded != Some(&digest)).then(|| {
        format!(
            "{}:{}: the facts have changed; compare them with the published page, then set \
             x-provenance.facts to {digest}, and x-provenance.compared to today",
            source.file,
            document.position(POINTER).line,
        )
    })
}

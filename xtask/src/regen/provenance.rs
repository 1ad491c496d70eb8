//! Whether the documents carry the digest of their facts.
//!
//! That is for a person to set, after a look at the published page; here it is
//! only said. The tests of the drift check insist on it.

use dintero_cards_openapi::{Document, Source};
use dintero_docs_drift::Ours;
use serde_json::Value;

use super::text::Generated;

/// Where the digest stands.
const POINTER: &str = "/x-provenance/facts";

/// What is to be said of each document whose facts have another digest.
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
            "{}:{}: the facts are others; compare them with the published page, then set \
             x-provenance.facts to {digest}, and x-provenance.compared to the day",
            source.file,
            document.position(POINTER).line,
        )
    })
}

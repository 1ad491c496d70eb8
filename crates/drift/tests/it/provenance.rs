//! Every document carries the digest of its own facts, so that a change of
//! facts is a decision and never a slip.

use dintero_cards_openapi::{DOCUMENTS, Document};
use dintero_docs_drift::contract::{Form, facts_digest};
use dintero_docs_drift::document::{Prose, operations};

#[test]
fn every_document_carries_the_digest_of_its_facts() {
    for source in DOCUMENTS.iter().copied() {
        let document = Document::parse(source).unwrap();
        let recorded = document.root().pointer("/x-provenance/facts").unwrap().as_str().unwrap();
        let mut operations = operations(&document, Form::Raw, Prose::Ours).unwrap();
        assert_eq!(operations.len(), 1, "{} has one operation", source.file);
        let expected = facts_digest(&operations.remove(0).contract);
        assert_eq!(
            recorded,
            expected,
            "the facts of {} have changed; compare them with the published page, then set \
             x-provenance.facts (line {}) to {expected}",
            source.file,
            document.position("/x-provenance/facts").line,
        );
    }
}

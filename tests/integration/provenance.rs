//! The provenance in the documents is true.

use dintero_cards_openapi::{DOCUMENTS, Document};
use serde_json::Value;

#[test]
fn the_constants_of_the_client_are_those_of_the_documents() {
    assert_eq!(DOCUMENTS.len(), dintero_cards_client::DOCUMENTS.len());
    for (source, constant) in DOCUMENTS.iter().zip(dintero_cards_client::DOCUMENTS) {
        let document = Document::parse(*source).unwrap();
        let text = |pointer: &str| document.root().pointer(pointer).and_then(Value::as_str);
        assert_eq!(constant.file, source.file);
        assert_eq!(constant.digest, document.digest());
        assert_eq!(Some(constant.version), text("/info/version"));
        assert_eq!(Some(constant.compared), text("/x-provenance/compared"));
        assert_eq!(Some(constant.url), text("/x-provenance/url"));
        assert_eq!(Some(constant.base_url), text("/servers/0/url"));
    }
}

#[test]
fn every_deviation_points_to_something_and_has_a_reason() {
    for source in DOCUMENTS {
        let document = Document::parse(*source).unwrap();
        let deviations = document.root()["x-deviations"].as_array().unwrap();
        assert!(!deviations.is_empty());
        for deviation in deviations {
            let at = deviation["at"].as_str().unwrap();
            let pointer = at.strip_prefix('#').unwrap();
            assert!(document.root().pointer(pointer).is_some(), "{}: {at}", source.file);
            assert!(
                deviation["reason"].as_str().is_some_and(|reason| reason.ends_with('.')),
                "{at}"
            );
        }
    }
}

//! The cases: small documents that went wrong, each with its outcome. What the code of
//! an accepted one does, the package `generated-clients-tests` tests.

use std::fs;
use std::path::Path;

use dintero_cards_codegen::generate;
use dintero_cards_openapi::Source;

/// Files, and for each that is refused the place and words of the error.
const CASES: [(&str, Option<(&str, &str)>); 12] = [
    ("allof-of-itself.yaml", Some(("19:11", "the schema is composed of itself"))),
    ("code-in-a-description.yaml", None),
    ("dots-in-the-path.yaml", None),
    ("dropshot-pagination.yaml", None),
    ("oneof-with-discriminator.yaml", None),
    ("operation-called-error.yaml", Some(("8:7", "has a type Error that it needs"))),
    ("parameter-header_map.yaml", Some(("10:11", "has a header_map of its own"))),
    ("pattern-of-letters.yaml", None),
    ("reference-beside-nullable.yaml", Some(("21:53", "nullable beside $ref means nothing"))),
    ("relative-server.yaml", Some(("4:12", "does not begin with https://"))),
    ("server-with-slash-at-end.yaml", None),
    ("write-only-required.yaml", None),
];

#[test]
fn every_case_has_its_outcome() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), CASES.len());
    for (file, outcome) in CASES {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let error = generate(Source { file, text: &text }).err().map(|error| error.to_string());
        let Some((place, words)) = outcome else {
            assert_eq!(error, None, "{file}");
            continue;
        };
        let error = error.unwrap_or_else(|| panic!("accepted: {file}"));
        assert!(error.starts_with(&format!("{file}:{place}: ")), "{error}");
        assert!(error.contains(words) && error.contains("; "), "{error}");
    }
}

//! The stored form of a cursor.

use dintero_cards::Cursor;

/// Stored by version 0.1.0: the cursor of a page, and one from the server's text.
const V0_1_0: [&str; 2] =
    [r#"{"starting_after":"a/b+c","listing":"6f87915039cbe8ba"}"#, r#"{"starting_after":"a/b+c"}"#];

#[test]
fn a_cursor_that_version_0_1_0_stored_is_read() {
    for stored in V0_1_0 {
        let cursor: Cursor = serde_json::from_str(stored).unwrap();
        assert_eq!(cursor.as_str(), "a/b+c");
        let now = serde_json::to_string(&cursor).unwrap();
        assert_eq!(now, stored.replacen('{', r#"{"version":1,"#, 1));
        assert!(serde_json::from_str::<Cursor>(&now).unwrap() == cursor);
    }
}

#[test]
fn a_cursor_of_a_newer_format_is_refused() {
    let newer = r#"{"version":3,"starting_after":{"text":"a"}}"#;
    let error = serde_json::from_str::<Cursor>(newer).err().unwrap().to_string();
    assert!(
        error.starts_with(
            "the cursor is stored in version 3 of its format, and this program reads versions 1 and 2 only"
        ),
        "{error}"
    );
}

#[test]
fn a_cursor_between_two_cards_is_refused_by_programs_that_do_not_know_it() {
    let stored = r#"{"version":2,"page":"a/b+c","skip":3,"listing":"6f87915039cbe8ba"}"#;
    let cursor: Cursor = serde_json::from_str(stored).unwrap();
    assert_eq!((cursor.as_str(), cursor.skip()), ("a/b+c", 3));
    assert_eq!(serde_json::to_string(&cursor).unwrap(), stored);
    // Version 0.1.0 required this field, and knew no version.
    assert!(!stored.contains("starting_after"));
    for incomplete in ["{}", r#"{"version":2,"skip":3}"#, r#"{"version":1,"page":"a"}"#] {
        assert!(serde_json::from_str::<Cursor>(incomplete).is_err(), "{incomplete}");
    }
}

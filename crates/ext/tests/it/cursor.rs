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
    let newer = r#"{"version":2,"starting_after":{"text":"a"}}"#;
    let error = serde_json::from_str::<Cursor>(newer).err().unwrap().to_string();
    assert!(
        error.starts_with(
            "the cursor is stored in version 2 of its format, and this program reads version 1 only"
        ),
        "{error}"
    );
}

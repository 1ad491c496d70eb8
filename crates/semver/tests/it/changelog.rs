//! The entries that a verdict asks for, and whether CHANGELOG.md has them.

use dintero_cards_openapi::CARDS;
use dintero_cards_semver::changelog::{UNRELEASED, has_items, section, step};
use dintero_cards_semver::{Entry, Step, markdown};

use crate::release::{edited, verdict};

const CHANGELOG: &str = "# Changelog\n\n## [Unreleased](https://a.example)\n\n### Added\n\n- New.\n\n\
    ## 0.2.0 - 2026-02-03\n\n- Text,\n  more text.\n\n## [0.1.0]\n\n## 0.0.10\n";

/// The entries of an edit of "Get cards".
fn entries(edits: &[(&str, &str)]) -> Vec<Entry> {
    Entry::all(&verdict(&edited(CARDS.text, edits)))
}

fn texts(entries: &[Entry]) -> String {
    markdown(&entries.iter().collect::<Vec<_>>())
}

#[test]
fn a_section_ends_where_the_next_begins() {
    assert_eq!(section(CHANGELOG, UNRELEASED), Some("### Added\n\n- New."));
    assert_eq!(section(CHANGELOG, "0.2.0"), Some("- Text,\n  more text."));
    assert_eq!(section(CHANGELOG, "0.1.0"), Some(""));
    for missing in ["0.0.1", "0.2", "0.3.0", ""] {
        assert_eq!(section(CHANGELOG, missing), None, "{missing}");
    }
    assert!(section(CHANGELOG, "0.2.0").is_some_and(has_items));
    assert!(!has_items("### Added\n\nA note.\n"));
}

#[test]
fn entries_by_hand_ask_for_a_step_too() {
    for (text, expected) in [
        ("", Step::None),
        ("### Added\n\n### Fixed\n", Step::None),
        ("### Added\n\n### Fixed\n\n- A fault.\n", Step::Patch),
        ("### Added\n\n- A method.\n", Step::Minor),
        ("### Changed\n\n- It waits.\n- **Breaks** code that\n  calls it.\n", Step::Major),
        ("### Changed\n\n- What **Breaks** means.\n", Step::Patch),
    ] {
        assert_eq!(step(text), expected, "{text}");
    }
}

#[test]
fn entries_are_ready_to_be_pasted() {
    let entries = entries(&[
        ("maximum: 100", "maximum: 50"),
        ("currency:\n          type: string\n", "currency:\n          type: integer\n"),
    ]);
    insta::assert_snapshot!("two_changes", texts(&entries));
    for entry in &entries {
        assert!(entry.is_in(&texts(&entries)), "{}", entry.text);
        assert!(!entry.is_in(""), "{}", entry.text);
    }
}

#[test]
fn an_entry_may_be_reworded_as_long_as_it_names_the_same_things() {
    let entries = entries(&[("maximum: 100", "maximum: 50")]);
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    for same in
        ["- Get cards: at most 50 now\n  in `query limit`.", "* `query limit` of Get cards: 50"]
    {
        assert!(entry.is_in(same), "{same}");
    }
    for other in [
        "- Get cards: at most 40 now in `query limit`.",
        "- Get cards: 500 examples of `query limit`.",
        "- Get cards: at most 50 now in `query offset`.",
        "- `query limit`: 50",
        "Get cards: at most 50 now in `query limit`.",
        "- Get cards: at most 50 now.\n- `query limit`",
    ] {
        assert!(!entry.is_in(other), "{other}");
    }
}

#[test]
fn a_document_cannot_end_a_comment_or_begin_a_section() {
    let to = "used, expired, \"x--> \\n## 9.9.9 <!-- x\"]";
    let text = texts(&entries(&[("used, expired]", to)]));
    assert!(text.contains("9.9.9"), "{text}");
    assert!(!text.lines().any(|line| line.starts_with("## ")), "{text}");
    assert!(!text.contains("-->") && !text.contains("<!--"), "{text}");
}

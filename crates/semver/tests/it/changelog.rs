//! What is written into CHANGELOG.md, and what is left alone.

use dintero_cards_openapi::CARDS;
use dintero_cards_semver::{Changelog, Entry, Section};

use crate::release::{edited, verdict};

const EMPTY: &str =
    "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-01-01\n\n### Added\n\n- All.\n";

fn entry(section: Section, id: &str, text: &str) -> Entry {
    Entry { section, id: id.to_owned(), text: text.to_owned() }
}

fn with(text: &str, entries: &[Entry]) -> String {
    Changelog::new(text).with(entries).as_str().to_owned()
}

#[test]
fn an_entry_stands_under_its_section_of_unreleased() {
    let text =
        with(EMPTY, &[entry(Section::Removed, "b", "Gone."), entry(Section::Added, "a", "New.")]);
    assert_eq!(
        text,
        "# Changelog\n\n## Unreleased\n\n### Added\n\n- New. <!-- regen a -->\n\n### Removed\n\n\
         - Gone. <!-- regen b -->\n\n## 0.1.0 - 2026-01-01\n\n### Added\n\n- All.\n"
    );
    assert_eq!(with(&text, &[]), EMPTY, "what holds no longer goes, and takes its heading along");
}

#[test]
fn what_people_wrote_stays_and_so_do_their_words_for_an_entry_that_holds() {
    let by_hand = "# C\n\n## [Unreleased]\n\nA note.\n\n### Added\n\n- By hand,\n  in two lines.\n\
                   - In better words. <!-- regen a -->\n- Old. <!-- regen gone -->\n\n### Fixed\n\n- A fault.\n";
    let text =
        with(by_hand, &[entry(Section::Added, "a", "New."), entry(Section::Added, "c", "Third.")]);
    assert_eq!(
        text,
        "# C\n\n## [Unreleased]\n\nA note.\n\n### Added\n\n- By hand,\n  in two lines.\n\
         - In better words. <!-- regen a -->\n- Third. <!-- regen c -->\n\n### Fixed\n\n- A fault.\n"
    );
}

#[test]
fn nothing_to_do_changes_not_a_byte() {
    for text in [
        "",
        "# C\n",
        "# C\n\n##  Unreleased \n\n\n### Added\n- x\n\n\n## 1.0.0\n",
        "# C\n\n## [Unreleased]\n### Added\n- x <!-- regen a -->",
    ] {
        let entries = if text.contains("regen a") {
            vec![entry(Section::Added, "a", "New.")]
        } else {
            vec![]
        };
        assert_eq!(with(text, &entries), text);
    }
}

#[test]
fn writing_twice_is_writing_once() {
    let verdict = verdict(&edited(
        CARDS.text,
        &[
            ("maximum: 100", "maximum: 50"),
            ("currency:\n          type: string\n", "currency:\n          type: integer\n"),
        ],
    ));
    let entries = Entry::all(&verdict);
    for text in ["", "# C\n", EMPTY, "## Unreleased"] {
        let once = with(text, &entries);
        assert_eq!(with(&once, &entries), once, "{text}");
        assert!(once.contains("## Unreleased"), "{once}");
    }
    insta::assert_snapshot!("two_changes", with(EMPTY, &entries));
}

#[test]
fn a_changelog_without_unreleased_gets_it_above_the_last_version() {
    let text = with("# C\n\n## 0.1.0 - 2026-01-01\n", &[entry(Section::Added, "a", "New.")]);
    assert_eq!(
        text,
        "# C\n\n## Unreleased\n\n### Added\n\n- New. <!-- regen a -->\n\n## 0.1.0 - 2026-01-01\n"
    );
}

#[test]
fn a_release_gives_unreleased_a_number_and_takes_the_marks_away() {
    let text = with(EMPTY, &[entry(Section::Added, "a", "New.")]);
    let released = Changelog::new(text).released("0.1.1".parse().unwrap(), "2026-02-03");
    assert_eq!(
        released.as_str(),
        "# Changelog\n\n## Unreleased\n\n## 0.1.1 - 2026-02-03\n\n### Added\n\n- New.\n\n\
         ## 0.1.0 - 2026-01-01\n\n### Added\n\n- All.\n"
    );
}

#[test]
fn what_a_document_says_cannot_end_a_comment_or_begin_a_section() {
    let nasty = "https://a.example/v1--> \\n## 9.9.9 <!-- regen x";
    let text = edited(
        CARDS.text,
        &[("  - url: https://api.dintero.com/v1\n", &format!("  - url: \"{nasty}\"\n"))],
    );
    let written = with(EMPTY, &Entry::all(&verdict(&text)));
    assert_eq!(written.lines().filter(|line| line.starts_with("## ")).count(), 2, "{written}");
    assert_eq!(with(&written, &[]), EMPTY);
}

#[test]
fn a_heading_that_is_a_link_stays_one() {
    for heading in
        ["## [Unreleased]", "## [Unreleased](https://a.example/compare)", "## unreleased ##"]
    {
        let by_hand = format!("# C\n\n{heading}\n\n### added ###\n\n- By hand.\n\n## 0.1.0\n");
        let entries = [entry(Section::Added, "a", "New.")];
        let text = with(&by_hand, &entries);
        assert_eq!(
            text,
            format!(
                "# C\n\n{heading}\n\n### added ###\n\n- By hand.\n- New. <!-- regen a -->\n\n## 0.1.0\n"
            )
        );
        assert_eq!(with(&text, &[]), by_hand);
        let released = Changelog::new(text).released("0.2.0".parse().unwrap(), "2026-02-03");
        assert!(
            released.as_str().starts_with(&format!(
                "# C\n\n{heading}\n\n## 0.2.0 - 2026-02-03\n\n### added ###\n\n- By hand.\n- New.\n"
            )),
            "{released:?}"
        );
    }
}

#[test]
fn code_and_comments_have_no_headings() {
    let by_hand = "# C\n\n<!--\n## Unreleased\n\n- As it could be.\n-->\n\n## Unreleased\n\n\
        ### Changed\n\n- Like so:\n\n  ```md\n  ## 0.0.1\n\n  ```\n\n~~~md\n## 0.0.1\n\n\n### Added\n```\n- x\n~~~\n\n## 0.1.0\n";
    let text = with(by_hand, &[entry(Section::Added, "a", "New.")]);
    let added = "## Unreleased\n\n### Added\n\n- New. <!-- regen a -->\n\n### Changed\n";
    assert_eq!(text, by_hand.replace("## Unreleased\n\n### Changed\n", added));
    assert_eq!(with(&text, &[]), by_hand);
}

#[test]
fn two_entries_that_people_made_one_stay_one() {
    let one = "## Unreleased\n\n### Added\n\n- Both. <!-- regen a --> <!-- regen b -->\n";
    let (a, b) = (entry(Section::Added, "a", "A."), entry(Section::Added, "b", "B."));
    assert_eq!(with(one, &[a.clone(), b]), one);
    assert_eq!(with(one, &[a]), one, "one of them holds");
    assert_eq!(with(one, &[]), "## Unreleased\n");
    let released = Changelog::new(one).released("0.2.0".parse().unwrap(), "2026-02-03");
    assert!(released.as_str().ends_with("- Both.\n"), "{released:?}");
}

#[test]
fn a_heading_that_people_left_empty_is_theirs() {
    let text =
        with("## Unreleased\n\n### Fixed\n\n## 0.1.0\n", &[entry(Section::Added, "a", "A.")]);
    assert_eq!(
        text,
        "## Unreleased\n\n### Added\n\n- A. <!-- regen a -->\n\n### Fixed\n\n## 0.1.0\n"
    );
}

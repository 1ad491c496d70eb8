//! Code and documents use the field's words: a list of words that are not to
//! be used, each with the word that stands for it.

use std::fs;
use std::path::Path;

use super::tidy::{files, root};

/// Words and phrases that are not used, in small letters, and what is used instead.
const WORDS: [(&str, &str); 47] = [
    ("odd card", "malformed card"),
    ("odd cards", "malformed cards"),
    ("crowd", "card limit"),
    ("crowded", "card limit"),
    ("is crowded", "exceeds_card_limit"),
    ("salvage", "decode individually"),
    ("closes at", "record"),
    ("told", "reported"),
    ("untold", "not reported"),
    ("walls", "dependency rules"),
    ("weight", "build cost"),
    ("weigh", "measure"),
    ("weighed", "measured"),
    ("room", "module"),
    ("rooms", "modules"),
    ("door", "dependency"),
    ("doors", "dependencies"),
    ("paper", "document"),
    ("papers", "documents"),
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("passed on", "re-exported"),
    ("passes on", "re-exports"),
    ("came by", "a noun"),
    ("to be had", "available"),
    ("is repeatable", "is_idempotent"),
    ("what is no", "a noun"),
    ("what came", "a noun"),
    ("bad day", "fault scenario"),
    ("bad days", "fault scenarios"),
    ("odd day", "fault scenario"),
    ("odd days", "fault scenarios"),
    ("heed", "respect"),
    ("heeds", "respects"),
    ("liar", "wrong type"),
    ("liars", "wrong types"),
    ("slip of the pen", "typing error"),
    ("house", "workspace"),
    ("cheap to make", "inexpensive"),
    ("people's words", "text written by people"),
    ("odd itself", "malformed"),
    ("that is none", "a sentence with a noun"),
    ("which is none", "a sentence with a noun"),
    ("so many", "a number or a noun"),
    ("answer", "response, or result"),
    ("upstream", "published"),
];

/// Names that no type has, because a stranger cannot guess what it is.
const TYPES: [(&str, &str); 11] = [
    ("OddCard", "MalformedCard"),
    ("Circle", "CycleDetector"),
    ("Presented", "AuthHeader"),
    ("Asked", "a noun"),
    ("Kept", "a noun"),
    ("Made", "a noun"),
    ("Told", "a noun"),
    ("Shown", "a noun"),
    ("Written", "a noun"),
    ("LetGo", "IgnoreBrokenPipe"),
    ("Detour", "RoutedRequest"),
];

/// The lines of a text in which a word stands alone, and in no path, from 1.
fn lines_with(text: &str, word: &str) -> Vec<usize> {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "_/".contains(c));
    let stands_alone = |line: &str| {
        line.match_indices(word).any(|(start, _)| {
            let after = &line[start + word.len()..];
            !is_part(line[..start].chars().next_back()) && !is_part(after.chars().next())
        })
    };
    let lines = text.lines().enumerate().filter(|(_, line)| stands_alone(line));
    lines.map(|(index, _)| index + 1).collect()
}

/// The lines of a text that use a banned word or declare a banned type.
fn banned(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    // Names of tests are sentences, too.
    let lower = text.to_lowercase().replace('_', " ");
    let mut found = Vec::new();
    for (word, instead) in WORDS.into_iter().filter(|(word, _)| lower.contains(word)) {
        found.extend(lines_with(&lower, word).into_iter().map(|line| (line, word, instead)));
    }
    for (name, instead) in TYPES.into_iter().filter(|(name, _)| text.contains(name)) {
        for keyword in ["struct", "enum", "trait", "type"] {
            let lines = lines_with(text, &format!("{keyword} {name}")).into_iter();
            found.extend(lines.map(|line| (line, name, instead)));
        }
    }
    found
}

#[test]
fn code_and_documents_use_the_words_of_the_field() {
    let mut paths = Vec::new();
    files(&root(), &mut paths);
    // The changelog names what has been renamed; this file lists the words.
    let is_exempt = |path: &Path| {
        path.ends_with("CHANGELOG.md") || path.ends_with(Path::new("integration/words.rs"))
    };
    let is_text = |path: &Path| path.extension().is_some_and(|end| end == "rs" || end == "md");
    let mut problems = Vec::new();
    for path in paths.iter().filter(|path| is_text(path) && !is_exempt(path)) {
        let text = fs::read_to_string(path).unwrap();
        let name = path.strip_prefix(root()).unwrap().display();
        let lines = banned(&text).into_iter();
        problems.extend(
            lines.map(|(line, word, instead)| format!("{name}:{line}: {word} (say {instead})")),
        );
    }
    assert!(problems.is_empty(), "{} places\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn a_banned_word_is_found_where_it_stands_alone() {
    let lines = |text: &str| banned(text).iter().map(|(line, ..)| *line).collect::<Vec<_>>();
    assert_eq!(lines("a mushroom\nThe Room.\nbedrooms\nold/room"), [2]);
    assert_eq!(lines("struct Made(u8);\nMade at noon\nstruct MadeUp;"), [1]);
}

//! Completions and manual pages.

use std::fs;

use crate::binary::run;

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for word in ["report", "created-from", "roll-forward"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(&["completions", "sh"]).code, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(&["man", folder.path().to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let page = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(page("dintero-cards.1").contains("Exit status"), "{}", page("dintero-cards.1"));
    assert!(page("dintero-cards-list.1").contains(r"\-\-created\-from"));
    assert!(page("dintero-cards-export-window.1").contains(r"\-\-index"));
    assert!(page("dintero-cards-profile-add.1").contains(r"\-\-client\-id"));
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_flags_and_values() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dintero-cards");
    fs::write(&file, run(&["completions", "bash"]).out).unwrap();
    for (line, completed) in [
        ("rep", "report"),
        ("list --expires-w", "--expires-within"),
        ("list --status partially", "partially_used"),
        ("profile add --client-s", "--client-secret-file"),
        ("export window --o", "--out"),
    ] {
        let words: Vec<&str> = ["dintero-cards"].into_iter().chain(line.split(' ')).collect();
        let [.., before, word] = &words[..] else { unreachable!() };
        // As bash calls the function: the command, the word, and the one before it.
        let (file, last, all) = (file.display(), words.len() - 1, words.join(" "));
        let script = format!(
            "source {file}; COMP_WORDS=({all}); COMP_CWORD={last}; \
             _dintero__cards dintero-cards {word} {before}; echo ${{COMPREPLY[@]}}"
        );
        let Ok(output) = std::process::Command::new("bash").args(["-c", &script]).output() else {
            return;
        };
        let ran = crate::binary::Ran::from(output);
        assert_eq!(ran.out.trim(), completed, "{line}: {}", ran.err);
    }
}

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

//! `dintero-cards sandbox`.

use crate::binary::Served;

#[test]
fn the_first_line_says_how_to_reach_it() {
    let sandbox = Served::start(&["--cards", "3", "--seed", "7"]);
    let keys: Vec<&String> = sandbox.first_line.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["base_url", "auth_url", "account_id", "client_id", "client_secret"]);
    assert!(sandbox.text("base_url").starts_with("http://127.0.0.1:"));
    assert!(sandbox.text("base_url").ends_with("/v1"));
    let listed = sandbox.run(&["list"]);
    assert!(listed.out.ends_with("\n3 cards\n"), "{}", listed.out);
}

#[test]
fn the_same_seed_makes_the_same_cards() {
    let list =
        |seed| Served::start(&["--cards", "9", "--seed", seed]).run(&["list", "-o", "csv"]).out;
    assert_eq!(list("1"), list("1"));
    assert_ne!(list("1"), list("2"));
}

#[cfg(unix)]
#[test]
fn it_ends_well_when_it_is_interrupted() {
    for signal in ["-INT", "-TERM"] {
        let sandbox = Served::start(&[]);
        let id = sandbox.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(sandbox.wait(), Some(0), "{signal}");
    }
}

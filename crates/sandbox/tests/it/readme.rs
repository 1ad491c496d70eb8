//! The examples of the README are compiled and run.

use dintero_cards_sandbox::Faults;

const README: &str = include_str!("../../README.md");

#[test]
fn the_test_in_the_readme_is_run_here() {
    let source = include_str!("consumer.rs").split_once("\n\n").unwrap().1;
    let shown = README.split("```").find(|block| block.contains("#[tokio::test]")).unwrap();
    assert_eq!(shown.strip_prefix("rust\n").unwrap(), source);
    assert!(source.lines().count() < 30, "{} lines", source.lines().count());
}

#[test]
fn the_readme_has_every_action() {
    let rows = README.split("| affects |").nth(1).unwrap().split("\n\n").next().unwrap();
    let shown: Vec<_> = rows.split('`').skip(1).step_by(2).collect();
    // The error for an unknown name differs from that for a wrong value.
    let refused = |name: &str| {
        let text = format!(r#"{{"faults": [{{"nth": 1, "actions": {{"{name}": {{}}}}}}]}}"#);
        Faults::from_json(&text).err().map_or_else(String::new, |error| error.to_string())
    };
    for name in &shown {
        assert!(!refused(name).contains("unknown variant"), "{name}");
    }
    let all = refused("unheard-of");
    let known = all.split('`').skip(3).step_by(2);
    assert_eq!(known.filter(|name| !shown.contains(name)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_script_in_the_readme_is_valid() {
    let script = README.split("```").find(|block| block.starts_with("json\n")).unwrap();
    let script = Faults::from_json(&script["json\n".len()..]).unwrap();
    assert_ne!(script, Faults::new());
}

//! Versions and what follows them.

use dintero_cards_semver::{Step, Version};

#[test]
fn a_step_gives_the_version_that_cargo_understands() {
    let after = |version: &str, step| version.parse::<Version>().unwrap().after(step).to_string();
    for (version, step, next) in [
        ("1.2.3", Step::None, "1.2.3"),
        ("1.2.3", Step::Patch, "1.2.4"),
        ("1.2.3", Step::Minor, "1.3.0"),
        ("1.2.3", Step::Major, "2.0.0"),
        ("0.1.7", Step::Patch, "0.1.8"),
        ("0.1.7", Step::Minor, "0.1.8"),
        ("0.1.7", Step::Major, "0.2.0"),
    ] {
        assert_eq!(after(version, step), next, "{version} {step:?}");
    }
}

#[test]
fn an_invalid_version_is_refused_by_name() {
    for text in [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "1.2.x",
        "1.02.3",
        "1.2.-3",
        "99999999999999999999.0.0",
    ] {
        let error = text.parse::<Version>().unwrap_err();
        assert!(error.to_string().contains("is no version; write three numbers"), "{text}");
    }
}

//! Manifests that are not as the registry and its readers need them.

use serde_json::{Value, json};

use super::Workspace;

/// What cargo says of two packages, one of them published, and that one changed.
fn findings(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut package = json!({
        "name": "cards",
        "version": "0.1.0",
        "publish": null,
        "manifest_path": "/w/crates/cards/Cargo.toml",
        "description": "Lists cards",
        "license": "MIT OR Apache-2.0",
        "readme": "README.md",
        "rust_version": "1.88",
        "documentation": "https://docs.rs/cards",
        "keywords": ["gift-card"],
        "categories": ["api-bindings"],
        "features": { "rustls": [] },
        "metadata": { "docs": { "rs": { "all-features": true } } },
        "dependencies": [{ "name": "serde", "req": "^1" }],
    });
    change(&mut package);
    let kept = json!({ "name": "xtask", "version": "0.0.0", "publish": [] });
    let metadata = json!({
        "packages": [package, kept],
        "workspace_root": "/w",
        "target_directory": "/w/target",
    });
    let workspace = Workspace::parse(metadata.to_string().as_bytes()).unwrap();
    workspace.published.iter().flat_map(|member| workspace.findings(member)).collect()
}

#[test]
fn a_whole_manifest_is_fine_and_what_is_not_published_needs_none() {
    assert_eq!(findings(|_| ()), [""; 0]);
    assert_eq!(findings(|package| *package = json!({ "name": "cards", "publish": [] })), [""; 0]);
}

#[test]
fn each_thing_that_is_missing_or_wrong_is_one_finding() {
    let changes: [(&str, Value, &str); 15] = [
        ("description", Value::Null, "no description"),
        ("description", json!(""), "no description"),
        ("license", Value::Null, "no license"),
        ("readme", Value::Null, "no readme"),
        ("rust_version", Value::Null, "no rust-version"),
        ("documentation", Value::Null, "no documentation"),
        ("documentation", json!("https://docs.rs/others"), "https://docs.rs/"),
        ("keywords", json!([]), "0 keywords"),
        ("keywords", json!(["a", "b", "c", "d", "e", "f"]), "6 keywords"),
        ("keywords", json!(["gift card"]), "\"gift card\""),
        ("categories", json!([]), "no category"),
        ("categories", json!(["gift-cards"]), "\"gift-cards\""),
        ("metadata", Value::Null, "docs.rs"),
        ("dependencies", json!([{ "name": "xtask", "req": "^0.1" }]), "is not published"),
        ("dependencies", json!([{ "name": "serde", "req": "*" }]), "any version"),
    ];
    for (key, value, words) in changes {
        let found = findings(|package| package[key] = value.clone());
        assert_eq!(found.len(), 1, "{key} {value}: {found:?}");
        assert!(found[0].contains(words), "{key} {value}: {found:?}");
    }
}

//! Where calls go: the first server, however host and path are split.

use dintero_cards_openapi::CARDS;
use dintero_cards_semver::{Wire, render};

use crate::release::{between, edited, verdict};

#[test]
fn another_first_server_is_another_host() {
    let first = "  - url: https://api.dintero.com/v1\n    description: Production and test accounts share this host\n";
    let sandbox = "  - url: https://sandbox.dintero.com/v1\n";
    let both = |servers: &str| edited(CARDS.text, &[(first, servers)]);
    let (before, after) = (format!("{first}{sandbox}"), format!("{sandbox}{first}"));
    let verdict = between(&both(&before), &both(&after));
    let rules: Vec<&str> = verdict.changes.iter().map(|change| change.rule.id).collect();
    assert_eq!(rules, ["server-host-changed"]);
    assert_eq!(verdict.wire, Wire::Breaks);
    let rendered = render(&verdict);
    assert!(rendered.contains("caution: A token would be sent"), "{rendered}");
    assert!(rendered.starts_with("openapi/cards.yaml:69: "), "{rendered}");
}

#[test]
fn server_and_path_may_be_split_in_another_place() {
    let split = edited(
        CARDS.text,
        &[
            ("  - url: https://api.dintero.com/v1\n", "  - url: https://api.dintero.com\n"),
            ("  /accounts/{aid}/wallets/cards:\n", "  /v1/accounts/{aid}/wallets/cards:\n"),
        ],
    );
    assert_eq!(verdict(&split).changes.len(), 0);
}

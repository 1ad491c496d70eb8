//! Edits of operations as a whole.

use dintero_cards_semver::Step::{Major, Minor, Patch};
use dintero_cards_semver::Wire;

use super::{Row, row};

pub(super) static ROWS: [Row; 12] = [
    row(
        "the host is another",
        &[("https://api.dintero.com/v1", "https://api.dintero.example/v1")],
        &["server-host-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "the path is another",
        &[("  /accounts/{aid}/wallets/cards:\n", "  /accounts/{aid}/wallets/vouchers:\n")],
        &["op-path-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "a slash ends the path",
        &[("  /accounts/{aid}/wallets/cards:\n", "  /accounts/{aid}/wallets/cards/:\n")],
        &["op-path-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "a placeholder has another name",
        &[
            ("  /accounts/{aid}/wallets/cards:\n", "  /accounts/{account}/wallets/cards:\n"),
            ("        - name: aid\n", "        - name: account\n"),
        ],
        &["path-param-renamed"],
        (Major, Patch, Wire::None),
    ),
    row(
        "a further scope gives access",
        &[(
            "any-of: ['admin:wallets', 'read:wallets']",
            "any-of: ['admin:wallets', 'read:cards', 'read:wallets']",
        )],
        &["scope-added"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "the operation is announced to go away",
        &[(
            "      tags: [cards]\n      x-required",
            "      tags: [cards]\n      deprecated: true\n      x-required",
        )],
        &["op-deprecation-changed"],
        (Patch, Minor, Wire::None),
    ),
    row(
        "the method is another",
        &[("    get:\n", "    post:\n")],
        &["op-method-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "nobody has to authenticate",
        &[("security:\n  - accessToken: []\n", "security: []\n")],
        &["auth-removed"],
        (Patch, Major, Wire::Breaks),
    ),
    row(
        "the authentication scheme is another",
        &[("      scheme: bearer\n", "      scheme: basic\n")],
        &["auth-scheme-changed"],
        (Patch, Major, Wire::Breaks),
    ),
    row(
        "a scope no longer gives access",
        &[("any-of: ['admin:wallets', 'read:wallets']", "any-of: ['read:wallets']")],
        &["scope-removed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "the path of the server is another",
        &[("https://api.dintero.com/v1", "https://api.dintero.com/v2")],
        &["base-path-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "an operation is added",
        &[(
            "\ncomponents:\n  securitySchemes:\n",
            "  /accounts/{aid}/wallets/echo:\n    get:\n      operationId: get_echo\n      parameters:\n        - name: aid\n          in: path\n          required: true\n          schema:\n            $ref: '#/components/schemas/AccountId'\n      responses:\n        '204':\n          description: Nothing\n\ncomponents:\n  securitySchemes:\n",
        )],
        &["op-added"],
        (Minor, Patch, Wire::None),
    ),
];

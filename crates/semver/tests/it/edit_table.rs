//! Edits of the document, each with what a careful maintainer would say of it.

use dintero_cards_semver::{Step, Wire};

/// An edit, the rules that it falls under, and what it means for the generated
/// crate, for the wrapper and on the wire.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) edits: &'static [(&'static str, &'static str)],
    pub(super) rules: &'static [&'static str],
    pub(super) client: Step,
    pub(super) wrapper: Step,
    pub(super) wire: Wire,
}

use dintero_cards_semver::Step::{Major, Minor, Patch};

const fn row(
    name: &'static str,
    edits: &'static [(&'static str, &'static str)],
    rules: &'static [&'static str],
    (client, wrapper, wire): (Step, Step, Wire),
) -> Row {
    Row { name, edits, rules, client, wrapper, wire }
}

const CUSTOMER: &str = "        - name: customer\n";
const BALANCE: &str = "        amount_balance:\n          type: integer\n";
pub(super) const NAME: &str =
    "        name:\n          type: string\n          description: Name to display.\n";
const STATUSES: &str = "enum: [inactive, unused, partially_used, used, expired]";

pub(super) static TABLE: [Row; 33] = [
    row(
        "an optional parameter is added",
        &[(
            CUSTOMER,
            "        - name: colour\n          in: query\n          schema:\n            type: string\n        - name: customer\n",
        )],
        &["param-added-optional"],
        (Minor, Minor, Wire::None),
    ),
    row(
        "a required parameter is added",
        &[(
            CUSTOMER,
            "        - name: colour\n          in: query\n          required: true\n          schema:\n            type: string\n        - name: customer\n",
        )],
        &["param-added-required"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "a parameter is removed",
        &[(
            "        - name: search\n          in: query\n          description: Text to look for in the card_id, the customer_id or the amount of a card.\n          x-description-digest: sha256:288536d0d4bc455105edaa3f2d1305b3eecff2295022f80874dd341784c01160\n          schema:\n            type: string\n",
            "",
        )],
        &["param-removed"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "a parameter is renamed",
        &[(CUSTOMER, "        - name: customer_id\n")],
        &["param-renamed"],
        (Major, Patch, Wire::Breaks),
    ),
    row(
        "a parameter becomes required",
        &[(
            "        - name: customer\n          in: query\n",
            "        - name: customer\n          in: query\n          required: true\n",
        )],
        &["param-became-required"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "a parameter has another type",
        &[(
            "          description: The balance itself, in the smallest unit of the currency.\n          x-description-digest: sha256:7560f97d175b9dc7313fb0630b2365beda129c8c21dbcf936f2e3e9875ac4acb\n          schema:\n            type: integer\n",
            "          description: The balance itself, in the smallest unit of the currency.\n          x-description-digest: sha256:7560f97d175b9dc7313fb0630b2365beda129c8c21dbcf936f2e3e9875ac4acb\n          schema:\n            type: string\n",
        )],
        &["param-type-changed"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "the largest page is smaller",
        &[("maximum: 100", "maximum: 50")],
        &["param-maximum-lowered"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "the largest page is larger",
        &[("maximum: 100", "maximum: 200")],
        &["param-maximum-raised"],
        (Patch, Minor, Wire::None),
    ),
    row(
        "the smallest page is larger",
        &[("minimum: 1", "minimum: 2")],
        &["param-minimum-raised"],
        (Major, Patch, Wire::Breaks),
    ),
    row(
        "a page may be empty",
        &[("minimum: 1", "minimum: 0")],
        &["param-minimum-lowered"],
        (Major, Minor, Wire::None),
    ),
    row(
        "the default of a page is another",
        &[("default: 10", "default: 20")],
        &["param-default-changed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "an account id has another form",
        &[("^[PT]{1}", "^[PTX]{1}")],
        &["param-pattern-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "a status is added",
        &[(STATUSES, "enum: [inactive, unused, partially_used, used, expired, created]")],
        &["param-enum-value-added", "resp-enum-value-added"],
        (Minor, Minor, Wire::Risk),
    ),
    row(
        "a status is removed",
        &[(STATUSES, "enum: [inactive, unused, partially_used, used]")],
        &["param-enum-value-removed", "resp-enum-value-removed"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "the statuses are no longer listed",
        &[(STATUSES, "minLength: 1")],
        &[
            "param-enum-dropped",
            "param-length-narrowed",
            "resp-constraint-changed",
            "resp-enum-dropped",
        ],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "a field is added",
        &[(
            BALANCE,
            "        colour:\n          type: string\n        amount_balance:\n          type: integer\n",
        )],
        &["resp-field-added"],
        (Minor, Minor, Wire::None),
    ),
    row(
        "a field is added that every page has, and that whoever builds one must give",
        &[(
            "      required: [cards]\n      properties:\n",
            "      required: [cards, total]\n      properties:\n        total:\n          type: integer\n",
        )],
        &["resp-field-added"],
        (Major, Patch, Wire::None),
    ),
    row("a field is removed", &[(NAME, "")], &["resp-field-removed"], (Major, Major, Wire::Risk)),
    row(
        "a field is renamed",
        &[(
            NAME,
            "        title:\n          type: string\n          description: Name to display.\n",
        )],
        &["resp-field-added", "resp-field-removed"],
        (Major, Major, Wire::Risk),
    ),
    row(
        "an amount is a text",
        &[(BALANCE, "        amount_balance:\n          type: string\n")],
        &["resp-field-type-changed"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "every card has a name",
        &[(
            "      description: A gift card or a credit note.\n",
            "      description: A gift card or a credit note.\n      required: [name]\n",
        )],
        &["resp-field-became-required"],
        (Major, Major, Wire::None),
    ),
    row(
        "every page has a cursor, which the wrapper has its own type for",
        &[("required: [cards]", "required: [cards, starting_after]")],
        &["resp-field-became-required"],
        (Major, Patch, Wire::None),
    ),
    row(
        "the id of a card is any text",
        &[("          type: string\n          format: uuid\n", "          type: string\n")],
        &["resp-format-removed"],
        (Major, Major, Wire::Risk),
    ),
    row(
        "a name has a greatest length",
        &[(
            "          description: Name to display.\n",
            "          description: Name to display.\n          maxLength: 80\n",
        )],
        &["resp-constraint-changed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "the host is another",
        &[("https://api.dintero.com/v1", "https://api.dintero.example/v1")],
        &["server-host-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "a success has another status",
        &[("        '200':\n", "        '201':\n")],
        &["resp-success-changed"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "the currencies of a request must differ",
        &[(
            "            type: array\n            items:\n",
            "            type: array\n            uniqueItems: true\n            items:\n",
        )],
        &["unrecognised-constraint"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "the path is another",
        &[("  /accounts/{aid}/wallets/cards:\n", "  /accounts/{aid}/wallets/vouchers:\n")],
        &["op-path-changed"],
        (Patch, Patch, Wire::Breaks),
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
        "our own words are others",
        &[("Nothing can be drawn before this time.", "From this time on something can be drawn.")],
        &[],
        (Patch, Patch, Wire::None),
    ),
    row(
        "our own name of a type is another",
        &[
            ("    CardPage:\n", "    PageOfCards:\n"),
            ("#/components/schemas/CardPage", "#/components/schemas/PageOfCards"),
        ],
        &[],
        (Major, Patch, Wire::None),
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

//! Edits of parameters.

use dintero_cards_semver::Step::{Major, Minor, Patch};
use dintero_cards_semver::Wire;

use super::{Row, row};

const CUSTOMER: &str = "        - name: customer\n";
const ID: &str = "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n";
const LTE: &str = "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n";
const STATUSES: &str = "enum: [inactive, unused, partially_used, used, expired]";

pub(super) static ROWS: [Row; 35] = [
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
        "a kind of card is added",
        &[("enum: [gift_card, credit_note]", "enum: [gift_card, credit_note, other]")],
        &["param-enum-value-added", "resp-enum-value-added"],
        (Minor, Minor, Wire::Risk),
    ),
    row(
        "the largest page is not stated",
        &[("            maximum: 100\n", "")],
        &["param-maximum-raised"],
        (Major, Minor, Wire::None),
    ),
    row(
        "the smallest page is not stated",
        &[("            minimum: 1\n", "")],
        &["param-minimum-lowered"],
        (Major, Minor, Wire::None),
    ),
    row(
        "the default of a page is not stated",
        &[("            default: 10\n", "")],
        &["param-default-changed"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "a balance has a maximum",
        &[(
            LTE,
            "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n            maximum: 9\n",
        )],
        &["param-maximum-lowered"],
        (Minor, Patch, Wire::Breaks),
    ),
    row(
        "a balance has a minimum of one",
        &[(
            LTE,
            "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n            minimum: 1\n",
        )],
        &["param-minimum-raised"],
        (Major, Patch, Wire::Breaks),
    ),
    row(
        "a balance has a minimum of zero",
        &[(
            LTE,
            "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n            minimum: 0\n",
        )],
        &["param-minimum-raised"],
        (Major, Patch, Wire::Breaks),
    ),
    row(
        "a balance of a request has 32 bits",
        &[(
            LTE,
            "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n            format: int32\n",
        )],
        &["param-int-format-changed"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "a balance of a request has a default",
        &[(
            LTE,
            "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n            default: 9\n",
        )],
        &["param-default-changed"],
        (Minor, Patch, Wire::Risk),
    ),
    row(
        "a customer matches a pattern",
        &[(
            ID,
            "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n            pattern: '^a'\n",
        )],
        &["param-pattern-added"],
        (Major, Patch, Wire::Breaks),
    ),
    row(
        "a customer has a greatest length",
        &[(
            ID,
            "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n            maxLength: 9\n",
        )],
        &["param-length-narrowed"],
        (Major, Patch, Wire::Breaks),
    ),
    row(
        "the customers are listed",
        &[(
            ID,
            "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n            enum: [a, b]\n",
        )],
        &["param-enum-introduced"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "a customer has a UUID",
        &[(
            ID,
            "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n            format: uuid\n",
        )],
        &["param-format-changed"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "a customer has an address",
        &[(
            ID,
            "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n            format: uri\n",
        )],
        &["param-format-changed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "a customer has a date as id",
        &[(
            ID,
            "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n            format: date\n",
        )],
        &["param-format-changed"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "a parameter is deprecated",
        &[(CUSTOMER, "        - name: customer\n          deprecated: true\n")],
        &["param-deprecation-changed"],
        (Patch, Minor, Wire::None),
    ),
    row(
        "an account id has a length alone",
        &[("      pattern: ^[PT]{1}\\d{8}$\n", "")],
        &["param-pattern-removed"],
        (Patch, Minor, Wire::None),
    ),
    row(
        "an account id has a pattern alone",
        &[("      minLength: 9\n      maxLength: 9\n", "")],
        &["param-length-widened"],
        (Patch, Minor, Wire::None),
    ),
    row(
        "an account id is any text",
        &[("      pattern: ^[PT]{1}\\d{8}$\n      minLength: 9\n      maxLength: 9\n", "")],
        &["param-length-widened", "param-pattern-removed"],
        (Major, Major, Wire::None),
    ),
    row(
        "a request has a body",
        &[(
            "      responses:\n        '200'",
            "      requestBody:\n        required: true\n        content:\n          application/json:\n            schema:\n              type: object\n              properties:\n                a: {type: string}\n      responses:\n        '200'",
        )],
        &["param-added-required"],
        (Major, Major, Wire::Breaks),
    ),
];

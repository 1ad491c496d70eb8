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
const WORDS: &str = "          description: Name to display.\n";
const LIST: &str = "          type: array\n          description: The cards";
const CARD: &str = "      description: A gift card or a credit note.\n";
const ID: &str = "          description: The customer_id of a card.\n          x-description-digest: sha256:ffd06435af18cad1a5cbbba9f207e64bc9ee914858390b29c48fba449cf8b2ea\n          schema:\n            type: string\n";
const LTE: &str = "          description: Largest balance, in the smallest unit of the currency.\n          x-description-digest: sha256:e624f9683b9198840a0b3a613950037d6ca1f0ddf5551b69a5fc0e140b5a818d\n          schema:\n            type: integer\n";
const STATUSES: &str = "enum: [inactive, unused, partially_used, used, expired]";

pub(super) static TABLE: [Row; 72] = [
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
        "a balance may be null",
        &[(
            BALANCE,
            "        amount_balance:\n          type: integer\n          nullable: true\n",
        )],
        &["resp-nullable-changed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "the cards of a page may be null",
        &[(
            LIST,
            "          type: array\n          nullable: true\n          description: The cards",
        )],
        &["resp-nullable-changed"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "the cards of a page may be missing",
        &[("      required: [cards]\n", "")],
        &["resp-field-became-optional"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "a balance has a default",
        &[(BALANCE, "        amount_balance:\n          type: integer\n          default: 0\n")],
        &["resp-default-changed"],
        (Patch, Patch, Wire::None),
    ),
    row(
        "a balance has 32 bits",
        &[(BALANCE, "        amount_balance:\n          type: integer\n          format: int32\n")],
        &["resp-int-format-changed"],
        (Major, Major, Wire::Risk),
    ),
    row(
        "a balance has 64 bits, as it has here",
        &[(BALANCE, "        amount_balance:\n          type: integer\n          format: int64\n")],
        &["resp-int-format-changed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "the values of a field are listed",
        &[(WORDS, "          description: Name to display.\n          enum: [a, b]\n")],
        &["resp-enum-introduced"],
        (Major, Major, Wire::Risk),
    ),
    row(
        "a field is deprecated",
        &[(WORDS, "          description: Name to display.\n          deprecated: true\n")],
        &["resp-deprecation-changed"],
        (Patch, Patch, Wire::None),
    ),
    row(
        "a name is an address, which has no type of its own",
        &[(WORDS, "          description: Name to display.\n          format: uri\n")],
        &["resp-format-added"],
        (Patch, Patch, Wire::Breaks),
    ),
    row(
        "a name is a time",
        &[(WORDS, "          description: Name to display.\n          format: date-time\n")],
        &["resp-format-added"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "the id of a card is a time",
        &[("          format: uuid\n", "          format: date-time\n")],
        &["resp-format-changed"],
        (Major, Major, Wire::Breaks),
    ),
    row(
        "a card has no unlisted fields",
        &[(
            CARD,
            "      description: A gift card or a credit note.\n      additionalProperties: false\n",
        )],
        &["resp-closed"],
        (Patch, Patch, Wire::Risk),
    ),
    row(
        "a response has a further header",
        &[(
            "          description: One page of cards\n",
            "          description: One page of cards\n          headers:\n            x-more:\n              schema:\n                type: string\n",
        )],
        &["resp-header-added"],
        (Patch, Patch, Wire::None),
    ),
    row(
        "an error has a further field",
        &[(
            "          description: What went wrong, for people.\n",
            "          description: What went wrong, for people.\n        more:\n          type: string\n",
        )],
        &["resp-field-added", "resp-field-added"],
        (Minor, Patch, Wire::None),
    ),
    row(
        "an error loses a field",
        &[(
            "        message:\n          type: string\n          description: What went wrong, for people.\n          example: Customer not found\n",
            "",
        )],
        &["resp-field-removed", "resp-field-removed"],
        (Major, Patch, Wire::Risk),
    ),
    row(
        "the values of free data are texts",
        &[(
            "          description: Free data of the merchant",
            "          additionalProperties: {type: string}\n          description: Free data of the merchant",
        )],
        &["resp-field-added"],
        (Major, Major, Wire::None),
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
        "a request has a body",
        &[(
            "      responses:\n        '200'",
            "      requestBody:\n        required: true\n        content:\n          application/json:\n            schema:\n              type: object\n              properties:\n                a: {type: string}\n      responses:\n        '200'",
        )],
        &["param-added-required"],
        (Major, Major, Wire::Breaks),
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

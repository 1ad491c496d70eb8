//! Edits of responses and their schemas.

use dintero_cards_semver::Step::{Major, Minor, Patch};
use dintero_cards_semver::Wire;

use super::{Row, row};

const BALANCE: &str = "        amount_balance:\n          type: integer\n";
const NAME: &str =
    "        name:\n          type: string\n          description: Name to display.\n";
const WORDS: &str = "          description: Name to display.\n";
const LIST: &str = "          type: array\n          description: The cards";
const CARD: &str = "      description: A gift card or a credit note.\n";

pub(super) static ROWS: [Row; 28] = [
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
        "a success has another status",
        &[("        '200':\n", "        '201':\n")],
        &["resp-success-changed"],
        (Patch, Patch, Wire::Breaks),
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
];

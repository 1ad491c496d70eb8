//! What people are shown of a document, which may hold anything.

use dintero_cards_openapi::{AUTH, CARDS, Source};
use dintero_cards_semver::{Entry, Wrapper, document, render};

use crate::release::{between, edited, verdict};

#[test]
fn what_a_document_says_is_one_line_of_visible_characters() {
    let text = edited(
        CARDS.text,
        &[
            ("^[PT]{1}\\d{8}$", "\"^[PT]\\e31m\\n  wire none\\u202e\""),
            ("        - name: customer\n", "        - name: \"customer \\e[2J\"\n"),
        ],
    );
    let verdict = verdict(&text);
    let rendered = render(&verdict);
    let is_plain = |text: &str| !text.contains(['\u{1b}', '\u{202e}']);
    assert!(is_plain(&rendered) && !rendered.contains("\n  wire none\\"), "{rendered}");
    assert!(rendered.contains("\\u{1b}31m"), "{rendered}");
    for entry in Entry::all(&verdict) {
        assert!(is_plain(&entry.text), "{entry:?}");
    }
}

#[test]
fn many_values_are_some_and_a_number() {
    let values: Vec<String> = (0..500).map(|number| format!("v{number}")).collect();
    let text = edited(
        CARDS.text,
        &[(
            "enum: [inactive, unused, partially_used, used, expired]",
            format!("enum: [{}]", values.join(", ")).as_str(),
        )],
    );
    for entry in Entry::all(&verdict(&text)) {
        assert!(entry.text.len() < 400, "{}", entry.text);
    }
}

#[test]
fn a_body_as_a_whole_is_called_so() {
    let now =
        AUTH.text.replace("      requestBody:\n        required: true\n", "      requestBody:\n");
    let changes =
        document::changes(&[AUTH], &[Source { text: &now, ..AUTH }], &Wrapper::default()).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].subject, "body");
}

#[test]
fn operations_of_one_document_are_distinguished() {
    let parameters = |names: &[&str]| -> String {
        let one = |name: &&str| {
            format!(
                "        - name: {name}\n          in: query\n          schema:\n            type: string\n"
            )
        };
        names.iter().map(one).collect()
    };
    let two = |cards: &[&str], echo: &[&str]| {
        let account = "        - name: aid\n          in: path\n          required: true\n          schema:\n            $ref: '#/components/schemas/AccountId'\n";
        let echo = format!(
            "  /accounts/{{aid}}/echo:\n    get:\n      operationId: get_echo\n      parameters:\n{account}{}      responses:\n        '204':\n          description: Nothing\n\ncomponents:\n  securitySchemes:\n",
            parameters(echo)
        );
        let cards = format!("{}        - name: customer\n", parameters(cards));
        edited(
            CARDS.text,
            &[
                ("\ncomponents:\n  securitySchemes:\n", &echo),
                ("        - name: customer\n", &cards),
            ],
        )
    };
    let verdict = between(&two(&[], &[]), &two(&["colour"], &["colour"]));
    let entries = Entry::all(&verdict);
    let texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    let what = "`query colour`: there is a new optional parameter: string.";
    assert_eq!(
        texts,
        [
            format!("GET /accounts/{{aid}}/wallets/cards, {what}"),
            format!("GET /accounts/{{aid}}/echo, {what}"),
        ]
    );
}

//! Verdicts, confirmed by the compiler: programs that use both crates are built
//! before and after an edit of the document.

use dintero_cards_semver::Step;

use crate::copy::{Workspace, text};

/// The code of both programs for a card: it names the items that it uses, and
/// accepts new ones where a type is `#[non_exhaustive]`.
const DESCRIBE: &str = r#"
fn describe(card: &Card) -> &'static str {
    let _name: Option<&str> = card.name.as_deref();
    match card.status {
        Some(CardStatus::Used | CardStatus::Expired) => "over",
        Some(_) => "open",
        None => "unknown",
    }
}
"#;

/// A program that uses the generated crate.
const OF_CLIENT: &str = r#"//! Uses the generated crate.
use dintero_cards_client::cards::Client;
use dintero_cards_client::cards::types::{Card, CardStatus};

async fn list(client: &Client) -> Vec<&'static str> {
    let page = client.get_cards().aid("T12345678").limit(10u64).customer("c").send().await;
    page.map(|page| page.cards.iter().map(describe).collect()).unwrap_or_default()
}

fn main() {
    let _ = list;
    let _card: Result<Card, _> = Card::builder().name("n".to_owned()).try_into();
}
"#;

/// A program that uses the wrapper.
const OF_WRAPPER: &str = r#"//! Uses the wrapper.
use dintero_cards::{Card, CardFilter, CardStatus, PageSize};

fn main() {
    let _ = (describe, PageSize::try_from(10));
    let _filter = CardFilter::new().customer("c").status(CardStatus::Expired);
}
"#;

/// An edit: the file, a text in it that occurs once, and the new text.
type Edit = (&'static str, &'static str, &'static str);

const CARDS: &str = "openapi/cards.yaml";

/// Edits for one build, and the verdict about all of them.
struct Case {
    name: &'static str,
    document: &'static [Edit],
    /// The edits by hand of the wrapper that the policy presumes.
    by_hand: &'static [Edit],
    client: Step,
    wrapper: Step,
}

const CASES: [Case; 3] = [
    Case {
        name: "additions break no program",
        document: &[
            (
                CARDS,
                "        - name: customer\n",
                "        - name: colour\n          in: query\n          schema:\n            type: string\n        - name: customer\n",
            ),
            (CARDS, "used, expired]", "used, expired, created]"),
            (
                CARDS,
                "        amount_balance:\n          type: integer\n",
                "        colour:\n          type: string\n        amount_balance:\n          type: integer\n",
            ),
            (CARDS, "maximum: 100", "maximum: 200"),
        ],
        by_hand: &[],
        client: Step::Minor,
        wrapper: Step::Minor,
    },
    Case {
        name: "a field that is gone breaks both",
        document: &[(
            CARDS,
            "        name:\n          type: string\n          description: Name to display.\n",
            "",
        )],
        by_hand: &[],
        client: Step::Major,
        wrapper: Step::Major,
    },
    Case {
        name: "a parameter that is renamed breaks the generated crate alone",
        document: &[(CARDS, "        - name: customer\n", "        - name: client\n")],
        by_hand: &[(
            "crates/ext/src/filter/card_filter.rs",
            "\"customer\", customer,",
            "\"client\", client,",
        )],
        client: Step::Major,
        wrapper: Step::Patch,
    },
];

#[test]
fn the_compiler_confirms_the_verdict() {
    let workspace = Workspace::new();
    workspace.release();
    let manifest = "[package]\nname = \"consumer\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n\
        [dependencies]\ndintero-cards.workspace = true\ndintero-cards-client.workspace = true\n";
    workspace.write("crates/consumer/Cargo.toml", manifest);
    for (program, text) in [("of-client", OF_CLIENT), ("of-wrapper", OF_WRAPPER)] {
        let file = format!("crates/consumer/src/bin/{program}.rs");
        workspace.write(&file, &format!("{text}{DESCRIBE}"));
    }
    for program in ["of-client", "of-wrapper"] {
        assert_eq!(compiles(&workspace, program), Ok(()), "{program}, as released");
    }
    for case in CASES {
        let before: Vec<(&str, String)> = case
            .document
            .iter()
            .chain(case.by_hand)
            .map(|(file, ..)| (*file, workspace.read(file)))
            .collect();
        for (file, from, to) in case.document.iter().chain(case.by_hand) {
            workspace.edit(file, from, to);
        }
        let verdict = workspace.succeed(&["xtask", "regen", "--root", "."]);
        for (package, step) in
            [("dintero-cards-client", case.client), ("dintero-cards", case.wrapper)]
        {
            let line = format!("{package:<22}{}", step.as_str());
            assert!(verdict.contains(&line), "{}: {line}\n{verdict}", case.name);
        }
        for (program, step) in [("of-client", case.client), ("of-wrapper", case.wrapper)] {
            let outcome = compiles(&workspace, program);
            assert_eq!(
                outcome.is_err(),
                step == Step::Major,
                "{}: {program}: {outcome:?}",
                case.name
            );
        }
        for (file, text) in before {
            workspace.write(file, &text);
        }
    }
}

/// Builds a program: returns the errors of the compiler if it does not compile.
/// Its dependencies must compile either way.
fn compiles(workspace: &Workspace, program: &str) -> Result<(), String> {
    let output = workspace.cargo(&["build", "--quiet", "--workspace", "--bin", program]);
    if output.status.success() {
        return Ok(());
    }
    let problem = text(&output.stderr);
    assert!(
        problem.contains(&format!("could not compile `consumer` (bin \"{program}\")")),
        "{problem}"
    );
    Err(problem)
}

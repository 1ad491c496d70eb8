//! Pages that are cut or that lost something: never "no drift", never a flood
//! of removals.

use dintero_docs_drift::ExitStatus;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::rules::Severity;
use serde_json::json;

use crate::world::{cards, check, faults, findings, markdown, page, published};
use crate::yaml;

fn text() -> String {
    page(&published(&cards()), Form::Text)
}

fn verdict(page: &str) -> ExitStatus {
    check(&cards(), page).exit_status(Some(Severity::Notice), false)
}

/// The page without the n-th line.
fn without(lines: &[&str], dropped: usize) -> String {
    let kept = lines.iter().enumerate().filter(|(index, _)| *index != dropped);
    kept.map(|(_, line)| *line).collect::<Vec<_>>().join("\n")
}

/// Names of parameters and of fields of the response, as they stand on lines.
fn names() -> Vec<String> {
    let document = cards();
    let parameters = document.pointer(&format!("{}/parameters", crate::world::CARDS_AT)).unwrap();
    let mut names: Vec<String> = parameters
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    names.push("cards".to_owned());
    names
}

#[test]
fn a_text_page_cut_at_any_line_is_unreadable() {
    let page = text();
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(verdict(&page), ExitStatus::Clean);
    for end in 0..lines.len() {
        let report = check(&cards(), &lines[..end].join("\n"));
        let found = report.exit_status(Some(Severity::Notice), false);
        assert_eq!(found, ExitStatus::Unreadable, "cut after line {end}: {:?}", findings(&report));
        assert!(findings(&report).is_empty(), "cut after line {end}: {:?}", findings(&report));
    }
}

#[test]
fn a_text_page_that_lost_a_heading_of_a_section_is_unreadable() {
    let page = text();
    let lines: Vec<&str> = page.lines().collect();
    for heading in ["Authorizations", "Path Parameters", "Query Parameters", "Response"] {
        let at = lines.iter().position(|line| *line == heading).unwrap();
        assert_eq!(verdict(&without(&lines, at)), ExitStatus::Unreadable, "{heading}");
    }
}

#[test]
fn a_text_page_that_lost_one_name_is_unreadable() {
    let page = text();
    let lines: Vec<&str> = page.lines().collect();
    let sections = lines.iter().position(|line| *line == "Path Parameters").unwrap();
    for name in names() {
        let at = sections + lines[sections..].iter().position(|line| *line == name).unwrap();
        let report = check(&cards(), &without(&lines, at));
        assert_eq!(
            report.exit_status(None, false),
            ExitStatus::Unreadable,
            "{name}: {:?}",
            findings(&report)
        );
        assert!(findings(&report).is_empty(), "{name}");
    }
}

#[test]
fn a_text_page_that_lost_one_type_is_unreadable() {
    let page = text();
    let lines: Vec<&str> = page.lines().collect();
    let sections = lines.iter().position(|line| *line == "Path Parameters").unwrap();
    for name in names() {
        let at = sections + lines[sections..].iter().position(|line| *line == name).unwrap() + 1;
        let report = check(&cards(), &without(&lines, at));
        assert_eq!(
            report.exit_status(None, false),
            ExitStatus::Unreadable,
            "{name}: {:?}",
            findings(&report)
        );
    }
}

#[test]
fn a_text_page_that_lost_every_name_is_unreadable() {
    let page = text();
    let names = names();
    let kept: Vec<&str> =
        page.lines().filter(|line| !names.iter().any(|name| name == line)).collect();
    assert_eq!(verdict(&kept.join("\n")), ExitStatus::Unreadable);
}

/// The page without name and type of some parameters.
fn headless(names: &[&str]) -> String {
    let mut page = text();
    for name in names {
        let from = page
            .rfind(&format!("\n{name}\nstring\n"))
            .or_else(|| page.rfind(&format!("\n{name}\ninteger\n")));
        let from = from.unwrap();
        let lines: Vec<&str> = page[from + 1..].lines().collect();
        let end = from + 1 + lines[0].len() + 1 + lines[1].len() + 1;
        page = format!("{}\n{}", &page[..from], &page[end..]);
    }
    page
}

#[test]
fn a_lost_heading_is_recognised_by_its_text_and_is_not_a_removal() {
    let report = check(&cards(), &headless(&["search"]));
    assert_eq!(findings(&report), ["notice param-heading-lost query search"]);
    assert_eq!(faults(&report), [""; 0]);
    let not_stated = &report.comparisons[0].not_stated;
    assert!(not_stated.iter().any(|one| one.subject == "query search" && one.facet == "type"));
}

#[test]
fn a_lost_heading_takes_its_constraints_along() {
    // `type` stands before `status`, so its options would go to its neighbour.
    let page = text().replace("\ntype\nenum<string>\n", "\n");
    let report = check(&cards(), &page);
    assert_eq!(findings(&report), ["notice param-heading-lost query type"]);
}

#[test]
fn three_lost_headings_are_another_shape() {
    let page = headless(&["search", "customer", "amount_balance"]);
    assert_eq!(verdict(&page), ExitStatus::Unreadable);
}

#[test]
fn a_paragraph_of_nobody_is_reported_and_hides_no_removal_claim() {
    let page = headless(&["search"]).replace(
        "Text to look for in the card_id, the customer_id or the amount of a card.",
        "Quite other words about something that was never heard of.",
    );
    let report = check(&cards(), &page);
    assert_eq!(findings(&report), ["warning orphan-description query"]);
}

#[test]
fn a_constraint_that_is_not_known_is_a_warning() {
    let page = text()
        .replace("Required range: 1 <= x <= 100", "Required range: 1 <= x <= 100\nMultiple of: 5");
    let report = check(&cards(), &page);
    assert_eq!(findings(&report), ["warning unrecognised-constraint query limit"]);
}

#[test]
fn options_that_end_with_a_comma_cannot_be_read() {
    let page = text().replace("gift_card,\ncredit_note\n", "gift_card,\ncredit_note,\n\n");
    assert_eq!(verdict(&page), ExitStatus::Unreadable);
}

#[test]
fn a_page_that_contradicts_itself_says_so() {
    let page = text().replace(
        "--url https://api.dintero.com/v1/accounts",
        "--url https://api.dintero.com/v2/accounts",
    );
    assert_eq!(findings(&check(&cards(), &page)), ["notice docs-inconsistent operation"]);
    let page =
        text().replace("Most cards that one page may hold.", "Most cards, between 1 and 50.");
    let found = findings(&check(&cards(), &page));
    assert_eq!(found, ["notice docs-inconsistent query limit", "notice prose-changed query limit"]);
}

#[test]
fn prose_is_the_evidence_for_repeated_keys() {
    let said = "Currencies, one key for each; a card matches when it has one of them.";
    let page = text().replace(said, "Currencies, ?currency=NOK,SEK");
    let found = findings(&check(&cards(), &page));
    assert_eq!(
        found,
        ["error param-explode-changed query currency", "notice prose-changed query currency"]
    );
}

#[test]
fn a_block_that_is_never_closed_is_unreadable() {
    let page = page(&published(&cards()), Form::Markdown);
    let cut = page.trim_end().trim_end_matches('`');
    assert_eq!(verdict(cut), ExitStatus::Unreadable);
    for line in [3, 20, 60] {
        let cut: Vec<&str> = page.lines().take(line).collect();
        assert_eq!(verdict(&cut.join("\n")), ExitStatus::Unreadable, "cut after line {line}");
    }
}

#[test]
fn the_older_dialect_of_a_block_is_refused() {
    let block = yaml::emit(&json!({
        "paths": { "path": "/accounts/{aid}/wallets/cards", "method": "get",
            "request": { "parameters": { "query": { "limit": { "schema": [{ "type": "integer" }] } } } },
            "response": { "200": { "application/json": { "schemaArray": [{ "type": "object" }] } } } }
    }));
    let report = check(&cards(), &markdown(&published(&cards()), &block));
    assert_eq!(report.exit_status(None, false), ExitStatus::Unreadable);
    assert!(faults(&report)[0].contains("older dialect"), "{:?}", faults(&report));
}

#[test]
fn a_raw_document_whose_schemas_are_cut_off_is_unreadable() {
    let mut cut = published(&cards());
    cut["components"]["schemas"].as_object_mut().unwrap().retain(|name, _| name == "CardPage");
    let report = check(&cards(), &page(&cut, Form::Raw));
    assert_eq!(report.exit_status(None, false), ExitStatus::Unreadable);
    assert!(findings(&report).is_empty());
}

#[test]
fn a_page_about_something_else_is_no_page_of_ours() {
    let page = text()
        .replace("Get cards", "Get things")
        .replace("/wallets\n", "/things\n")
        .replace("\ncards\nGet", "\nthings\nGet");
    let other =
        page.lines().take_while(|line| *line != "Query Parameters").collect::<Vec<_>>().join("\n");
    let report = check(&cards(), &other.replace("wallets", "x"));
    assert!(report.comparisons.is_empty());
    assert_eq!(faults(&report), ["no page is about one of our operations"]);
}

#[test]
fn a_document_without_operations_is_unreadable() {
    for paths in ["{}", "{/elsewhere: {$ref: other.yaml}}"] {
        let page = format!("openapi: 3.0.0\npaths: {paths}\n");
        assert_eq!(verdict(&page), ExitStatus::Unreadable, "{page}");
    }
}

#[test]
fn a_block_of_json_is_a_block() {
    let published = published(&cards());
    let page = markdown(&published, &format!("{published:#}\n")).replace("````yaml", "````json");
    assert_eq!(verdict(&page), ExitStatus::Clean);
}

#[test]
fn a_blank_line_that_is_lost_glues_no_orphan_to_its_neighbour() {
    let page = headless(&["search"]);
    let words = "Text to look for";
    let (before, after) = page.split_once(words).unwrap();
    let glued = format!("{}\n{words}{after}", before.trim_end());
    let full = |line: &&str| !line.is_empty();
    let dense = page.lines().filter(full).collect::<Vec<_>>().join("\n");
    for page in [glued, dense] {
        let report = check(&cards(), &page);
        assert_eq!(findings(&report), ["notice param-heading-lost query search"]);
        let line = page.lines().position(|line| line.starts_with(words)).unwrap() + 1;
        assert_eq!(report.comparisons[0].findings[0].published.line, line);
    }
}

#[test]
fn a_fragment_of_the_url_that_is_lost_is_no_other_path() {
    let page = text().replace("\n/\ncards\n", "\ncards\n");
    assert_ne!(page, text());
    assert_eq!(verdict(&page), ExitStatus::Unreadable);
}

#[test]
fn two_pages_in_one_file_are_unreadable() {
    let page = text();
    assert_eq!(verdict(&format!("{page}\n\n{page}")), ExitStatus::Unreadable);
    let twice = page.replacen("\nQuery Parameters\n", "\nPath Parameters\n\nQuery Parameters\n", 1);
    assert_ne!(twice, page);
    assert_eq!(verdict(&twice), ExitStatus::Unreadable);
}

//! Kinds of differences that are easily taken for another one, or for none.

use dintero_cards_openapi::Source;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{ExitStatus, Ours, Page, Published, Report, assess};
use serde_json::json;

use crate::kind_table::{check_kinds, document};
use crate::world::{FORMS, cards, check, faults, findings, markdown, page, published};

/// Names before and after, and whether it is one parameter with two names. The
/// descriptions are the same where `true` stands first.
const NAMES: &[(bool, &str, &str, bool)] = &[
    (true, "customer", "customer_id", true),
    (true, "search", "query", true),
    (true, "customerId", "customer_id", true),
    (false, "customerId", "customer_id", true),
    (false, "customer-id", "customer_ids", true),
    (false, "colour", "color", true),
    (false, "card_type", "card_types", true),
    (true, "created_at.gte", "created_at.gt", false),
    (true, "created_at.gte", "created_at.lte", false),
    (true, "created_at.gte", "updated_at.gte", false),
    (true, "created_at", "created_at.gte", false),
    (true, "amount", "amount.lt", false),
    (true, "status", "status.not", false),
    (true, "created_after", "created_before", false),
    (true, "expires_at.lte", "active_from.lte", false),
    (true, "starting_after", "ending_before", false),
    (false, "amount_balance", "amount_available", false),
    (false, "created_at", "updated_at", false),
    (false, "customer_id", "card_id", false),
    (false, "limit", "offset", false),
];

/// The report when the first text is ours and the second one is published.
fn between(ours: &str, page: &str) -> Report {
    let ours = Ours::read(Source { file: "ours.yaml", text: ours }).unwrap();
    let read = Page::read("page", page.as_bytes(), None).unwrap();
    assess(&ours, &Published::of_page(read, &Default::default(), page), 85)
}

fn outcome(report: &Report) -> Vec<String> {
    assert_eq!(faults(report), [""; 0]);
    assert!(!report.comparisons.is_empty() && report.not_compared.is_empty());
    let each = report.findings().map(|(_, finding)| {
        format!("{} {} {}", finding.wire, finding.rule.id, finding.subject.subject())
    });
    let mut found: Vec<String> = each.collect();
    found.sort();
    found
}

#[test]
fn every_kind_of_difference_has_its_outcome() {
    check_kinds(str::to_owned, |before, after| {
        for same in [before, after] {
            assert_eq!(outcome(&between(same, same)), [""; 0], "{same}");
        }
        outcome(&between(before, after))
    });
}

#[test]
fn a_name_with_another_meaning_is_no_rename() {
    for (is_described, before, after, is_renamed) in NAMES {
        let with = |name: &str, words: &str| {
            let words = if *is_described { "Said of both." } else { words };
            let digest = dintero_docs_drift::prose::digest(words);
            let list = json!([{ "name": name, "in": "query", "schema": { "type": "string" },
                "description": words, "x-description-digest": digest }]);
            document("parameters", &list.to_string())
        };
        let found = outcome(&between(&with(before, "Before."), &with(after, "After.")));
        let wanted = match is_renamed {
            true => vec![format!("breaks param-renamed query {before}")],
            false => vec![
                format!("breaks param-removed query {before}"),
                format!("none param-added-optional query {after}"),
            ],
        };
        assert_eq!(found, wanted, "{before} {after}");
    }
}

#[test]
fn a_placeholder_is_known_by_its_position() {
    let with = |path: &str, names: [&str; 2], kind: &str| {
        let one = |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": kind } });
        let mut document: serde_json::Value =
            serde_json::from_str(&document("path", &json!(path).to_string())).unwrap();
        document["paths"][path]["post"]["parameters"] = json!([one(names[0]), one(names[1])]);
        document.to_string()
    };
    let before = with("/a/{one}/b/{two}", ["one", "two"], "string");
    let renamed = with("/a/{first}/b/{second}", ["second", "first"], "string");
    let both = ["none path-param-renamed path one", "none path-param-renamed path two"];
    assert_eq!(outcome(&between(&before, &renamed)), both);
    let swapped = with("/a/{two}/b/{one}", ["one", "two"], "string");
    assert_eq!(outcome(&between(&before, &swapped)), [""; 0]);
    let other = with("/a/{first}/b/{two}", ["first", "two"], "string").replace(
        r#""name":"first","in":"path","required":true,"schema":{"type":"string"}"#,
        r#""name":"first","in":"path","required":true,"schema":{"type":"integer"}"#,
    );
    assert_eq!(
        outcome(&between(&before, &other)),
        ["breaks param-type-changed path one", "none path-param-renamed path one"]
    );
}

#[test]
fn a_slash_at_the_end_of_the_path_is_a_change_in_every_form() {
    let ours = cards();
    let mut changed = published(&ours);
    let item = changed["paths"].as_object_mut().unwrap();
    let (_, cards) = item.shift_remove_entry("/accounts/{aid}/wallets/cards").unwrap();
    item.insert("/accounts/{aid}/wallets/cards/".to_owned(), cards);
    for form in FORMS {
        let page = page(&changed, form);
        let found = (findings(&check(&ours, &page)), faults(&check(&ours, &page)));
        assert_eq!(found, (vec!["error op-path-changed operation".to_owned()], vec![]), "{page}");
    }
}

#[test]
fn an_operation_is_no_other_one_whose_path_ends_alike() {
    let operation = json!({ "responses": { "200": { "description": "Fine" } } });
    let with = |paths: &[&str]| {
        let paths: serde_json::Map<_, _> =
            paths.iter().map(|path| ((*path).to_owned(), json!({ "get": operation }))).collect();
        json!({ "openapi": "3.0.3", "info": { "title": "X", "version": "1" },
            "x-provenance": { "title": "Get stores" },
            "servers": [{ "url": "https://api.example.com" }], "paths": paths })
        .to_string()
    };
    let all = ["/stores", "/a/stores", "/a/{b}/stores", "/{b}/stores", "/{c}/stores", "/stores/"];
    let whole = with(&all);
    let report = between(&whole, &whole);
    assert_eq!(outcome(&report), [""; 0]);
    assert_eq!(report.comparisons.len(), all.len());
    // The operation was removed: the page has another one.
    let report = between(&with(&["/stores"]), &with(&["/merchants/{mid}/stores"]));
    assert!(report.comparisons.is_empty(), "{:?}", findings(&report));
}

#[test]
fn a_document_is_raw_wherever_its_key_stands() {
    let last = "info: {title: X, version: '1', description: \"see\\n```yaml get /x\\n```\"}\n\
        servers: [{url: 'https://a.example'}]\npaths: {/x: {get: {responses: {}}}}\n";
    for text in [
        format!("{last}openapi: 3.0.3\n"),
        format!("{last}\"openapi\": 3.0.3\n"),
        format!("{last}'openapi' : 3.0.3\n"),
        format!("# Things\n---\n{last}openapi: 3.0.3\n"),
        format!("  {}openapi: 3.0.3\n", last.replace('\n', "\n  ")),
        "{info: {}, paths: {/x: {get: {responses: {}}}}, openapi: 3.0.3}".to_owned(),
        "\n{\"paths\": {\"/x\": {\"get\": {\"responses\": {}}}}, \"openapi\": \"3.0.3\"}"
            .to_owned(),
        last.replace("\\n```yaml get /x\\n```", "").replace("see", "\n  ```yaml get /x\n  ```\n")
            + "openapi: 3.0.3\n",
    ] {
        let read = Page::read("page", text.as_bytes(), None);
        assert_eq!(read.map(|page| page.form), Ok(Form::Raw), "{text}");
    }
    let page = page(&published(&cards()), Form::Markdown);
    assert_eq!(Page::read("page", page.as_bytes(), None).unwrap().form, Form::Markdown);
}

#[test]
fn swagger_is_named_in_every_form() {
    let swagger = "swagger: '2.0'\ninfo: {title: X, version: '1'}\nhost: a.example\npaths: {}\n";
    for page in [
        swagger.to_owned(),
        swagger.replace("'2.0'", "2.0"),
        format!("{}swagger: '2.0'\n", swagger.replace("swagger: '2.0'\n", "")),
        r#"{"swagger": "2.0", "paths": {}}"#.to_owned(),
        markdown(&published(&cards()), swagger),
    ] {
        let report = check(&cards(), &page);
        assert_eq!(report.exit_status(None, false), ExitStatus::Unreadable);
        assert!(faults(&report)[0].contains("this is Swagger 2.0"), "{:?}", faults(&report));
    }
    let ours = Ours::read(Source { file: "x", text: swagger }).unwrap_err();
    assert_eq!(ours.to_string(), "x:1: this is Swagger 2.0; only OpenAPI 3 is read");
}

/// The files of `tests/cases`.
macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../cases/drift-", $name, ".yaml"))
    };
}

#[test]
fn every_case_has_its_outcome() {
    for (old, new, wanted) in [
        (case!("header-name-case.old"), case!("header-name-case.new"), &[][..]),
        (
            case!("path-parameter-renamed.old"),
            case!("path-parameter-renamed.new"),
            &["none path-param-renamed path tid"],
        ),
        (
            case!("bound-narrowed-by-allof.old"),
            case!("bound-narrowed-by-allof.new"),
            &["breaks param-maximum-lowered query limit"],
        ),
        (
            case!("either-becomes-both.old"),
            case!("either-becomes-both.new"),
            &["breaks auth-scheme-changed security"],
        ),
        (case!("read-only-required-in-body.old"), case!("read-only-required-in-body.new"), &[]),
        (
            case!("slash-at-end-of-path.old"),
            case!("slash-at-end-of-path.new"),
            &["breaks op-path-changed operation"],
        ),
        (case!("path-that-ends-another"), case!("path-that-ends-another"), &[]),
        (case!("openapi-key-at-the-end"), case!("openapi-key-at-the-end"), &[]),
    ] {
        assert_eq!(outcome(&between(old, new)), wanted, "{new}");
    }
    let report = check(&cards(), case!("swagger-2-page"));
    assert!(faults(&report)[0].contains("Swagger 2.0"), "{:?}", faults(&report));
}

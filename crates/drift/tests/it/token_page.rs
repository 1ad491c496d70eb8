//! "Get Token": another operation, with a body and another scheme.

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Published, Source, assess};
use serde_json::json;

use crate::world::{FORMS, cards, check, faults, findings, ours, page, published, token};

const AT: &str = "/paths/~1accounts~1{oid}~1auth~1token/post";

#[test]
fn an_unchanged_page_gives_nothing_in_every_form() {
    let token = token();
    for form in FORMS {
        let report = check(&token, &page(&published(&token), form));
        assert_eq!((findings(&report), faults(&report)), (vec![], vec![]), "{}", form.as_str());
        assert_eq!(report.comparisons.len(), 1);
    }
}

#[test]
fn a_change_of_the_body_is_a_change_of_what_is_sent() {
    let token = token();
    let mut changed = published(&token);
    let fields = &mut changed["components"]["schemas"]["TokenRequest"];
    fields["properties"]["audience"]["type"] = json!("integer");
    for form in FORMS {
        let report = check(&token, &page(&changed, form));
        assert_eq!(
            findings(&report),
            ["error param-type-changed body audience"],
            "{}",
            form.as_str()
        );
    }
}

#[test]
fn a_field_of_the_body_that_is_no_longer_required_is_a_warning() {
    let token = token();
    let mut changed = published(&token);
    changed["components"]["schemas"]["TokenRequest"]["required"] = json!(["grant_type"]);
    for form in FORMS {
        let report = check(&token, &page(&changed, form));
        let expected = ["warning param-became-optional body audience"];
        assert_eq!(findings(&report), expected, "{}", form.as_str());
    }
}

#[test]
fn a_form_body_instead_of_json_is_another_media_type() {
    let token = token();
    let mut changed = published(&token);
    let content =
        changed.pointer_mut(AT).unwrap()["requestBody"]["content"].as_object_mut().unwrap();
    let body = content.shift_remove("application/json").unwrap();
    content.insert("application/x-www-form-urlencoded".to_owned(), body);
    let report = check(&token, &page(&changed, Form::Raw));
    assert_eq!(findings(&report), ["error media-type-changed body"]);
}

#[test]
fn headers_of_documented_statuses_are_compared() {
    let token = token();
    let mut changed = published(&token);
    let responses = &mut changed.pointer_mut(AT).unwrap()["responses"];
    responses["429"]["headers"] = json!({ "X-Wait": { "schema": { "type": "integer" } } });
    let report = check(&token, &page(&changed, Form::Raw));
    assert_eq!(
        findings(&report),
        [
            "notice resp-header-added response-header 429 x-wait",
            "warning resp-header-removed response-header 429 retry-after"
        ]
    );
}

#[test]
fn a_status_that_is_no_longer_documented_is_a_warning() {
    let token = token();
    let mut changed = published(&token);
    changed.pointer_mut(AT).unwrap()["responses"].as_object_mut().unwrap().shift_remove("429");
    let report = check(&token, &page(&changed, Form::Markdown));
    assert_eq!(findings(&report), ["warning resp-status-removed status 429"]);
}

#[test]
fn another_status_of_success_is_an_error() {
    let token = token();
    let mut changed = published(&token);
    let responses = changed.pointer_mut(AT).unwrap()["responses"].as_object_mut().unwrap();
    let success = responses.shift_remove("200").unwrap();
    responses.insert("201".to_owned(), success);
    for form in [Form::Raw, Form::Markdown] {
        let report = check(&token, &page(&changed, form));
        assert_eq!(findings(&report), ["error resp-success-changed status 200"]);
    }
}

#[test]
fn bearer_instead_of_basic_is_an_error() {
    let token = token();
    let mut changed = published(&token);
    changed["components"]["securitySchemes"]["clientCredentials"]["scheme"] = json!("bearer");
    for form in FORMS {
        let report = check(&token, &page(&changed, form));
        assert_eq!(findings(&report), ["error auth-scheme-changed security"], "{}", form.as_str());
    }
}

fn read(text: &str) -> Vec<Published> {
    let page = dintero_docs_drift::Page::read("page", text.as_bytes(), None).unwrap();
    Published::of_page(page, &Source::default(), text)
}

#[test]
fn each_operation_finds_its_page_and_forms_that_disagree_are_both_named() {
    let mut both = ours(&cards(), "openapi/cards.yaml");
    both.extend(ours(&token(), "openapi/auth.yaml"));
    let mut older = published(&cards());
    older.pointer_mut(&format!("{}/parameters/1/schema", crate::world::CARDS_AT)).unwrap()["maximum"] =
        json!(50);
    let mut pages = read(&page(&published(&cards()), Form::Raw));
    pages.extend(read(&page(&older, Form::Text)));
    pages.extend(read(&page(&published(&token()), Form::Markdown)));
    let report = assess(&both, &pages, 85);
    let forms: Vec<&str> = report.comparisons.iter().map(|one| one.form.as_str()).collect();
    assert_eq!(forms, ["raw", "md"]);
    assert_eq!(findings(&report), ["warning docs-forms-disagree query limit"]);
    let (_, finding) = report.findings().next().unwrap();
    assert!(finding.detail.as_deref().unwrap().starts_with("raw line"));
}

#[test]
fn a_changelog_entry_after_the_last_comparison_is_an_early_warning() {
    let mut changed = published(&cards());
    let path = "/accounts/{aid}/wallets/cards";
    changed["info"]["description"] = json!(format!(
        "# Changes\n\n## 2027-01-02\n\n- words about `GET {path}`\n\n## 2026-12-01\n- words about {path}/batch\n\n## 2024-12-16\n- words about {path}\n"
    ));
    let report = check(&cards(), &page(&changed, Form::Raw));
    assert_eq!(findings(&report), ["notice changelog-entry operation"]);
}

#[test]
fn a_page_that_moved_for_good_says_so() {
    let source = Source {
        url: Some("https://docs.example.com/a.md".to_owned()),
        final_url: Some("https://docs.example.com/b.md".to_owned()),
        moved: true,
        ..Source::default()
    };
    let text = page(&published(&cards()), Form::Markdown);
    let read = dintero_docs_drift::Page::read("page", text.as_bytes(), None).unwrap();
    let report = assess(&ours(&cards(), "x.yaml"), &Published::of_page(read, &source, &text), 85);
    assert_eq!(findings(&report), ["notice page-moved operation"]);
}

#[test]
fn a_field_of_one_direction_counts_on_its_side_alone_in_a_text_page() {
    let token = token();
    let text = page(&published(&token), Form::Text);
    let with = |flag: &str| {
        let field = format!("\nid\nstring\n{flag}\nrequired\n\nWords\n\naudience\nstring\n");
        findings(&check(&token, &text.replacen("\naudience\nstring\n", &field, 1)))
    };
    assert_eq!(with("read-only"), [""; 0]);
    assert_eq!(with("write-only"), ["error param-added-required body id"]);
    let with = |flag: &str| {
        let field = format!("\npin\nstring\n{flag}\n\nWords\n\naccess_token\nstring\n");
        findings(&check(&token, &text.replacen("\naccess_token\nstring\n", &field, 1)))
    };
    assert_eq!(with("write-only"), [""; 0]);
    assert_eq!(with("read-only"), ["warning resp-field-added response pin"]);
}

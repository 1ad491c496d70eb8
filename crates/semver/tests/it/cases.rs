//! Kinds of changes: the verdict sees what the drift check sees.

use dintero_cards_openapi::Source;
use dintero_cards_semver::{Api, Side, Verdict, Wire, Wrapper};

use crate::kind_table::check_kinds;

/// The verdict on documents alone: the generated API stays as it is.
fn between(released: &str, now: &str) -> Verdict {
    let side = |text, generated: &str| Side {
        documents: vec![Source { file: "openapi/things.yaml", text }],
        api: Api::default(),
        text: generated.to_owned(),
    };
    let (released, now) = (side(released, ""), side(now, "new"));
    Verdict::of("1.2.3".parse().unwrap(), &released, &now, &Wrapper::default()).unwrap()
}

fn outcome(verdict: &Verdict) -> Vec<String> {
    let each = verdict.changes.iter().map(|change| {
        format!("{} {} {}", change.rule.wire, change.rule.id, change.subject).trim_end().to_owned()
    });
    let mut found: Vec<String> = each.collect();
    found.sort();
    found
}

#[test]
fn every_kind_of_difference_has_its_outcome() {
    let whole = |one: &str| {
        one.trim_end_matches("operation").trim_end_matches("security").trim_end().to_owned()
    };
    check_kinds(whole, |before, after| outcome(&between(before, after)));
}

/// The files of `crates/drift/tests/cases`.
macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../../../drift/tests/cases/drift-", $name, ".yaml"))
    };
}

#[test]
fn every_case_has_its_outcome() {
    for (old, new, wanted, wire) in [
        (case!("header-name-case.old"), case!("header-name-case.new"), &[][..], Wire::None),
        (
            case!("path-parameter-renamed.old"),
            case!("path-parameter-renamed.new"),
            &["none path-param-renamed path tid"],
            Wire::None,
        ),
        (
            case!("bound-narrowed-by-allof.old"),
            case!("bound-narrowed-by-allof.new"),
            &["breaks param-maximum-lowered query limit"],
            Wire::Breaks,
        ),
        (
            case!("either-becomes-both.old"),
            case!("either-becomes-both.new"),
            &["breaks auth-scheme-changed"],
            Wire::Breaks,
        ),
        (
            case!("read-only-required-in-body.old"),
            case!("read-only-required-in-body.new"),
            &[],
            Wire::None,
        ),
        (
            case!("slash-at-end-of-path.old"),
            case!("slash-at-end-of-path.new"),
            &["breaks op-path-changed"],
            Wire::Breaks,
        ),
        (case!("path-that-ends-another"), case!("path-that-ends-another"), &[], Wire::None),
        (case!("openapi-key-at-the-end"), case!("openapi-key-at-the-end"), &[], Wire::None),
    ] {
        let verdict = between(old, new);
        assert_eq!(
            (outcome(&verdict), verdict.wire),
            (wanted.iter().map(|one| (*one).to_owned()).collect(), wire),
            "{new}"
        );
    }
    let text = case!("swagger-2-page");
    let swagger = [Source { file: "x.yaml", text }];
    let error = dintero_cards_semver::document::changes(&swagger, &swagger, &Wrapper::default());
    assert!(error.unwrap_err().to_string().contains("Swagger 2.0"));
}

#[test]
fn a_placeholder_is_renamed_in_one_of_several_operations() {
    let text = case!("path-that-ends-another");
    let verdict =
        between(text, &text.replace("{mid}", "{merchant}").replace("name: mid", "name: merchant"));
    assert_eq!(outcome(&verdict), ["none path-param-renamed path mid"]);
}

#[test]
fn a_thousand_operations_are_compared_in_time() {
    let document = |name: &str, kind: &str| {
        let one = |at: usize| {
            format!(
                "  /o{at}/{{{name}}}: {{get: {{parameters: [{{name: {name}, in: path, schema: {{type: {kind}}}}}]}}}}\n"
            )
        };
        let paths: String = (0..1_000).map(one).collect();
        format!("openapi: 3.0.3\nservers: [{{url: 'https://a.example'}}]\npaths:\n{paths}")
    };
    let begin = std::time::Instant::now();
    let verdict = between(&document("a", "string"), &document("b", "integer"));
    assert_eq!(verdict.changes.len(), 2_000);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

//! What a report looks like in every format, on an invented operation.

use dintero_docs_drift::baseline::{self, Baseline};
use dintero_docs_drift::compare::Fault;
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::render::{MARKER, Style, outputs, schema, summary_fits};
use dintero_docs_drift::report::{BaselineFault, NotCompared};
use dintero_docs_drift::rules::Severity;
use dintero_docs_drift::{Format, Report};
use serde_json::{Value, json};

use crate::world::{check, page, today};

/// A document small enough to be read in a snapshot.
fn things() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1.0.0" },
        "x-provenance": { "title": "Get things", "compared": "2026-11-01" },
        "x-deviations": [{ "at": "#/paths/~1things~1{id}/get/parameters/1", "what": "limit has a default of ours" }],
        "servers": [{ "url": "https://api.example.com/v1" }],
        "security": [{ "token": [] }],
        "paths": { "/things/{id}": { "get": {
            "parameters": [
                { "name": "id", "in": "path", "required": true, "description": "Which.", "schema": { "type": "string" } },
                { "name": "limit", "in": "query", "description": "How many.", "x-description-digest": dintero_docs_drift::prose::digest("How many."),
                  "schema": { "type": "integer", "minimum": 1, "maximum": 100, "default": 10 } },
                { "name": "kind", "in": "query", "description": "Which kind.", "schema": { "type": "string", "enum": ["a", "b"] } },
                { "name": "after", "in": "query", "description": "Where to begin.", "schema": { "type": "string" } },
            ],
            "responses": { "200": { "description": "Things", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Page" } } } } },
        } } },
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "A token." } },
            "schemas": { "Page": { "type": "object", "required": ["things"], "properties": {
                "things": { "type": "array", "items": { "type": "object", "properties": {
                    "id": { "type": "string", "format": "uuid" }, "size": { "type": "integer" } } } },
                "after": { "type": "string" },
            } } },
        },
    })
}

/// The report on a page that differs in five ways, one of them accepted.
fn report() -> Report {
    let mut published = crate::world::published(&things());
    published["servers"][0]["url"] = json!("https://api.example.org/v1");
    let operation = &mut published["paths"]["/things/{id}"]["get"];
    operation["parameters"][1]["schema"]["maximum"] = json!(50);
    operation["parameters"][1]["description"] = json!("How many of them.");
    operation["parameters"][2]["schema"]["enum"] = json!(["a", "b", "c"]);
    operation["parameters"].as_array_mut().unwrap().push(
        json!({ "name": "colour", "in": "query", "description": "Which colour.", "schema": { "type": "string" } }),
    );
    let mut report = check(&things(), &page(&published, Form::Text));
    let accepted = {
        let (comparison, finding) = report
            .findings()
            .find(|(_, finding)| finding.rule.id == "param-enum-value-added")
            .unwrap();
        baseline::accept(comparison, finding, "not offered by us", today(), false).unwrap()
    };
    let mut accepted_ones = Baseline::default();
    accepted_ones.insert(accepted);
    baseline::apply(&accepted_ones, &mut report, today());
    report.annotate(|finding| {
        let is_notice = finding.severity == Severity::Notice;
        (!is_notice).then(|| [("things", "minor"), ("things-client", "patch")].into())
    });
    report
}

fn rendered(format: Format) -> String {
    let report = report();
    let status = report.exit_status(Some(Severity::Warning), true);
    written(&report, format, Style { verbose: true, ..Style::new(status) })
}

fn written(report: &Report, format: Format, style: Style) -> String {
    let mut out = Vec::new();
    format.write(report, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_person_reads_place_values_effects_and_fix() {
    insta::assert_snapshot!("human", rendered(Format::Human));
}

#[test]
fn a_program_reads_the_whole_report_as_json() {
    insta::assert_snapshot!("json", rendered(Format::Json));
}

#[test]
fn github_annotates_the_lines_of_the_document() {
    insta::assert_snapshot!("github", rendered(Format::Github));
}

#[test]
fn code_scanning_gets_results_of_known_rules() {
    let log: Value = serde_json::from_str(&rendered(Format::Sarif)).unwrap();
    let results = &log["runs"][0]["results"];
    insta::assert_snapshot!("sarif_results", serde_json::to_string_pretty(results).unwrap());
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results.as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn an_issue_gets_a_table_with_the_marker() {
    let table = rendered(Format::Markdown);
    assert!(table.starts_with(MARKER));
    insta::assert_snapshot!("markdown", table);
}

#[test]
fn a_step_shows_nine_annotations_of_a_kind_and_how_many_more_there_are() {
    let mut report = report();
    let finding = report.comparisons[0].findings[0].clone();
    report.comparisons[0].findings = vec![finding; 30];
    let status = report.exit_status(None, true);
    let out = written(&report, Format::Github, Style::new(status));
    assert_eq!(out.matches("::error ").count(), 10);
    assert!(out.contains("and 21 more"));
}

#[test]
fn colours_are_written_only_on_request() {
    let report = report();
    let status = report.exit_status(None, true);
    let style = Style { color: true, ..Style::new(status) };
    assert!(written(&report, Format::Human, style).contains("\u{1b}[1;31m"));
    assert!(!rendered(Format::Human).contains('\u{1b}'));
}

#[test]
fn outputs_and_summary_fit_a_job() {
    let report = report();
    let style = Style::new(report.exit_status(None, true));
    assert_eq!(outputs(&report, style), "errors=2\nwarnings=1\nnotices=1\naccepted=1\nexit=0\n");
    let long = "a line\n".repeat(200_000);
    let fitting = summary_fits(&long);
    assert!(fitting.len() <= 1024 * 1024 && fitting.ends_with('\n'));
    assert_eq!(summary_fits("short\n"), "short\n");
}

#[test]
fn the_schema_names_every_field_of_the_json_output() {
    let output: Value = serde_json::from_str(&rendered(Format::Json)).unwrap();
    let schema = schema();
    let definition = |name: &str| schema["$defs"][name]["properties"].as_object().unwrap().clone();
    let known = |value: &Value, fields: &serde_json::Map<String, Value>| {
        let unknown: Vec<&String> =
            value.as_object().unwrap().keys().filter(|key| !fields.contains_key(*key)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    };
    known(&output, schema["properties"].as_object().unwrap());
    let comparison = &output["comparisons"][0];
    known(comparison, &definition("Comparison"));
    known(&comparison["findings"][0], &definition("Finding"));
    known(&comparison["findings"][0]["published"], &definition("PublishedSide"));
    known(&comparison["findings"][0]["document"], &definition("DocumentSide"));
    known(&comparison["source"], &definition("Source"));
}

#[test]
fn every_format_says_what_was_not_compared_and_why() {
    let mut report = Report::new();
    report.unavailable.push("the site is down".to_owned());
    report.unreadable.push("the page is <cut>".to_owned());
    report
        .baseline
        .push(BaselineFault { fingerprint: "0123".to_owned(), why: "is stale".to_owned() });
    let (document, operation) = ("openapi/x.yaml".to_owned(), "GET /x".to_owned());
    report.not_compared.push(NotCompared { document, operation, why: "has no page".to_owned() });
    for &format in Format::ALL {
        let style = Style::new(report.exit_status(None, true));
        let out = written(&report, format, style).replace("&lt;cut&gt;", "<cut>");
        for words in ["the site is down", "the page is <cut>", "is stale", "has no page"] {
            assert!(out.contains(words), "{format:?} does not say: {words}\n{out}");
        }
    }
}

#[test]
fn a_table_fits_an_issue_whatever_the_page_holds() {
    let mut report = report();
    let fault = Fault { line: 1, why: "x".repeat(240) };
    report.comparisons[0].faults = vec![fault; 10_000];
    let style = Style::new(report.exit_status(None, true));
    let out = written(&report, Format::Markdown, style);
    assert!(out.len() < 65_536 && out.starts_with(MARKER), "{}", out.len());
}

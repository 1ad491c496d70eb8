//! SARIF 2.1.0, for code scanning.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::words;
use crate::finding::Finding;
use crate::report::Report;
use crate::rules::{self, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let results: Vec<Value> = report.findings().map(|(_, finding)| result(finding)).collect();
    let problems = words::problems(report);
    let successful = problems.iter().all(|(severity, ..)| *severity == Severity::Notice);
    let notification = |(severity, _, what): (Severity, Option<&str>, String)| json!({ "level": level(severity), "message": { "text": what } });
    let notifications: Vec<Value> = problems.into_iter().map(notification).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules::all().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": successful,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "note",
        other => other.as_str(),
    }
}

fn rule(rule: &'static rules::Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "wire": rule.wire },
    })
}

fn result(finding: &Finding) -> Value {
    let index = rules::all().position(|rule| rule.id == finding.rule.id);
    let suppressions: Vec<Value> = finding
        .accepted
        .iter()
        .map(|accepted| json!({ "kind": "external", "justification": accepted.reason }))
        .collect();
    json!({
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": words::message(finding) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": finding.document.file },
            "region": { "startLine": finding.document.line.max(1), "startColumn": finding.document.col.max(1) },
        }}],
        "partialFingerprints": { "drift/v1": finding.fingerprint },
        "baselineState": if finding.accepted.is_some() { "unchanged" } else { "new" },
        "suppressions": suppressions,
        "properties": { "crate": finding.crates },
    })
}

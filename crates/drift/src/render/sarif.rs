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
    let notifications: Vec<Value> = report
        .comparisons
        .iter()
        .flat_map(|comparison| &comparison.faults)
        .map(|fault| format!("page unreadable, line {}: {}", fault.line, fault.why))
        .chain(report.unreadable.iter().chain(&report.unavailable).cloned())
        .chain(
            report
                .baseline
                .iter()
                .map(|fault| format!("baseline {}: {}", fault.fingerprint, fault.why)),
        )
        .map(|text| json!({ "level": "error", "message": { "text": text } }))
        .collect();
    let successful = notifications.is_empty();
    let missing = report.not_compared.iter().map(|missing| {
        let text =
            format!("not compared: {} in {}: {}", missing.operation, missing.document, missing.why);
        json!({ "level": "note", "message": { "text": text } })
    });
    let notifications: Vec<Value> = notifications.into_iter().chain(missing).collect();
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
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
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

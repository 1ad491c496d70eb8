//! `drift rules`, `drift explain`, `drift schema`: reference for the check.

use dintero_cards_semver::policy;
use dintero_docs_drift::finding::CrateSteps;
use dintero_docs_drift::rules::{self, Rule};
use dintero_docs_drift::{ExitStatus, Format, render};
use serde::Serialize;

use super::Context;
use super::arguments::{Explain, Rules};
use super::failure::{Failure, Outcome};
use super::impact;

pub(super) fn list(context: &mut Context<'_>, arguments: &Rules) -> Outcome<ExitStatus> {
    let out = &mut *context.out;
    match arguments.format {
        Format::Json => {
            let all: Vec<RuleWithSteps> = rules::all().map(RuleWithSteps::new).collect();
            let text = serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?;
            writeln!(out, "{text}")?;
        }
        Format::Markdown => {
            writeln!(out, "| rule | severity | wire | crate, at least | summary |")?;
            writeln!(out, "|---|---|---|---|---|")?;
            for rule in rules::all() {
                writeln!(
                    out,
                    "| `{}` | {} | {} | {} | {} |",
                    rule.id,
                    rule.severity.as_str(),
                    rule.wire.as_str(),
                    crates(rule),
                    rule.summary,
                )?;
            }
        }
        _ => {
            for rule in rules::all() {
                writeln!(out, "{:<8} {:<28} {}", rule.severity.as_str(), rule.id, rule.summary)?;
            }
        }
    }
    Ok(ExitStatus::Clean)
}

pub(super) fn explain(context: &mut Context<'_>, arguments: &Explain) -> Outcome<ExitStatus> {
    let part = arguments.rule.to_lowercase();
    let exact = rules::all().filter(|rule| rule.id == part);
    let partly = rules::all().filter(|rule| rule.id.contains(&part));
    let found: Vec<&Rule> = exact.chain(partly).collect();
    let rule = match found.as_slice() {
        [] => {
            return Err(Failure::usage(format!(
                "no rule has {part} in its name; `drift rules` lists them"
            )));
        }
        [rule, ..] if rule.id == part || found.len() == 1 => rule,
        several => {
            for rule in several {
                writeln!(context.out, "{:<28} {}", rule.id, rule.summary)?;
            }
            return Ok(ExitStatus::Clean);
        }
    };
    let out = &mut *context.out;
    writeln!(out, "{} ({})", rule.id, rule.severity.as_str())?;
    writeln!(out, "{}.\n", rule.summary)?;
    writeln!(out, "{}\n", rule.explanation)?;
    writeln!(out, "wire   {}", rule.wire.as_str())?;
    if let Some(impact) = policy::least(rule) {
        writeln!(out, "crate  at least {}: {}", crates(rule), impact.why)?;
    }
    if rule.pinned {
        writeln!(out, "accept only with --i-checked-host, by fingerprint")?;
    }
    Ok(ExitStatus::Clean)
}

pub(super) fn schema(context: &mut Context<'_>) -> Outcome<ExitStatus> {
    let text = serde_json::to_string_pretty(&render::schema()).map_err(std::io::Error::from)?;
    writeln!(context.out, "{text}")?;
    Ok(ExitStatus::Clean)
}

/// A rule with the least version steps of its findings.
#[derive(Serialize)]
struct RuleWithSteps {
    #[serde(flatten)]
    rule: &'static Rule,
    #[serde(rename = "crate")]
    steps: Option<CrateSteps>,
}

impl RuleWithSteps {
    fn new(rule: &'static Rule) -> Self {
        Self { rule, steps: policy::least(rule).map(impact::steps) }
    }
}

/// Returns the least version steps of a rule on one line; empty for none.
fn crates(rule: &Rule) -> String {
    policy::least(rule).map(impact::steps).as_ref().map_or(String::new(), render::crates)
}

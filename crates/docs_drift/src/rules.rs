//! `docs-drift rules`, `docs-drift explain`, `docs-drift schema`: reference for the check.

use dintero_docs_drift::finding::CrateSteps;
use dintero_docs_drift::rules::{self, Rule};
use dintero_docs_drift::{ExitStatus, Format, render};
use serde::Serialize;

use crate::arguments::{Explain, Rules};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::project::Steps;

pub(crate) fn list(context: &mut Context<'_>, arguments: &Rules) -> Outcome<ExitStatus> {
    let (out, steps) = (&mut *context.out, context.project.steps);
    match arguments.format {
        Format::Json => {
            let all: Vec<RuleWithSteps> =
                rules::all().map(|rule| RuleWithSteps::new(rule, steps)).collect();
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
                    crates(rule, steps),
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

pub(crate) fn explain(context: &mut Context<'_>, arguments: &Explain) -> Outcome<ExitStatus> {
    let part = arguments.rule.to_lowercase();
    let exact = rules::all().filter(|rule| rule.id == part);
    let partly = rules::all().filter(|rule| rule.id.contains(&part));
    let found: Vec<&Rule> = exact.chain(partly).collect();
    let rule = match found.as_slice() {
        [] => {
            return Err(Failure::usage(format!(
                "no rule has {part} in its name; `{} rules` lists them",
                context.project.hints.command
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
    if let Some((steps, why)) = context.project.steps.least(rule) {
        writeln!(out, "crate  at least {}: {why}", render::crates(&steps))?;
    }
    if rule.pinned {
        writeln!(out, "accept only with --i-checked-host, by fingerprint")?;
    }
    Ok(ExitStatus::Clean)
}

pub(crate) fn schema(context: &mut Context<'_>) -> Outcome<ExitStatus> {
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
    fn new(rule: &'static Rule, steps: &dyn Steps) -> Self {
        Self { rule, steps: steps.least(rule).map(|(steps, _)| steps) }
    }
}

/// Returns the least version steps of a rule on one line; empty for none.
fn crates(rule: &Rule, steps: &dyn Steps) -> String {
    steps.least(rule).map_or(String::new(), |(steps, _)| render::crates(&steps))
}

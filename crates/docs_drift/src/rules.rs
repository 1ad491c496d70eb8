//! `docs-drift rules`, `docs-drift explain`, `docs-drift schema`: reference for the check.

use dintero_docs_drift::rules::{self, Rule};
use dintero_docs_drift::{ExitStatus, render};

use crate::context::Context;
use crate::failure::{Failure, Outcome};

pub(crate) fn list(context: &mut Context<'_>) -> Outcome<ExitStatus> {
    for rule in rules::all() {
        let (severity, id, summary) = (rule.severity.as_str(), rule.id, rule.summary);
        writeln!(context.out, "{severity:<8} {id:<28} {summary}")?;
    }
    Ok(ExitStatus::Clean)
}

pub(crate) fn explain(context: &mut Context<'_>, part: &str) -> Outcome<ExitStatus> {
    let part = part.to_lowercase();
    let partly = || rules::all().filter(|rule| rule.id.contains(&part)).collect();
    let found: Vec<&Rule> = rules::find(&part).map_or_else(partly, |rule| vec![rule]);
    let [rule] = found.as_slice() else {
        for rule in &found {
            writeln!(context.out, "{:<28} {}", rule.id, rule.summary)?;
        }
        let command = context.project.hints.command;
        let why = format!("no rule has {part} in its name; `{command} rules` lists them");
        return if found.is_empty() { Err(Failure::usage(why)) } else { Ok(ExitStatus::Clean) };
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

//! `drift rules`, `drift explain`, `drift schema`: what the check knows.

use dintero_docs_drift::rules::{self, Rule};
use dintero_docs_drift::{Verdict, render};

use super::Context;
use super::arguments::{Explain, ListFormat, Rules};
use super::stop::{Outcome, Stop};

pub(super) fn rules(context: &mut Context<'_>, arguments: &Rules) -> Outcome<Verdict> {
    let out = &mut *context.out;
    match arguments.format {
        ListFormat::Human => {
            for rule in rules::all() {
                writeln!(out, "{:<8} {:<28} {}", rule.severity.as_str(), rule.id, rule.summary)?;
            }
        }
        ListFormat::Json => {
            let all: Vec<&Rule> = rules::all().collect();
            let text = serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?;
            writeln!(out, "{text}")?;
        }
        ListFormat::Markdown => {
            writeln!(out, "| rule | severity | wire | crate (builder / positional) | what |")?;
            writeln!(out, "|---|---|---|---|---|")?;
            for rule in rules::all() {
                writeln!(
                    out,
                    "| `{}` | {} | {} | {} / {} | {} |",
                    rule.id,
                    rule.severity.as_str(),
                    rule.wire.as_str(),
                    rule.builder.as_str(),
                    rule.positional.as_str(),
                    rule.summary,
                )?;
            }
        }
    }
    Ok(Verdict::Clean)
}

pub(super) fn explain(context: &mut Context<'_>, arguments: &Explain) -> Outcome<Verdict> {
    let Some(rule) = rules::find(&arguments.rule) else {
        let near: Vec<&str> = rules::all()
            .map(|rule| rule.id)
            .filter(|id| id.split('-').any(|word| arguments.rule.contains(word) && word.len() > 4))
            .take(5)
            .collect();
        let hint =
            if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) };
        return Err(Stop::Usage(format!("there is no rule {}{hint}", arguments.rule)));
    };
    let out = &mut *context.out;
    writeln!(out, "{} ({})", rule.id, rule.severity.as_str())?;
    writeln!(out, "{}.\n", rule.summary)?;
    writeln!(out, "{}\n", rule.explanation)?;
    writeln!(out, "wire   {}", rule.wire.as_str())?;
    writeln!(
        out,
        "crate  {} with a builder, {} by position",
        rule.builder.as_str(),
        rule.positional.as_str()
    )?;
    if rule.pinned {
        writeln!(out, "accept only with --i-checked-host, by fingerprint")?;
    }
    Ok(Verdict::Clean)
}

pub(super) fn schema(context: &mut Context<'_>) -> Outcome<Verdict> {
    let text = serde_json::to_string_pretty(&render::schema()).map_err(std::io::Error::from)?;
    writeln!(context.out, "{text}")?;
    Ok(Verdict::Clean)
}

//! `drift baseline`: what is accepted, and whether it still has to be.

use dintero_docs_drift::ExitStatus;
use std::collections::BTreeSet;

use super::arguments::{Baseline, BaselineFile, Judged};
use super::failure::{Failure, Outcome};
use super::{Context, assessment, file};

pub(super) fn run(context: &mut Context<'_>, arguments: &Baseline) -> Outcome<ExitStatus> {
    match arguments {
        Baseline::List(file) => list(context, file),
        Baseline::Prune(judged) => prune(context, judged),
        Baseline::Verify(judged) => verify(context, judged),
    }
}

fn list(context: &mut Context<'_>, file: &BaselineFile) -> Outcome<ExitStatus> {
    let (_, baseline) = assessment::read(context, file)?;
    for entry in baseline.entries() {
        let facet = entry.facet.as_deref().map_or(String::new(), |facet| format!(" {facet}"));
        let until = entry.until.map_or(String::new(), |until| format!(", until {until}"));
        writeln!(
            context.out,
            "{} {} {}: {}{facet}: published {}, document {}: {} ({}{until})",
            entry.fingerprint,
            entry.rule,
            entry.operation,
            entry.about().subject(),
            entry.published_value,
            entry.document_value,
            entry.reason,
            entry.accepted_on,
        )?;
    }
    writeln!(context.out, "{} accepted", baseline.entries().len())?;
    Ok(ExitStatus::Clean)
}

fn prune(context: &mut Context<'_>, arguments: &Judged) -> Outcome<ExitStatus> {
    if context.environment.ci {
        return Err(Failure::Usage("a job writes nothing: prune and commit it".to_owned()));
    }
    let mut made = assessment::make(context, &arguments.sources, Some(&arguments.baseline))?;
    let gone: BTreeSet<String> =
        made.report.baseline.iter().map(|fault| fault.fingerprint.clone()).collect();
    for fault in &made.report.baseline {
        writeln!(context.out, "took out {}: {}", fault.fingerprint, fault.why)?;
    }
    if !gone.is_empty() {
        made.baseline.remove(&gone);
        file::write(&made.path, made.baseline.to_text().as_bytes())?;
    }
    writeln!(context.out, "{} left", made.baseline.entries().len())?;
    Ok(ExitStatus::Clean)
}

fn verify(context: &mut Context<'_>, arguments: &Judged) -> Outcome<ExitStatus> {
    let made = assessment::make(context, &arguments.sources, Some(&arguments.baseline))?;
    for fault in &made.report.baseline {
        writeln!(context.out, "{}: {}", fault.fingerprint, fault.why)?;
    }
    let status =
        if made.report.baseline.is_empty() { ExitStatus::Clean } else { ExitStatus::Baseline };
    writeln!(context.out, "{} accepted; exit {}", made.baseline.entries().len(), status.code())?;
    Ok(status)
}

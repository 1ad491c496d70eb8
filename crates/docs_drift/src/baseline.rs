//! `docs-drift baseline`: lists, prunes and verifies accepted findings.

use dintero_docs_drift::ExitStatus;
use std::collections::BTreeSet;

use crate::arguments::{Baseline, BaselineCheck, BaselineFile};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::{assessment, file};

pub(crate) fn run(context: &mut Context<'_>, arguments: &Baseline) -> Outcome<ExitStatus> {
    match arguments {
        Baseline::List(file) => list(context, file),
        Baseline::Prune(arguments) => prune(context, arguments),
        Baseline::Verify(arguments) => verify(context, arguments),
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
            entry.subject().subject(),
            entry.published_value,
            entry.document_value,
            entry.reason,
            entry.accepted_on,
        )?;
    }
    writeln!(context.out, "{} accepted", baseline.entries().len())?;
    Ok(ExitStatus::Clean)
}

fn prune(context: &mut Context<'_>, arguments: &BaselineCheck) -> Outcome<ExitStatus> {
    if context.environment.ci {
        return Err(Failure::usage("a job writes nothing: prune by hand and commit the file"));
    }
    let mut assessment = assessment::make(context, &arguments.sources, Some(&arguments.baseline))?;
    let gone: BTreeSet<String> =
        assessment.report.baseline.iter().map(|fault| fault.fingerprint.clone()).collect();
    for fault in &assessment.report.baseline {
        writeln!(context.out, "removed {}: {}", fault.fingerprint, fault.why)?;
    }
    if !gone.is_empty() {
        assessment.baseline.remove(&gone);
        file::write(&assessment.path, assessment.baseline.to_text().as_bytes())?;
    }
    writeln!(context.out, "{} left", assessment.baseline.entries().len())?;
    Ok(ExitStatus::Clean)
}

fn verify(context: &mut Context<'_>, arguments: &BaselineCheck) -> Outcome<ExitStatus> {
    let assessment = assessment::make(context, &arguments.sources, Some(&arguments.baseline))?;
    for fault in &assessment.report.baseline {
        writeln!(context.out, "{}: {}", fault.fingerprint, fault.why)?;
    }
    let status = if assessment.report.baseline.is_empty() {
        ExitStatus::Clean
    } else {
        ExitStatus::Baseline
    };
    writeln!(
        context.out,
        "{} accepted; exit {}",
        assessment.baseline.entries().len(),
        status.code()
    )?;
    Ok(status)
}

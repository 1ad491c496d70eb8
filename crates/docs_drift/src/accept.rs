//! `docs-drift accept` and `docs-drift baseline prune`: accepts findings, with a reason,
//! and removes entries that no finding needs any more.

use dintero_docs_drift::ExitStatus;
use dintero_docs_drift::baseline;
use dintero_docs_drift::finding::Finding;
use dintero_docs_drift::report::Comparison;

use crate::arguments::{Accept, BaselineFile, Sources};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::{assessment, file};

/// The shortest beginning that names a fingerprint: two findings of a thousand share six
/// digits once in thirty reports.
const MIN_DIGITS: usize = 6;

pub(crate) fn run(context: &mut Context<'_>, arguments: &Accept) -> Outcome<ExitStatus> {
    if context.ci {
        return Err(Failure::usage(
            "a job accepts nothing: accept findings by hand and commit the file",
        ));
    }
    if arguments.reason.trim().is_empty() {
        return Err(Failure::usage("--reason is empty"));
    }
    let mut assessment = assessment::make(context, &arguments.sources, Some(&arguments.baseline))?;
    if arguments.until.is_some_and(|until| until < assessment.today) {
        return Err(Failure::usage("--until is in the past"));
    }
    let mut chosen: Vec<(&Comparison, &Finding)> = Vec::new();
    for wanted in &arguments.fingerprints {
        let found: Vec<_> =
            assessment.report.findings().filter(|(_, finding)| matches(wanted, finding)).collect();
        if found.is_empty() {
            return Err(Failure::usage(format!("no open finding has the fingerprint {wanted}")));
        }
        if found.len() > 1 && wanted != "*" {
            return Err(Failure::usage(format!("several findings begin with {wanted}")));
        }
        chosen.extend(found);
    }
    let wildcard = arguments.fingerprints.iter().any(|wanted| wanted == "*");
    for (_, finding) in &chosen {
        let pinned = finding.rule.is_pinned(finding.subject.facet.as_deref());
        if pinned && (wildcard || !arguments.i_checked_host) {
            let how = if wildcard { " by its fingerprint" } else { "" };
            return Err(Failure::usage(format!(
                "{} {} can be accepted only{how} with --i-checked-host: a token would be sent there",
                finding.rule.id, finding.fingerprint,
            )));
        }
    }
    for (comparison, finding) in chosen {
        let (reason, today) = (arguments.reason.trim(), assessment.today);
        let entry = baseline::accept(comparison, finding, reason, today, arguments.i_checked_host);
        let Some(mut entry) = entry else { continue };
        entry.until = arguments.until;
        entry.reference.clone_from(&arguments.reference);
        writeln!(context.out, "accepted {} {}", entry.fingerprint, entry.rule)?;
        assessment.baseline.insert(entry);
    }
    let baseline = arguments.baseline.baseline.as_ref().unwrap_or(&context.project.baseline);
    file::write(&assessment.path, assessment.baseline.to_text().as_bytes())?;
    writeln!(context.out, "wrote {}", baseline.display())?;
    Ok(ExitStatus::Clean)
}

/// Removes the entries that are stale or expired.
pub(crate) fn prune(
    context: &mut Context<'_>,
    file: &BaselineFile,
    from: &Sources,
) -> Outcome<ExitStatus> {
    if context.ci {
        return Err(Failure::usage("a job writes nothing: prune by hand and commit the file"));
    }
    let mut assessment = assessment::make(context, from, Some(file))?;
    for fault in &assessment.report.baseline {
        writeln!(context.out, "removed {}: {}", fault.fingerprint, fault.why)?;
        assessment.baseline.remove(&fault.fingerprint);
    }
    if !assessment.report.baseline.is_empty() {
        file::write(&assessment.path, assessment.baseline.to_text().as_bytes())?;
    }
    writeln!(context.out, "{} left", assessment.baseline.entries().len())?;
    Ok(ExitStatus::Clean)
}

fn matches(wanted: &str, finding: &Finding) -> bool {
    finding.accepted.is_none()
        && (wanted == "*" || wanted.len() >= MIN_DIGITS && finding.fingerprint.starts_with(wanted))
}

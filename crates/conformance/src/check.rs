//! All checks of a server, one after the other.

use crate::error::Error;
use crate::facts::Facts;
use crate::report::Report;
use crate::session::{Session, Stop};
use crate::target::Target;
use crate::{documented, filters, observed, sample};

/// Checks a server with at most `max_requests` requests; all checks need about 60.
///
/// Deviations from the documentation are reported, not returned as errors.
///
/// # Errors
/// A URL of the target is not allowed, no access token could be obtained, or the
/// server cannot be reached.
pub async fn check(target: &Target, max_requests: usize) -> Result<Report, Error> {
    let facts = Facts::read().expect("the tests read the same document");
    let mut session = Session::open(target, max_requests)?;
    let mut report = Report::default();
    let outcome = run(&mut session, &mut report, &facts).await;
    report.requests = session.sent;
    match outcome {
        Ok(()) => Ok(report),
        Err(Stop::Limit) => {
            report.incomplete = Some(format!("the limit of {max_requests} requests was reached"));
            Ok(report)
        }
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn run(session: &mut Session<'_>, report: &mut Report, facts: &Facts) -> Result<(), Stop> {
    documented::token(session, report).await?;
    documented::refusals(session, report, facts).await?;
    let sample = sample::take(session, report, facts).await?;
    documented::sizes(session, report, facts).await?;
    filters::check(session, report, &sample, facts).await?;
    observed::observe(session, report, &sample, facts).await
}

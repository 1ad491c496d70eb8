//! All checks of a server, one after the other.

use crate::error::Error;
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
    let mut session = Session::open(target, max_requests)?;
    match run(&mut session).await {
        Ok(()) => {}
        Err(Stop::Limit) => {
            let why = format!("the limit of {max_requests} requests was reached");
            session.report.incomplete = Some(why);
        }
        Err(Stop::Failed(error)) => return Err(error),
    }
    Ok(session.report)
}

async fn run(session: &mut Session<'_>) -> Result<(), Stop> {
    documented::token(session).await?;
    documented::refusals(session).await?;
    let sample = sample::take(session).await?;
    documented::sizes(session).await?;
    filters::check(session, &sample).await?;
    observed::observe(session, &sample).await
}

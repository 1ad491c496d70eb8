//! Looks at a server of "Get cards": does it do what is documented, and what
//! does it do where nothing is documented.
//!
//! The checks are written once, against a base URL, an account and credentials,
//! with a plain HTTP client that knows nothing of the rest of this workspace. So
//! the same checks judge the sandbox and a real account. They only read: one
//! request for a token and then requests for pages, no more of them than a
//! stated number, one after the other.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # runtime.block_on(async {
//! use dintero_cards_conformance::{Credentials, Target, look};
//!
//! let sandbox = dintero_cards_sandbox::Sandbox::builder().start().await?;
//! let target = Target {
//!     base_url: sandbox.base_url().to_owned(),
//!     auth_url: sandbox.auth_url().to_owned(),
//!     account_id: sandbox.account_id().to_owned(),
//!     credentials: Credentials::client(sandbox.client_id(), sandbox.client_secret()),
//! };
//! let report = look(&target, 80).await?;
//! assert!(report.passed(), "{report}");
//! assert_eq!(report.observed("order"), Some("newest-first"));
//! # Ok(())
//! # })
//! # }
//! ```
//!
//! The rooms: `session` sends requests and counts them, `shape` compares cards
//! with the document, `documented` and `filters` hold what is documented,
//! `observed` looks at the rest, `report` is what comes out.

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod documented;
mod error;
mod filters;
mod observed;
mod report;
mod sample;
mod session;
mod shape;
mod target;

pub use error::Error;
pub use report::{Check, Observation, Outcome, Report};
pub use target::{Credentials, Target, published};

/// Looks at a server, with at most so many requests; about 60 are needed.
///
/// # Errors
/// The target is not one that requests may be sent to, or no token can be had.
/// That a server answers otherwise than documented is no error but in the report.
pub async fn look(target: &Target, most_requests: usize) -> Result<Report, Error> {
    let mut session = session::Session::open(target, most_requests)?;
    let mut report = Report::default();
    let outcome = run(&mut session, &mut report).await;
    report.requests = session.sent();
    match outcome {
        Ok(()) => Ok(report),
        Err(session::Stop::Limit) => {
            report.incomplete = Some(format!("the limit of {most_requests} requests was reached"));
            Ok(report)
        }
        Err(session::Stop::Failed(error)) => Err(error),
    }
}

async fn run(session: &mut session::Session, report: &mut Report) -> Result<(), session::Stop> {
    documented::token(session, report).await?;
    documented::refusals(session, report).await?;
    let sample = sample::take(session, report).await?;
    documented::sizes(session, report).await?;
    filters::check(session, report, &sample).await?;
    observed::look(session, report, &sample).await
}

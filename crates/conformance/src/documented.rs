//! What is documented of tokens, refusals and the size of pages.

use crate::error::Error;
use crate::report::Report;
use crate::session::{Session, Stop, Who};

/// Asks for a token, unless one was given.
pub(crate) async fn token(session: &mut Session, report: &mut Report) -> Result<(), Stop> {
    if session.has_token() {
        report.untold("a token is given for credentials", "a token was given instead");
        return Ok(());
    }
    let answer = session.ask_token().await?;
    if answer.status != 200 {
        return Err(Stop::Failed(Error::NoToken(Some(answer.status))));
    }
    let Some(token) = answer.body["access_token"].as_str() else {
        return Err(Stop::Failed(Error::NoToken(None)));
    };
    session.take_token(token)?;
    report.check("a token is given for credentials", None);
    let kind = &answer.body["token_type"];
    let other = (*kind != "Bearer").then(|| "it is something else".to_owned());
    report.check("token_type is Bearer", other);
    let seconds = answer.body["expires_in"].as_i64().filter(|seconds| *seconds > 0);
    let none = seconds.is_none().then(|| "it is something else".to_owned());
    report.check("expires_in is a number of seconds", none);
    report.observe("life of a token", seconds.map_or("unknown".to_owned(), |s| format!("{s} s")));
    Ok(())
}

/// Sends what the document does not allow.
pub(crate) async fn refusals(session: &mut Session, report: &mut Report) -> Result<(), Stop> {
    let account = session.account().to_owned();
    let stranger = session.list_of(&account, &[], Who::Stranger).await?;
    report.check("a request without a token is refused", stranger.is_no_refusal());
    let odd = session.list_of("X12345678", &[], Who::Client).await?;
    report.check("an account that breaks the pattern is refused", odd.is_no_refusal());
    for (what, name, value) in [
        ("a limit below 1 is refused", "limit", "0"),
        ("a limit that is no number is refused", "limit", "many"),
        ("an unlisted type is refused", "type", "coupon"),
        ("an unlisted status is refused", "status", "sold"),
        ("a time that is none is refused", "created_at.gte", "yesterday"),
        ("an amount that is none is refused", "amount_balance", "many"),
    ] {
        let answer = session.list(&[(name, value)]).await?;
        report.check(what, answer.is_no_refusal());
    }
    Ok(())
}

/// Asks for pages of the documented sizes.
pub(crate) async fn sizes(session: &mut Session, report: &mut Report) -> Result<(), Stop> {
    for (what, limit, most) in [
        ("a page has at most 10 cards if no limit is given", None, 10),
        ("a limit of 1 gives at most 1 card", Some("1"), 1),
        ("a limit of 100 gives at most 100 cards", Some("100"), 100),
    ] {
        let query: Vec<_> = limit.map(|limit| ("limit", limit)).into_iter().collect();
        let page = session.list(&query).await?;
        let complaint = match (page.status, page.cards().len()) {
            (200, count) if count <= most => None,
            (200, count) => Some(format!("{count} cards")),
            (status, _) => Some(format!("status {status}")),
        };
        report.check(what, complaint);
    }
    Ok(())
}

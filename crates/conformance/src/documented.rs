//! Checks of tokens, refusals and the size of pages.

use crate::error::Error;
use crate::facts::Facts;
use crate::report::Report;
use crate::session::{Session, Stop, bearer};

/// Requests a token, unless the target has one.
pub(crate) async fn token(session: &mut Session<'_>, report: &mut Report) -> Result<(), Stop> {
    let name = "a token is given for credentials";
    if session.token.is_some() {
        report.inconclusive(name, "a token was given instead");
        return Ok(());
    }
    let response = session.request_token().await?;
    if response.status != 200 {
        return Err(Error::NoToken(Some(response.status)).into());
    }
    let Some(token) = response.body["access_token"].as_str() else {
        return Err(Error::NoToken(None).into());
    };
    session.token = Some(bearer(token)?);
    report.check(name, None);
    let differs = |differs: bool| differs.then(|| "it is something else".to_owned());
    report.check("token_type is Bearer", differs(response.body["token_type"] != "Bearer"));
    let seconds = response.body["expires_in"].as_i64().filter(|seconds| *seconds > 0);
    report.check("expires_in is a number of seconds", differs(seconds.is_none()));
    report.observe("life of a token", seconds.map_or("unknown".to_owned(), |s| format!("{s} s")));
    Ok(())
}

/// Sends requests that the document does not allow.
pub(crate) async fn refusals(
    session: &mut Session<'_>,
    report: &mut Report,
    facts: &Facts,
) -> Result<(), Stop> {
    let anonymous = session.list_of("T12345678", &[], None).await?;
    report.check("a request without a token is refused", anonymous.refusal_problem());
    let response = session.list_of("X12345678", &[], session.token.clone()).await?;
    report.check("an account that breaks the pattern is refused", response.refusal_problem());
    let least = facts.limit("minimum");
    let below =
        (format!("a limit below {least} is refused"), "limit", least.saturating_sub(1).to_string());
    let invalid = [
        ("a limit that is not a number is refused", "limit", "many"),
        ("an unlisted type is refused", "type", "coupon"),
        ("an unlisted status is refused", "status", "sold"),
        ("an invalid time is refused", "created_at.gte", "yesterday"),
        ("an invalid amount is refused", "amount_balance", "many"),
    ];
    let invalid = invalid.map(|(what, name, value)| (what.to_owned(), name, value.to_owned()));
    for (what, name, value) in [below].into_iter().chain(invalid) {
        let response = session.list(&[(name, &value)]).await?;
        report.check(what, response.refusal_problem());
    }
    Ok(())
}

/// Requests pages of the documented sizes.
pub(crate) async fn sizes(
    session: &mut Session<'_>,
    report: &mut Report,
    facts: &Facts,
) -> Result<(), Stop> {
    let [least, most, default] = ["minimum", "maximum", "default"].map(|key| facts.limit(key));
    for (limit, most) in [(None, default), (Some(least), least), (Some(most), most)] {
        let limit = limit.map(|limit| limit.to_string());
        let what = match &limit {
            Some(limit) => format!("a limit of {limit} gives at most as many cards"),
            None => format!("a page has at most {most} cards if no limit is given"),
        };
        let query: Vec<_> = limit.iter().map(|limit| ("limit", limit.as_str())).collect();
        let page = session.list(&query).await?;
        let problem = match (page.status, page.cards().len()) {
            (200, count) if count <= most => None,
            (200, count) => Some(format!("{count} cards")),
            (status, _) => Some(format!("status {status}")),
        };
        report.check(what, problem);
    }
    Ok(())
}

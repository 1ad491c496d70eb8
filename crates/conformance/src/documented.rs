//! Checks of tokens, refusals and the size of pages.

use crate::error::Error;
use crate::session::{Session, Stop, bearer};

/// Requests a token, unless the target has one.
pub(crate) async fn token(session: &mut Session<'_>) -> Result<(), Stop> {
    let name = "a token is given for credentials";
    if session.token.is_some() {
        session.report.inconclusive(name, "a token was given instead");
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
    let report = &mut session.report;
    report.check(name, None);
    let differs = |differs: bool| differs.then(|| "it is something else".to_owned());
    report.check("token_type is Bearer", differs(response.body["token_type"] != "Bearer"));
    let seconds = response.body["expires_in"].as_i64().filter(|seconds| *seconds > 0);
    report.check("expires_in is a number of seconds", differs(seconds.is_none()));
    report.observe("life of a token", seconds.map_or("unknown".to_owned(), |s| format!("{s} s")));
    Ok(())
}

/// Sends requests that the document does not allow.
pub(crate) async fn refusals(session: &mut Session<'_>) -> Result<(), Stop> {
    let anonymous = session.list_of("T12345678", &[], None).await?;
    session.report.check("a request without a token is refused", anonymous.refusal_problem());
    let response = session.list_of("X12345678", &[], session.token.clone()).await?;
    session
        .report
        .check("an account that breaks the pattern is refused", response.refusal_problem());
    let least = session.facts.limit("minimum");
    let (below, less) = (format!("a limit below {least} is refused"), least.saturating_sub(1));
    for (what, name, value) in [
        (below.as_str(), "limit", less.to_string().as_str()),
        ("a limit that is not a number is refused", "limit", "many"),
        ("an unlisted type is refused", "type", "coupon"),
        ("an unlisted status is refused", "status", "sold"),
        ("an invalid time is refused", "created_at.gte", "yesterday"),
        ("an invalid amount is refused", "amount_balance", "many"),
    ] {
        let response = session.list(&[(name, value)]).await?;
        session.report.check(what, response.refusal_problem());
    }
    Ok(())
}

/// Requests pages of the documented sizes.
pub(crate) async fn sizes(session: &mut Session<'_>) -> Result<(), Stop> {
    let of_limit = |keyword| session.facts.limit(keyword);
    let [least, most, default] = ["minimum", "maximum", "default"].map(of_limit);
    for (limit, most) in [(None, default), (Some(least), least), (Some(most), most)] {
        let limit = limit.map(|limit| limit.to_string());
        let what = match &limit {
            Some(limit) => format!("a limit of {limit} gives at most as many cards"),
            None => format!("a page has at most {most} cards if no limit is given"),
        };
        let query: Vec<_> = limit.iter().map(|limit| ("limit", limit.as_str())).collect();
        let page = session.list(&query).await?;
        let count = page.cards().len();
        let excess = (count > most).then(|| format!("{count} cards"));
        session.report.check(what, page.status_problem().or(excess));
    }
    Ok(())
}

//! An answer as the script of faults wants it.

use std::sync::PoisonError;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};
use serde_json::Value;

use super::{App, Asked};
use crate::answer::{Answer, Refusal};
use crate::contract::{BodyFault, Task};
use crate::faults::{Action, Firing, Surroundings, spoil, status_code};
use crate::list::{self, Query};
use crate::operation_id::OperationId;
use crate::wire::Damage;

impl App {
    /// Carries out what is asked, or what the script has instead.
    pub(super) fn spoiled(
        &self,
        asked: &Asked<'_>,
        body: Result<Bytes, BodyFault>,
    ) -> (Answer, Firing) {
        let page = self.injector.asks_for_pages().then(|| self.page(asked)).flatten();
        let number = page.as_ref().map(|(_, number)| *number);
        let firing = self.injector.fire(OperationId::from(asked.operation.task), number);
        if firing.revokes() {
            self.signer.revoke_all();
        }
        let mut answer = match firing.actions.iter().rev().find_map(instead) {
            Some(answer) => answer,
            None => self.carry_out(asked, body, &firing).unwrap_or_else(Answer::from),
        };
        if firing.actions.is_empty() {
            return (answer, firing);
        }
        if asked.operation.task == Task::ListCards && answer.status == StatusCode::OK {
            self.spoil_page(&mut answer, &firing.actions, asked, page);
        }
        for action in &firing.actions {
            harm(&mut answer, action);
        }
        (answer, firing)
    }

    /// Sets the header `Date`, and `Retry-After` where it is a date.
    pub(super) fn date(&self, answer: &mut Answer, firing: &Firing) {
        let skew = firing.actions.iter().map(|action| match action {
            Action::ClockSkew(seconds) => *seconds,
            _ => 0,
        });
        let date = later(self.clock.now(), skew.fold(0, i64::saturating_add));
        set_date(&mut answer.headers, header::DATE, date);
        for action in &firing.actions {
            if let Action::RetryAfterDate(seconds) = action {
                set_date(&mut answer.headers, header::RETRY_AFTER, later(date, *seconds));
            }
        }
    }

    /// What is listed and the number of the page, where both can be told.
    fn page(&self, asked: &Asked<'_>) -> Option<(Query, u64)> {
        if asked.operation.task != Task::ListCards {
            return None;
        }
        let query = Query::read(&asked.arguments(&self.switches).ok()?, self.switches.bounds);
        let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
        let number = list::number(&store, &query, self.clock.now())?;
        Some((query, number))
    }

    fn spoil_page(
        &self,
        answer: &mut Answer,
        actions: &[Action],
        asked: &Asked<'_>,
        page: Option<(Query, u64)>,
    ) {
        let bounds = self.switches.bounds;
        let query =
            asked.arguments(&self.switches).map(|arguments| Query::read(&arguments, bounds));
        let (Ok(query), Ok(mut shown)) = (query, serde_json::from_slice::<Value>(&answer.body))
        else {
            return;
        };
        let mut around = Surroundings {
            asked_with: query.cursor().map(str::to_owned),
            first_cursor: None,
            number: page.map(|(_, number)| number),
        };
        if actions.iter().any(|action| matches!(action, Action::CycleCursors(_))) {
            let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
            let (first, now) = (query.first_page(), self.clock.now());
            let first = list::select(&store, &first, now, &self.switches);
            around.first_cursor = first.ok().and_then(|page| page.starting_after);
        }
        spoil(&mut shown, actions, &around);
        answer.body = shown.to_string().into();
    }
}

/// The answer that an action puts in the place of the real one.
fn instead(action: &Action) -> Option<Answer> {
    match action {
        Action::Status(number) => {
            Some(Refusal::new(status_code(*number), "the script of faults says so").into())
        }
        Action::Html(number) => {
            let status = status_code(*number);
            let reason = status.canonical_reason().unwrap_or("Error");
            let line = format!("{} {reason}", status.as_u16());
            Some(Answer::html(
                status,
                format!(
                    "<!DOCTYPE html>\n<html><head><title>{line}</title></head>\n\
                     <body><h1>{line}</h1><p>gateway</p></body></html>\n"
                ),
            ))
        }
        _ => None,
    }
}

/// What an action does to any answer.
fn harm(answer: &mut Answer, action: &Action) {
    match action {
        Action::RetryAfter(text) => {
            let legal = |byte: &u8| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f);
            let bytes: Vec<u8> = text.bytes().filter(legal).collect();
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                answer.headers.insert(header::RETRY_AFTER, value);
            }
        }
        Action::RetryAfterSeconds(seconds) => {
            answer.headers.insert(header::RETRY_AFTER, (*seconds).into());
        }
        Action::Latency(by) => answer.delay = answer.delay.saturating_add(*by),
        Action::InvalidJson => {
            let mut body = answer.body.to_vec();
            body.pop();
            body.extend_from_slice(b",]");
            answer.body = body.into();
        }
        Action::Drip { bytes, pause } => {
            answer.damage = Some(Damage::Drip { bytes: *bytes, pause: *pause });
        }
        Action::Reset => answer.damage = Some(Damage::Reset),
        Action::ResetInBody(at) => answer.damage = Some(Damage::ResetInBody(*at)),
        Action::TruncateBody(at) => answer.damage = Some(Damage::Truncate(*at)),
        Action::WrongContentLength(by) => answer.damage = Some(Damage::WrongLength(*by)),
        Action::OversizedBody(until) => {
            answer.damage = Some(Damage::Pad { until: *until, announced: true });
        }
        Action::UnannouncedBody(until) => {
            answer.damage = Some(Damage::Pad { until: *until, announced: false });
        }
        // The rest is about pages, tokens and dates.
        _ => {}
    }
}

fn later(time: DateTime<Utc>, seconds: i64) -> DateTime<Utc> {
    let later = TimeDelta::try_seconds(seconds).and_then(|by| time.checked_add_signed(by));
    later.unwrap_or(if seconds < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC })
}

/// Sets a date of HTTP, unless the year has not the four digits that it needs.
fn set_date(headers: &mut HeaderMap, name: header::HeaderName, date: DateTime<Utc>) {
    let text = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if text.len() == "Sun, 06 Nov 1994 08:49:37 GMT".len()
        && let Ok(value) = HeaderValue::from_str(&text)
    {
        headers.insert(name, value);
    }
}

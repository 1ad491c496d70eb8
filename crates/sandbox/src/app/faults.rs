//! The fault script around the plain response: it replaces cursors before it and
//! damages the result.

use std::mem;
use std::sync::PoisonError;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};

use super::{App, RoutedRequest};
use crate::clock::later;
use crate::contract::{Violation, pairs};
use crate::faults::{Action, PageContext, apply_to_page, status_code};
use crate::list::{self, Query};
use crate::operation_id::OperationId;
use crate::response::Response;

impl App {
    /// Carries out a request with the faults of the script.
    pub(super) fn respond_with_faults(
        &self,
        mut request: RoutedRequest<'_>,
        body: Result<Bytes, Violation>,
    ) -> (Response, Vec<Action>) {
        let (query, empty_pages) = self.injector.plain_query(&request.query);
        let requested = cursor(&mem::replace(&mut request.query, query));
        let number =
            self.injector.needs_page_numbers().then(|| self.page_number(&request)).flatten();
        let number = number.map(|number| number.saturating_add(empty_pages));
        let actions = self.injector.fire(request.operation.id, number);
        if actions.contains(&Action::RevokeToken) {
            self.signer.revoke_all();
        }
        let mut response = match actions.iter().rev().find_map(replacement) {
            Some(response) => response,
            None => self.carry_out(&request, body, &actions).unwrap_or_else(|refusal| *refusal),
        };
        if actions.is_empty() {
            return (response, actions);
        }
        if response.status == StatusCode::OK
            && let Some(query) = self.query(&request)
            && let Ok(mut page) = serde_json::from_slice(&response.body)
        {
            let first_cursor = self.first_cursor(&query, &actions);
            let objects = &request.operation.objects;
            let context = PageContext { requested, first_cursor, number, objects };
            apply_to_page(&mut page, &actions, &context);
            if actions.contains(&Action::CursorCardLeaves)
                && let Some(id) = page["starting_after"].as_str().and_then(|id| id.parse().ok())
            {
                self.store.write().unwrap_or_else(PoisonError::into_inner).delist(id);
            }
            response.body = page.to_string().into();
        }
        actions.iter().for_each(|action| damage(&mut response, action));
        (response, actions)
    }

    /// Sets the header `Date`, and `Retry-After` if it is a date.
    pub(super) fn date(&self, response: &mut Response, actions: &[Action]) {
        let skew = actions.iter().map(|action| match action {
            Action::ClockSkew(seconds) => *seconds,
            _ => 0,
        });
        let date = later(self.clock.now(), skew.fold(0, i64::saturating_add));
        set_date(&mut response.headers, header::DATE, date);
        for action in actions {
            if let Action::RetryAfterDate(seconds) = action {
                set_date(&mut response.headers, header::RETRY_AFTER, later(date, *seconds));
            }
        }
    }

    /// Returns the query of a listing; `None` for other operations and for
    /// parameters that are not valid.
    fn query(&self, request: &RoutedRequest<'_>) -> Option<Query> {
        let lists = request.operation.id == OperationId::GetCards;
        let arguments = request.arguments(&self.switches).ok().filter(|_| lists)?;
        Some(Query::read(&arguments, self.switches.bounds))
    }

    fn page_number(&self, request: &RoutedRequest<'_>) -> Option<u64> {
        let query = self.query(request)?;
        let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
        list::number(&store, &query, self.clock.now())
    }

    /// Returns the cursor of the first page of a listing, if an action needs it.
    fn first_cursor(&self, query: &Query, actions: &[Action]) -> Option<String> {
        actions.iter().find(|action| matches!(action, Action::CycleCursors(_)))?;
        let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
        let page = list::select(&store, &query.first_page(), self.clock.now(), &self.switches);
        page?.starting_after
    }
}

fn cursor(query: &str) -> Option<String> {
    let mut pairs = pairs(query).ok()?.into_iter();
    pairs.find(|(name, _)| name == "starting_after").map(|(_, cursor)| cursor)
}

/// Returns the response of an action that replaces the real one.
fn replacement(action: &Action) -> Option<Response> {
    match action {
        Action::Status(number) => {
            Some(Response::error(status_code(*number), "the fault script has this status"))
        }
        Action::Html(number) => {
            let status = status_code(*number);
            let reason = status.canonical_reason().unwrap_or("Error");
            let line = format!("{} {reason}", status.as_u16());
            let page = format!(
                "<!DOCTYPE html>\n<html><head><title>{line}</title></head>\n\
                 <body><h1>{line}</h1><p>gateway</p></body></html>\n"
            );
            Some(Response::new(status, "text/html; charset=utf-8", page.into()))
        }
        _ => None,
    }
}

/// Applies an action that changes any response.
fn damage(response: &mut Response, action: &Action) {
    match action {
        Action::RetryAfter(text) => {
            let legal = |byte: &u8| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f);
            let bytes: Vec<u8> = text.bytes().filter(legal).collect();
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                response.headers.insert(header::RETRY_AFTER, value);
            }
        }
        Action::RetryAfterSeconds(seconds) => {
            response.headers.insert(header::RETRY_AFTER, (*seconds).into());
        }
        Action::Latency(by) => response.delay = response.delay.saturating_add(*by),
        Action::InvalidJson => {
            let mut body = response.body.to_vec();
            body.pop();
            body.extend_from_slice(b",]");
            response.body = body.into();
        }
        Action::Drip { .. }
        | Action::Reset
        | Action::ResetInBody(_)
        | Action::TruncateBody(_)
        | Action::WrongContentLength(_)
        | Action::OversizedBody(_)
        | Action::UnannouncedBody(_) => response.damage = Some(action.clone()),
        // The other actions are about pages, tokens and dates.
        _ => {}
    }
}

/// Sets an HTTP date, unless the year has more than four digits.
fn set_date(headers: &mut HeaderMap, name: header::HeaderName, date: DateTime<Utc>) {
    let text = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if text.len() == "Sun, 06 Nov 1994 08:49:37 GMT".len()
        && let Ok(value) = HeaderValue::from_str(&text)
    {
        headers.insert(name, value);
    }
}

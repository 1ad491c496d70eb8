//! The operations, for an authenticated caller and valid arguments.

use std::sync::PoisonError;
use std::time::Duration;

use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::{Value, json};

use super::access::{account_of, allow, forbidden};
use super::{App, SCOPE};
use crate::card::CardJson;
use crate::contract::{Arguments, Operation};
use crate::list::{self, Query};
use crate::response::{Refusal, Response};
use crate::switches::{LastPage, Precision};
use crate::token::Claims;

#[derive(Serialize)]
struct PageJson<'a> {
    cards: Vec<CardJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[expect(clippy::option_option, reason = "absent, null and text are three values")]
    starting_after: Option<Option<&'a str>>,
}

impl App {
    /// Returns the page of cards that the arguments select.
    pub(super) fn list_cards(
        &self,
        operation: &Operation,
        caller: Option<&Claims>,
        arguments: &Arguments,
    ) -> Result<Response, Refusal> {
        let account = arguments.path("aid").unwrap_or_default();
        if let Some(claims) = caller {
            allow(operation, claims, account)?;
        }
        if account != self.account_id {
            return Err(forbidden("the account is not the one of this server"));
        }
        let now = self.clock.now();
        let query = Query::read(arguments, self.switches.bounds);
        let page = {
            let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
            list::select(&store, &query, now, &self.switches)
        };
        let page = page.ok_or_else(|| {
            Response::error(StatusCode::NOT_FOUND, "starting_after is not the id of a card")
        })?;
        let whole_seconds = self.switches.precision == Precision::Hidden;
        let cards = page.cards.iter().map(|card| CardJson { card, now, whole_seconds }).collect();
        let starting_after = match (page.starting_after.as_deref(), self.switches.last_page) {
            (Some(cursor), _) => Some(Some(cursor)),
            (None, LastPage::Absent | LastPage::EmptyPage) => None,
            (None, LastPage::Null) => Some(None),
            (None, LastPage::Empty) => Some(Some("")),
        };
        let response = Response::json(StatusCode::OK, &PageJson { cards, starting_after });
        Ok(match page.counts {
            None => response,
            Some((all, pages)) => response
                .with(HeaderName::from_static("total-count"), all.into())
                .with(HeaderName::from_static("page-count"), pages.into()),
        })
    }

    /// Issues a token for the account of this sandbox; any other is 403.
    pub(super) fn issue_token(
        &self,
        arguments: &Arguments,
        payload: Option<&Value>,
        lifetime: Option<Duration>,
    ) -> Result<Response, Refusal> {
        if arguments.path("oid") != Some(self.account_id.as_str()) {
            return Err(forbidden("the client does not belong to this account"));
        }
        let audience = payload.and_then(|body| body.get("audience")).and_then(Value::as_str);
        let audience = audience.unwrap_or_default();
        if account_of(audience) != Some(self.account_id.as_str()) {
            return Err(forbidden("audience is not the URL of an account of this client"));
        }
        let body = json!({
            "access_token": self.token(audience, SCOPE, lifetime),
            "token_type": "Bearer",
            "expires_in": self.signer.lifetime(),
        });
        let no_store = HeaderValue::from_static("no-store");
        Ok(Response::json(StatusCode::OK, &body).with(header::CACHE_CONTROL, no_store))
    }
}

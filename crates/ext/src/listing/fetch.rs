//! Requests one page.

use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::cards::types::CardPage;
use dintero_cards_client::cards::{self, operations};
use tokio::sync::watch;

use super::card_limit::{self, exceeds_card_limit};
use super::choose::{Choice, Selection};
use super::decode::{Decoded, cursor_at_the_end, decode_cards_individually};
use super::page::{MalformedCard, Page, PageSize};
use crate::cursor::Fingerprint;
use crate::exchange::{Call, Exchange, OnBody};
use crate::session::Session;
use crate::{Cursor, Error, ErrorKind, Response, Result};

/// The parameters that are the same for every page of a listing.
#[derive(Clone, Debug)]
pub(super) struct PageRequest {
    pub(super) session: Arc<Session>,
    pub(super) selection: Selection,
    pub(super) page_size: PageSize,
    pub(super) is_strict: bool,
    pub(super) overall: Duration,
    /// Most pages that are requested ahead of the one that is consumed.
    pub(super) pages_ahead: u8,
    /// Whether the second page is not requested before it is wanted.
    pub(super) hesitates: bool,
}

impl PageRequest {
    /// Checks the filter, and that the cursor belongs to it; returns what the
    /// cursors of the listing are bound to.
    pub(super) fn check(&self, cursor: Option<&Cursor>) -> Result<Fingerprint> {
        let filter = &self.selection.filter;
        filter.check()?;
        let fingerprint = filter.fingerprint(&self.session.account_id);
        match cursor.and_then(|cursor| cursor.refusal(&fingerprint)) {
            Some(reason) => Err(Error::invalid(format!("starting_after: {reason}"))),
            None => Ok(fingerprint),
        }
    }

    /// Requests the page after a cursor, and says before decoding it which cursor follows. A
    /// page that cannot be decoded as a whole is decoded card by card.
    pub(super) async fn fetch(
        &self,
        cursor: Option<&Cursor>,
        fingerprint: &Fingerprint,
        next: Option<&NextCursor>,
    ) -> Result<Response<Page>> {
        // How many cards are left to skip is known once the page is decoded.
        let next = next.filter(|_| cursor.is_none_or(|cursor| cursor.skip() == 0));
        let on_body = next.map(|next| tell_next(Arc::clone(next), fingerprint.clone()));
        let (response, malformed_cards) = match self.send(cursor, on_body).await {
            Ok(response) => (response, Vec::new()),
            Err(error) if error.kind() == ErrorKind::Decode => {
                self.decode_carefully(error, fingerprint)?
            }
            Err(error) => return Err(error),
        };
        let Response { value: page, raw, attempts } = response;
        let CardPage { cards, starting_after, extra, .. } = page;
        let next = starting_after.and_then(|text| Cursor::bound(text, fingerprint));
        if next.as_ref().is_some_and(Cursor::is_oversized) {
            let context = format!("list cards: the cursor of {} does not fit a URL", raw.host);
            return Err(Error::new(ErrorKind::Decode, context)
                .with_attempts(attempts)
                .with_response(raw));
        }
        // Cards to skip that are not on this page are on those after it.
        let (count, skip) = (cards.len() + malformed_cards.len(), cursor.map_or(0, Cursor::skip));
        let start = skip.min(count);
        let next = next.map(|next| next.with_skip(skip - start));
        let place = Cursor::of_page(cursor, fingerprint).with_skip(start);
        let choice = match self.selection.choose(start, cards, malformed_cards) {
            Ok(choice) => choice,
            Err(error) => {
                let error = error.with_attempts(attempts).with_next_cursor(next);
                return Err(error.with_response(raw));
            }
        };
        let Choice { cards, malformed_cards, dropped, dropped_ids } = choice;
        let bytes = raw.body.len();
        let page =
            Page { cards, malformed_cards, next, place, dropped, dropped_ids, count, bytes, extra };
        Ok(Response { value: page, raw, attempts })
    }

    /// Decodes the cards of the response that an error has one by one.
    fn decode_carefully(
        &self,
        error: Error,
        fingerprint: &Fingerprint,
    ) -> Result<(Response<CardPage>, Vec<MalformedCard>)> {
        let Some(raw) = error.response() else { return Err(error) };
        match decode_cards_individually(&raw.json()) {
            Decoded::Page(value, malformed) => match malformed.first() {
                Some(first) if self.is_strict => {
                    let path = Some(first.path().to_owned());
                    Err(error.with_path(path))
                }
                _ => {
                    let (raw, attempts) = (raw.clone(), error.attempts());
                    Ok((Response { value, raw, attempts }, malformed))
                }
            },
            Decoded::Malformed(next) => {
                let next = next.and_then(|text| Cursor::bound(text, fingerprint));
                Err(error.with_next_cursor(next.filter(|cursor| !cursor.is_oversized())))
            }
            Decoded::TooMany => {
                let context = format!(
                    "list cards: {} sent a response with {}",
                    raw.host,
                    card_limit::reason()
                );
                let refusal = Error::new(ErrorKind::TooLarge, context);
                Err(refusal.with_attempts(error.attempts()).with_response(raw.clone()))
            }
        }
    }

    async fn send(
        &self,
        cursor: Option<&Cursor>,
        on_body: Option<OnBody>,
    ) -> Result<Response<CardPage>> {
        let session = &self.session;
        let call = session.call(&operations::GET_CARDS, "list cards");
        let refuse_body = exceeds_card_limit;
        let call = Call { overall: self.overall, refuse_body, on_body, ..call };
        Exchange::run(call, |transport| {
            let (url, http) = (session.base_url(), session.http());
            let client = cards::Client::new_with_client(url, http, transport);
            async move {
                let request = client.get_cards().aid(session.account_id.clone());
                let request = request.limit(self.page_size.0);
                let request = match cursor.map(Cursor::as_str) {
                    Some(text) if !text.is_empty() => request.starting_after(text),
                    _ => request,
                };
                self.selection.filter.apply(request).send().await
            }
        })
        .await
    }
}

pub(super) type NextCursor = Arc<watch::Sender<Option<Cursor>>>;

/// Tells the cursor of the next page when a body has arrived.
fn tell_next(next: NextCursor, fingerprint: Fingerprint) -> OnBody {
    Box::new(move |body| {
        let cursor = cursor_at_the_end(body).and_then(|text| Cursor::bound(text, &fingerprint));
        let cursor = cursor.filter(|cursor| !cursor.is_oversized());
        cursor.is_some() && next.send(cursor).is_ok()
    })
}

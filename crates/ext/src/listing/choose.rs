//! Chooses the cards of a page that its listing delivers.

use std::fmt;

use uuid::Uuid;

use super::decode::created_at;
use super::page::MalformedCard;
use super::span::Span;
use crate::{Card, CardFilter, Error, ErrorKind, Result};

/// Cards that the client selects, because no server filter is known to match exactly these.
#[derive(Clone)]
pub(crate) enum Only {
    CardId(String),
    CustomerId(String),
}

impl Only {
    fn is(&self, card: &Card) -> bool {
        match self {
            Self::CardId(id) => card.card_id.as_ref() == Some(id),
            Self::CustomerId(id) => card.customer_id.as_ref() == Some(id),
        }
    }
}

/// The cards that are delivered, and the places on the page of those that are not.
#[derive(Default)]
pub(super) struct Choice {
    pub(super) cards: Vec<Card>,
    pub(super) malformed_cards: Vec<MalformedCard>,
    pub(super) dropped: Vec<usize>,
    pub(super) dropped_ids: Vec<Uuid>,
}

/// The cards that a listing is about.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) filter: CardFilter,
    pub(super) only: Option<Only>,
    /// The part of the listing whose cards are delivered.
    pub(super) span: Option<Span>,
}

impl Selection {
    /// Leaves out the cards before a place of the page, and those that the listing is not
    /// about. A malformed card whose `created_at` cannot be read is delivered, since it may
    /// belong to the span.
    pub(super) fn choose(
        &self,
        start: usize,
        cards: Vec<Card>,
        malformed_cards: Vec<MalformedCard>,
    ) -> Result<Choice> {
        let owns = |card: &Card| match self.span {
            Some(span) => card.created_at.is_some_and(|time| span.owns_card(time, card.id)),
            None => true,
        };
        let keeps = |card: &Card| {
            let is_it = self.only.as_ref().is_none_or(|only| only.is(card));
            is_it && owns(card) && self.filter.keeps(card)
        };
        if start == 0 && malformed_cards.is_empty() && cards.iter().all(keeps) {
            return Ok(Choice { cards, ..Choice::default() });
        }
        let mut choice = Choice::default();
        let mut malformed = malformed_cards.into_iter().peekable();
        let mut cards = cards.into_iter();
        let next = |place| match malformed.next_if(|card| card.index == place) {
            Some(card) => Some((place, Err(card))),
            None => cards.next().map(|card| (place, Ok(card))),
        };
        for (place, card) in (0..).map_while(next).skip(start) {
            match card {
                Ok(card) if self.span.is_some() && card.created_at.is_none() => {
                    let context = "list cards: a card has no created_at, so no window owns it";
                    let path = format!("cards[{place}].created_at");
                    return Err(Error::new(ErrorKind::NoCreatedAt, context).with_path(Some(path)));
                }
                Ok(card) if keeps(&card) => choice.cards.push(card),
                Ok(card) => {
                    choice.dropped.push(place);
                    choice.dropped_ids.extend(card.id);
                }
                Err(card) => match self.span.zip(created_at(card.bytes())) {
                    Some((span, time)) if !span.owns_malformed(time) => choice.dropped.push(place),
                    _ => choice.malformed_cards.push(card),
                },
            }
        }
        Ok(choice)
    }
}

impl fmt::Debug for Only {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CardId(_) => "CardId(..)",
            Self::CustomerId(_) => "CustomerId(..)",
        })
    }
}

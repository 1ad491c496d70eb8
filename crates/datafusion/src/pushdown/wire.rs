//! Domains as a filter of the server.
//!
//! The documentation does not say whether bounds are inclusive, nor how precisely times are
//! compared, and a server can return times without their fractions. So bounds are sent one
//! unit wider: an amount, or a whole second.

use chrono::DateTime;
use dintero_cards::{
    AmountRange, CardFilter, CardStatus, CardType, Currency, TimeRange, Timestamp,
};

use super::domain::Domain;
use super::predicate::Domains;

const SECOND: i128 = 1_000_000_000;

impl Domains {
    /// Returns a filter that every card in these domains matches.
    pub(crate) fn filter(&self) -> CardFilter {
        self.0.iter().fold(CardFilter::new(), |filter, (column, domain)| match (*column, domain) {
            ("amount_balance", Domain::Range { from, to }) => match exact(*from, *to) {
                Some(amount) => filter.amount_balance(amount),
                None => filter.amount_balance_within(amounts(*from, *to)),
            },
            ("amount_available", Domain::Range { from, to }) => match exact(*from, *to) {
                Some(amount) => filter.amount_available(amount),
                None => filter.amount_available_within(amounts(*from, *to)),
            },
            ("created_at", Domain::Range { from, to }) => filter.created_at(range(*from, *to)),
            ("expires_at", Domain::Range { from, to }) => filter.expires_at(range(*from, *to)),
            (column, Domain::Texts(texts)) => {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                with_texts(filter, column, &texts)
            }
            _ => filter,
        })
    }

    /// Returns the bounds of `created_at` that are sent.
    pub(crate) fn created_at(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        match self.0.get("created_at") {
            Some(Domain::Range { from, to }) => times(*from, *to),
            _ => (None, None),
        }
    }
}

/// The wire takes one status, one type and one customer, and any number of currencies.
fn with_texts(filter: CardFilter, column: &str, texts: &[&str]) -> CardFilter {
    match (column, texts) {
        ("currency", texts) => {
            // Case matters in a query, but not in a code.
            let read =
                |text: &&str| text.parse().ok().filter(|read: &Currency| read.code() == *text);
            match texts.iter().map(read).collect::<Option<Vec<_>>>() {
                Some(currencies) => filter.currencies(currencies),
                None => filter,
            }
        }
        ("status", [text]) if CardStatus::LISTED.contains(text) => match text.parse() {
            Ok(status) => filter.status(status),
            Err(_) => filter,
        },
        ("type", [text]) if CardType::LISTED.contains(text) => match text.parse() {
            Ok(card_type) => filter.card_type(card_type),
            Err(_) => filter,
        },
        // A server may trim what it is sent.
        ("customer_id", [text]) if !text.is_empty() && text.trim() == *text => {
            filter.customer(*text)
        }
        _ => filter,
    }
}

fn exact(from: Option<i128>, to: Option<i128>) -> Option<i64> {
    from.filter(|_| from == to).and_then(sendable)
}

fn amounts(from: Option<i128>, to: Option<i128>) -> AmountRange {
    let bound = |bound: Option<i128>, step| sendable(bound? + step);
    AmountRange::new(bound(from, -1), bound(to, 1))
}

/// Amounts of requests are never negative.
fn sendable(amount: i128) -> Option<i64> {
    i64::try_from(amount).ok().filter(|amount| *amount >= 0)
}

fn range(from: Option<i128>, to: Option<i128>) -> TimeRange {
    let (from, to) = times(from, to);
    TimeRange::new(from, to)
}

fn times(from: Option<i128>, to: Option<i128>) -> (Option<Timestamp>, Option<Timestamp>) {
    let from = from.and_then(|from| time(from.div_euclid(SECOND) - 1));
    (from, to.and_then(|to| time((to + SECOND - 1).div_euclid(SECOND) + 1)))
}

/// Returns the time of a number of seconds; None outside the years that can be written.
fn time(seconds: i128) -> Option<Timestamp> {
    // From 0000-01-01 to 9999-12-31.
    let seconds = i64::try_from(seconds).ok()?;
    (-62_167_219_200..=253_402_300_799).contains(&seconds).then_some(())?;
    DateTime::from_timestamp(seconds, 0).map(Timestamp::from)
}

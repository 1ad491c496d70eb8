//! A server with cards, switches and faults from a seed.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dintero_cards::{
    Card, CardFilter, CardsClient, ClientCredentials, ListCards, PageSize, RetryPolicy, TimeRange,
};
use dintero_cards_sandbox::{
    Action, Bounds, CountHeaders, Faults, LastPage, NewCard, Order, Precision, Rule, Sandbox,
};
use fastrand::Rng;
use futures_util::TryStreamExt as _;

pub(super) struct World {
    pub(super) sandbox: Sandbox,
    pub(super) filter: CardFilter,
    pub(super) page_size: PageSize,
    pub(super) workers: usize,
    /// Number of cards after which a listing is stopped.
    pub(super) stop: usize,
    faults: Faults,
}

pub(super) fn ids<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Vec<String> {
    let mut ids: Vec<_> = cards.into_iter().map(|card| card.id.unwrap().to_string()).collect();
    ids.sort_unstable();
    ids
}

/// Returns a time at which cards are created: some at the same moment, some at the bounds of
/// days, and some with fractions of a second.
pub(super) fn time(random: &mut Rng, kind: u8) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2024-02-28T00:00:00Z".parse().unwrap();
    let day = TimeDelta::days(random.i64(0..400));
    start
        + match kind {
            0 => day,
            1 => day + TimeDelta::nanoseconds(random.i64(0..86_400_000_000_000)),
            2 => TimeDelta::seconds(random.i64(0..40)),
            3 => TimeDelta::milliseconds(random.i64(0..3_000)),
            4 if random.u8(..10) > 0 => TimeDelta::seconds(random.i64(0..86_400)),
            _ => day + [TimeDelta::zero(), TimeDelta::nanoseconds(-1)][random.usize(..2)],
        }
}

impl World {
    pub(super) async fn start(seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let random = &mut random;
        let mut builder = Sandbox::builder()
            .cards(0)
            .order(pick(random, Order::ALL))
            .last_page(pick(random, LastPage::ALL))
            .bounds(pick(random, Bounds::ALL))
            .precision(pick(random, Precision::ALL))
            .count_headers(pick(random, CountHeaders::ALL));
        let (kind, count) = (random.u8(..6), [0, 1, 20, 60][random.usize(..4)]);
        for _ in 0..count {
            builder = builder.card(NewCard::new().created_at(time(random, kind)));
        }
        let bound = |random: &mut Rng| random.bool().then(|| time(random, kind));
        let (from, to) = (bound(random), bound(random));
        let range = TimeRange::new(from.into_iter().chain(to).min().filter(|_| from.is_some()), to);
        let sandbox = builder.start().await.unwrap();
        let faults = faults(random);
        Self {
            sandbox,
            filter: CardFilter::new().created_at(range),
            page_size: random.u64(2..14).try_into().unwrap(),
            workers: random.usize(1..5),
            stop: random.usize(1..40),
            faults,
        }
    }

    pub(super) fn client(&self) -> CardsClient {
        CardsClient::builder(self.sandbox.account_id())
            .credentials(ClientCredentials::new(
                self.sandbox.client_id(),
                self.sandbox.client_secret(),
            ))
            .base_url(self.sandbox.base_url())
            .auth_url(self.sandbox.auth_url())
            .retry(RetryPolicy::default().with_base(Duration::ZERO))
            .build()
            .unwrap()
    }

    pub(super) fn listing(&self, client: &CardsClient) -> ListCards {
        client.list_cards(self.filter.clone()).page_size(self.page_size)
    }

    /// Lists without faults, and then sets them.
    pub(super) async fn undisturbed(&self) -> Vec<Card> {
        let listing = self.client().list_cards(self.filter.clone()).pages_ahead(0);
        let cards = listing.items().try_collect().await.unwrap();
        self.sandbox.set_faults(self.faults.clone());
        cards
    }

    /// Lists page after page, and resumes after each failure.
    pub(super) async fn sequential(&self, pages_ahead: u8) -> Vec<Card> {
        let (client, mut cursor, mut cards) = (self.client(), None, Vec::new());
        for _ in 0..50 {
            let listing = self.listing(&client).pages_ahead(pages_ahead).resume_at(cursor);
            let mut items = listing.items();
            let end = loop {
                match items.try_next().await {
                    Ok(Some(card)) => cards.push(card),
                    end => break end,
                }
            };
            if end.is_ok() {
                return cards;
            }
            cursor = items.cursor();
        }
        panic!("no end");
    }
}

fn pick<T: Copy>(random: &mut Rng, all: &[T]) -> T {
    all[random.usize(..all.len())]
}

/// Returns none, one or two faults after which a listing is complete all the same.
fn faults(random: &mut Rng) -> Faults {
    let mut faults = Faults::new().seed(random.u64(..));
    for _ in 0..random.usize(..3) {
        let rule = match random.u8(..4) {
            0 => Rule::nth(random.u64(1..20)),
            1 => Rule::page(random.u64(1..5)).at_most(random.u64(1..6)),
            2 => Rule::probability(0.1).at_most(20),
            _ => Rule::first(random.u64(1..5)),
        };
        let action = match random.u8(..12) {
            0 => Action::Status(503),
            1 => Action::Status(403),
            2 => Action::Html(502),
            3 => Action::Reset,
            4 => Action::ResetInBody(100),
            5 => Action::TruncateBody(60),
            6 => Action::InvalidJson,
            7 => Action::UnknownStatus("created".into()),
            8 => Action::UnknownFields,
            9 => Action::EmptyPage,
            10 => Action::RevokeToken,
            _ => Action::NullFields(vec!["metadata".into(), "status".into(), "amount".into()]),
        };
        faults = faults.on(rule, [action]);
    }
    faults
}

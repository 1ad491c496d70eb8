//! For any filter, the cards that the client lists are those that a plain
//! filter selects from the sandbox's data.

use std::cell::Cell;

use chrono::{DateTime, Utc};
use dintero_cards::{AmountRange, Card, CardFilter, CardStatus, CardType, PageSize, TimeRange};
use dintero_cards_sandbox::{Card as Stored, Clock, Sandbox};
use futures_util::TryStreamExt as _;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::test_runner::{Config, TestRunner};

use crate::listing::{client_of, ids};

const CARDS: usize = 150;
const CURRENCIES: [&str; 5] = ["NOK", "SEK", "DKK", "EUR", "USD"];

/// A filter before it knows the cards; an index borrows a value from one of
/// them, so that bounds are met exactly now and then.
#[derive(Clone, Debug)]
struct Wish {
    search: Option<(Index, bool)>,
    customer: Option<Index>,
    card_type: Option<&'static str>,
    status: Option<&'static str>,
    created_at: [Option<Index>; 2],
    expires_at: [Option<Index>; 2],
    balance: Option<Index>,
    balances: [Option<Index>; 2],
    available: Option<Index>,
    availables: [Option<Index>; 2],
    currencies: Vec<&'static str>,
    page_size: u64,
}

prop_compose! {
    /// Each filter is rare, so that most filters still select something.
    fn wish()(
        search in option::weighted(0.15, any::<(Index, bool)>()),
        customer in option::weighted(0.15, any::<Index>()),
        card_type in option::weighted(0.25, select(CardType::LISTED)),
        status in option::weighted(0.25, select(CardStatus::LISTED)),
        created_at in range(0.3),
        expires_at in range(0.2),
        balance in option::weighted(0.08, any::<Index>()),
        balances in range(0.25),
        available in option::weighted(0.08, any::<Index>()),
        availables in range(0.25),
        currencies in prop_oneof![
            3 => Just(Vec::new()),
            1 => subsequence(CURRENCIES.to_vec(), 0..=3),
        ],
        page_size in 1_u64..=100,
    ) -> Wish {
        Wish {
            search, customer, card_type, status, created_at, expires_at, balance, balances,
            available, availables, currencies, page_size,
        }
    }
}

fn range(probability: f64) -> impl Strategy<Value = [Option<Index>; 2]> {
    let bound = move || option::weighted(probability, any::<Index>());
    (bound(), bound()).prop_map(|(from, to)| [from, to])
}

type Check = Box<dyn Fn(&Stored) -> bool>;

/// The same filter twice: as the client's, and as a plain predicate.
struct Both {
    filter: CardFilter,
    checks: Vec<Check>,
}

impl Both {
    fn new(wish: &Wish, cards: &[std::sync::Arc<Stored>], now: DateTime<Utc>) -> Self {
        let pick = |index: &Index| cards[index.index(cards.len())].clone();
        let mut both = Self { filter: CardFilter::new(), checks: Vec::new() };
        if let Some((index, by_amount)) = &wish.search {
            let card = pick(index);
            let text = match card.card_id().filter(|_| !by_amount) {
                Some(id) => id[id.len() - 4..].to_uppercase(),
                None => card.amount().to_string(),
            };
            let sought = text.to_lowercase();
            both.add(
                |filter| filter.search(text.clone()),
                move |card| {
                    let has =
                        |id: Option<&str>| id.is_some_and(|id| id.to_lowercase().contains(&sought));
                    has(card.card_id())
                        || has(card.customer_id())
                        || card.amount().to_string() == sought
                },
            );
        }
        if let Some(id) =
            wish.customer.as_ref().and_then(|i| pick(i).customer_id().map(str::to_owned))
        {
            both.add(|filter| filter.customer(id.clone()), {
                let id = id.clone();
                move |card| card.customer_id() == Some(id.as_str())
            });
        }
        if let Some(kind) = wish.card_type {
            both.add(|f| f.card_type(kind.into()), move |card| card.card_type().as_str() == kind);
        }
        if let Some(status) = wish.status {
            both.add(|f| f.status(status.into()), move |card| card.status(now).as_str() == status);
        }
        let created = times(&wish.created_at, |index| Some(pick(index).created_at()));
        both.add(
            |f| f.created_at(TimeRange::new(created.0, created.1)),
            move |card| within(Some(card.created_at()), created),
        );
        let expires = times(&wish.expires_at, |index| pick(index).expires_at());
        both.add(
            |f| f.expires_at(TimeRange::new(expires.0, expires.1)),
            move |card| within(card.expires_at(), expires),
        );
        if let Some(amount) = wish.balance.as_ref().map(|index| pick(index).amount_balance()) {
            both.add(|f| f.amount_balance(amount), move |card| card.amount_balance() == amount);
        }
        if let Some(amount) = wish.available.as_ref().map(|index| pick(index).amount_available()) {
            both.add(|f| f.amount_available(amount), move |card| card.amount_available() == amount);
        }
        let balances = times(&wish.balances, |index| Some(pick(index).amount_balance()));
        both.add(
            |f| f.amount_balance_within(AmountRange::new(balances.0, balances.1)),
            move |card| within(Some(card.amount_balance()), balances),
        );
        let availables = times(&wish.availables, |index| Some(pick(index).amount_available()));
        both.add(
            |f| f.amount_available_within(AmountRange::new(availables.0, availables.1)),
            move |card| within(Some(card.amount_available()), availables),
        );
        if !wish.currencies.is_empty() {
            let codes = wish.currencies.clone();
            let currencies = wish.currencies.iter().map(|code| code.parse().unwrap());
            both.add(|f| f.currencies(currencies), move |card| codes.contains(&card.currency()));
        }
        both
    }

    fn add(
        &mut self,
        set: impl FnOnce(CardFilter) -> CardFilter,
        check: impl Fn(&Stored) -> bool + 'static,
    ) {
        self.filter = set(std::mem::take(&mut self.filter));
        self.checks.push(Box::new(check));
    }

    fn selects(&self, card: &Stored) -> bool {
        self.checks.iter().all(|check| check(card))
    }
}

/// Two bounds in their order.
fn times<T: Ord>(
    bounds: &[Option<Index>; 2],
    value: impl Fn(&Index) -> Option<T>,
) -> (Option<T>, Option<T>) {
    let [from, to] = bounds.each_ref().map(|bound| bound.as_ref().and_then(&value));
    match (from, to) {
        (Some(from), Some(to)) if from > to => (Some(to), Some(from)),
        bounds => bounds,
    }
}

fn within<T: Ord + Copy>(value: Option<T>, (from, to): (Option<T>, Option<T>)) -> bool {
    from.is_none_or(|from| value.is_some_and(|value| value >= from))
        && to.is_none_or(|to| value.is_some_and(|value| value <= to))
}

#[test]
fn the_client_lists_what_a_plain_filter_selects() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let clock = Clock::fixed("2026-06-01T12:00:00Z".parse().unwrap());
    let now = clock.now();
    let starting = Sandbox::builder().cards(CARDS).seed(11).clock(clock).start();
    let sandbox = runtime.block_on(starting).unwrap();
    let cards = sandbox.cards();
    let client = client_of(&sandbox);
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    let selecting = Cell::new(0);
    TestRunner::new(config)
        .run(&wish(), |wish| {
            let both = Both::new(&wish, &cards, now);
            let listing = client
                .list_cards(both.filter.clone())
                .page_size(PageSize::try_from(wish.page_size).unwrap());
            let listed = runtime.block_on(listing.items().try_collect::<Vec<Card>>());
            let mut listed = ids(&listed.map_err(|error| TestCaseError::fail(error.to_string()))?);
            let selected = cards.iter().filter(|card| both.selects(card));
            let mut selected: Vec<String> = selected.map(|card| card.id().to_string()).collect();
            listed.sort_unstable();
            selected.sort_unstable();
            selecting.set(selecting.get() + usize::from(!selected.is_empty()));
            prop_assert_eq!(listed, selected);
            Ok(())
        })
        .unwrap();
    // The property would be empty if filters selected nothing.
    assert!(selecting.get() >= 100, "only {} of 200 filters select a card", selecting.get());
    runtime.block_on(sandbox.shutdown());
}

//! The ways to list cards that are compared.

use std::error::Error;
use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use dintero_cards::{AccessToken, Card, CardFilter, CardsClient, ListCards};
use dintero_cards_client::cards::types::AccountId;
use dintero_cards_client::{Direct, cards};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};

use crate::hand_written;

pub(crate) const ACCOUNT: &str = "T12345678";
pub(crate) const TOKEN: &str = "token";
const HUNDRED: NonZeroU64 = NonZeroU64::new(100).expect("not zero");

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// One way to list cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    ByHand,
    Generated,
    Sequential,
    Items,
    Pages,
    Partitioned,
}

/// The workers of `partitioned`.
pub(crate) const WORKERS: usize = 8;

/// The subjects that list one page after the other, the baseline first.
pub(crate) const SUBJECTS: [Subject; 5] =
    [Subject::ByHand, Subject::Generated, Subject::Sequential, Subject::Items, Subject::Pages];

impl Subject {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::Generated => "generated client",
            Self::Sequential => "items() without prefetch",
            Self::Items => "items()",
            Self::Pages => "pages()",
            Self::Partitioned => "partitioned(8)",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        SUBJECTS.into_iter().chain([Self::Partitioned]).find(|subject| subject.name() == name)
    }
}

/// Clients of one server.
pub(crate) struct Clients {
    base_url: String,
    ours: CardsClient,
    http: reqwest::Client,
}

/// Number of cards, and the sum of their balances.
pub(crate) type Sums = (u64, i64);

impl Clients {
    /// Makes the clients of a subject alone, as a program has them.
    pub(crate) fn new(base_url: &str) -> Outcome<Self> {
        Ok(Self { base_url: base_url.to_owned(), ours: ours(base_url)?, http: http()? })
    }

    /// Lists all cards; the consumer takes this time for each page.
    pub(crate) async fn list(&self, subject: Subject, consumer: Duration) -> Outcome<Sums> {
        match subject {
            Subject::ByHand => {
                let url = format!("{}/accounts/{ACCOUNT}/wallets/cards", self.base_url);
                Ok(hand_written::list(&self.http, &url, TOKEN, consumer).await?)
            }
            Subject::Generated => generated(&self.base_url, self.http.clone(), consumer).await,
            _ => ours_by(subject, &self.ours, consumer).await,
        }
    }
}

/// Lists with clients that are made for it, as a program does that lists once.
pub(crate) async fn start_and_list(subject: Subject, base_url: &str) -> Outcome<Sums> {
    let none = Duration::ZERO;
    match subject {
        Subject::ByHand => {
            let url = format!("{base_url}/accounts/{ACCOUNT}/wallets/cards");
            Ok(hand_written::list(&http()?, &url, TOKEN, none).await?)
        }
        Subject::Generated => generated(base_url, http()?, none).await,
        _ => ours_by(subject, &ours(base_url)?, none).await,
    }
}

pub(crate) fn http() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().no_proxy().build()
}

pub(crate) fn ours(base_url: &str) -> dintero_cards::Result<CardsClient> {
    let builder = CardsClient::builder(ACCOUNT).token_source(AccessToken::new(TOKEN));
    builder.base_url(base_url).build()
}

async fn generated(base_url: &str, http: reqwest::Client, consumer: Duration) -> Outcome<Sums> {
    let client = cards::Client::new_with_client(base_url, http, Arc::new(Direct));
    let account: AccountId = ACCOUNT.parse()?;
    let (mut sums, mut cursor) = ((0, 0), None::<String>);
    loop {
        let mut request = client.get_cards().aid(account.clone()).limit(HUNDRED);
        if let Some(cursor) = cursor.take() {
            request = request.starting_after(cursor);
        }
        let page = request.send().await?.into_inner();
        page.cards.iter().for_each(|card| add(&mut sums, card.amount_balance));
        pause(consumer).await;
        match page.starting_after.filter(|cursor| !cursor.is_empty()) {
            Some(next) => cursor = Some(next),
            None => return Ok(sums),
        }
    }
}

async fn ours_by(subject: Subject, client: &CardsClient, consumer: Duration) -> Outcome<Sums> {
    let listing = client.list_cards(CardFilter::new());
    match subject {
        Subject::Pages => pages(listing, consumer).await,
        Subject::Sequential => items(listing.pages_ahead(0).items(), consumer).await,
        Subject::Partitioned => items(listing.partitioned(WORKERS), consumer).await,
        _ => items(listing.items(), consumer).await,
    }
}

pub(crate) async fn items(
    mut items: impl Stream<Item = dintero_cards::Result<Card>> + Unpin,
    consumer: Duration,
) -> Outcome<Sums> {
    let mut sums = (0, 0);
    while let Some(card) = items.next().await {
        add(&mut sums, card?.amount_balance);
        if sums.0 % 100 == 0 {
            pause(consumer).await;
        }
    }
    Ok(sums)
}

async fn pages(listing: ListCards, consumer: Duration) -> Outcome<Sums> {
    let mut pages = listing.pages();
    let mut sums = (0, 0);
    while let Some(page) = pages.try_next().await? {
        page.cards().iter().for_each(|card| add(&mut sums, card.amount_balance));
        pause(consumer).await;
    }
    Ok(sums)
}

fn add(sums: &mut Sums, balance: Option<i64>) {
    sums.0 += 1;
    sums.1 += balance.unwrap_or(0);
}

/// A consumer that takes time, and no processor.
pub(crate) async fn pause(consumer: Duration) {
    if !consumer.is_zero() {
        tokio::time::sleep(consumer).await;
    }
}

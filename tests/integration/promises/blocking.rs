//! The client without async.

use dintero_cards::CardFilter;
use dintero_cards::blocking::CardsClient;
use dintero_cards_sandbox::Sandbox;

use crate::listing::client_of;

fn served<T>(work: impl FnOnce(&Sandbox) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sandbox = runtime.block_on(Sandbox::builder().cards(120).start()).unwrap();
    let outcome = work(&sandbox);
    runtime.block_on(sandbox.shutdown());
    outcome
}

#[test]
fn it_lists_every_card() {
    served(|sandbox| {
        let client = CardsClient::new(client_of(sandbox)).unwrap();
        let mut items = client.list_cards(CardFilter::new()).items();
        let cards: Vec<_> = items.by_ref().map(Result::unwrap).collect();
        assert_eq!((cards.len(), items.report().pages), (120, 2));
        let mut items = client.list_cards(CardFilter::new()).items();
        let first: Vec<_> = items.by_ref().take(7).map(Result::unwrap).collect();
        let cursor = items.cursor();
        let rest = client.list_cards(CardFilter::new()).with(|listing| listing.resume_at(cursor));
        assert_eq!(first.len() + rest.items().count(), 120);
        let mut pages = client.list_cards(CardFilter::new()).pages();
        assert_eq!((pages.by_ref().count(), pages.report().items), (2, 120));
        let listing = client.list_cards(CardFilter::new()).with(|listing| listing.strict());
        assert_eq!(listing.page().unwrap().cards().len(), 100);
    });
}

#[test]
fn it_lists_by_several_workers_and_resumes_a_plan() {
    served(|sandbox| {
        let client = CardsClient::new(client_of(sandbox)).unwrap();
        let listing = client
            .list_cards(CardFilter::new())
            .with(|listing| listing.page_size(10.try_into().unwrap()));
        let set = |stream: dintero_cards::Partitioned| stream.in_order();
        let mut cards = listing.clone().partitioned(3).with(set);
        let mut all: Vec<_> = cards.by_ref().take(50).map(Result::unwrap).collect();
        let plan = cards.stream().plan().unwrap();
        all.extend(client.resume_plan(&plan, 3).unwrap().with(set).map(Result::unwrap));
        assert_eq!(all.len(), 120);
        assert!(all.is_sorted_by_key(|card| (card.created_at, card.id)));
        let plan = listing.plan(4).unwrap();
        let windows = 0..plan.windows().len();
        let count = |index| client.list_window(&plan, index).unwrap().items().count();
        assert_eq!(windows.map(count).sum::<usize>(), 120);
    });
}

#[tokio::test]
async fn it_works_where_blocking_code_belongs_and_does_not_panic_elsewhere() {
    let sandbox = Sandbox::builder().cards(7).start().await.unwrap();
    let client = CardsClient::new(client_of(&sandbox)).unwrap();
    let count = |client: &CardsClient| client.list_cards(CardFilter::new()).items().count();
    assert_eq!(count(&client), 7);
    let pages: Vec<_> = client.list_cards(CardFilter::new()).pages().collect();
    assert_eq!(pages.len(), 1);
    let elsewhere = client.clone();
    assert_eq!(tokio::task::spawn_blocking(move || count(&elsewhere)).await.unwrap(), 7);
    drop(client);
    sandbox.shutdown().await;
}

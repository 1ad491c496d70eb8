//! The client without async.

use dintero_cards::blocking::CardsClient;
use dintero_cards::{CardFilter, ErrorKind};
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
        let listing = client.list_cards(CardFilter::new()).with(|listing| listing.strict());
        assert_eq!(listing.page().unwrap().cards().len(), 100);
    });
}

#[tokio::test]
async fn inside_async_code_it_refuses_and_does_not_panic() {
    let client = dintero_cards::CardsClient::builder("T12345678")
        .token_source(dintero_cards::AccessToken::new("t"))
        .build()
        .unwrap();
    let client = CardsClient::new(client).unwrap();
    let error = client.list_cards(CardFilter::new()).page().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let mut items = client.list_cards(CardFilter::new()).items();
    assert!(items.next().unwrap().is_err());
    assert!(items.next().is_none());
    drop(client);
}

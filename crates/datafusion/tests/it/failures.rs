//! Listings that cannot be read to their end, and malformed cards.

use datafusion::error::DataFusionError;
use dintero_cards::ErrorKind;
use dintero_cards_datafusion::run;
use dintero_cards_sandbox::{Action, Faults, Rule};

use crate::setup::{rows, sandbox, session};

#[tokio::test]
async fn a_listing_that_breaks_off_fails_the_query_with_the_error_of_the_client() {
    let faults = Faults::new().on(Rule::page(3), Action::Status(400));
    let sandbox = sandbox().cards(500).faults(faults).start().await.unwrap();
    let error = run(&session(&sandbox), "SELECT count(*) FROM cards").await.unwrap_err();
    assert_eq!(client_error(&error).unwrap().status().unwrap(), 400);
}

#[tokio::test]
async fn a_malformed_card_fails_the_query_unless_they_are_counted() {
    let faults = Faults::new().on(Rule::page(2), Action::MalformedCard(1));
    let sandbox = sandbox().cards(250).faults(faults).start().await.unwrap();
    let context = session(&sandbox);
    let error = run(&context, "SELECT count(*) FROM cards").await.unwrap_err();
    assert_eq!(client_error(&error).unwrap().kind(), ErrorKind::Decode);

    rows(&context, "SET cards.count_malformed = true").await.unwrap();
    let outcome = run(&context, "SELECT id FROM cards").await.unwrap();
    let count: usize = outcome.batches.iter().map(|batch| batch.num_rows()).sum();
    assert_eq!((count, outcome.malformed_cards), (249, 1));
}

#[tokio::test]
async fn cards_without_a_time_are_listed_unless_the_query_is_about_it() {
    let faults = Faults::new().on(Rule::page(1), Action::NullFields(vec!["created_at".to_owned()]));
    let sandbox = sandbox().cards(40).faults(faults).start().await.unwrap();
    let context = session(&sandbox);
    let count = rows(&context, "SELECT count(*), count(created_at) FROM cards").await.unwrap();
    assert_eq!(count, [["40", "0"]]);
    // Windows are owned by time: a card without one is an error, not a card less.
    let query = "SELECT count(*) FROM cards WHERE created_at > '2020-01-01'";
    let error = run(&context, query).await.unwrap_err();
    assert_eq!(client_error(&error).unwrap().kind(), ErrorKind::NoCreatedAt);
    rows(&context, "SET cards.windows = 1").await.unwrap();
    assert_eq!(rows(&context, query).await.unwrap(), [["0"]]);
}

fn client_error(error: &DataFusionError) -> Option<&dintero_cards::Error> {
    let error: &(dyn std::error::Error + 'static) = error;
    let mut causes = std::iter::successors(Some(error), |&cause| cause.source());
    causes.find_map(|cause| cause.downcast_ref())
}

//! What `Debug` shows.

use std::sync::Arc;

use datafusion::physical_plan::ExecutionPlan;
use dintero_cards_datafusion::{CardsTable, run};
use dintero_cards_sandbox::NewCard;

use crate::setup::{client, sandbox, session};

#[tokio::test]
async fn debug_texts_have_no_card_data() {
    let card = NewCard::new().customer_id("marker").amount(987_654_321);
    let sandbox = sandbox().card(card).start().await.unwrap();
    let context = session(&sandbox);
    let query = "SELECT id, customer_id, amount FROM cards \
                 WHERE customer_id = 'marker' AND amount_balance >= 987654321";
    let outcome = run(&context, query).await.unwrap();
    let plan = context.sql(query).await.unwrap().create_physical_plan().await.unwrap();
    let (outcome, scan) = (format!("{outcome:?}"), leaf(&plan));
    assert_eq!(outcome, "Outcome { rows: 1, malformed_cards: 0, .. }");
    assert!(scan.starts_with("CardsExec"), "{scan}");
    let texts = format!("{outcome} {scan} {:?}", CardsTable::new(client(&sandbox)));
    let id = sandbox.cards()[0].id().to_string();
    // The bound that is sent is one less.
    for value in ["marker", "98765432", &id] {
        assert!(!texts.contains(value), "{value}: {texts}");
    }
}

/// Returns the node that has no other below it, as `Debug` shows it.
fn leaf(plan: &Arc<dyn ExecutionPlan>) -> String {
    match plan.children().first() {
        Some(child) => leaf(child),
        None => format!("{plan:?}"),
    }
}

//! The same rows with and without filters of the server.

use std::sync::LazyLock;

use chrono::TimeDelta;
use datafusion::prelude::SessionContext;
use dintero_cards::Timestamp;
use dintero_cards_sandbox::{Action, Bounds, CardType, Faults, NewCard, Precision, Rule, Sandbox};
use proptest::prelude::{Just, Strategy, prop_assert_eq, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Runtime;

use crate::setup::{rows, sandbox, session};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

const TEXT_COLUMNS: &[&str] = &["status", "type", "currency", "customer_id"];
const TEXTS: &[&str] = &[
    "unused",
    "used",
    "expired",
    "frozen",
    "gift_card",
    "credit_note",
    "NOK",
    "SEK",
    "nok",
    "ada",
    "customer-00001",
    "",
];
const TIMES: &[&str] = &[
    "2026-01-01",
    "2026-01-01T00:00:00.000001Z",
    "2026-01-01T00:00:00.5Z",
    "2026-01-01T00:00:01Z",
    "2026-02-28T23:59:59.999999Z",
    "2026-03-01T00:00:00+02:00",
    "2024-12-01",
    "2027-06-01",
];
const AMOUNTS: &[i64] = &[-1, 0, 1, 499, 500, 501, 50_000];
const COMPARISONS: &[&str] = &["=", "<>", "<", "<=", ">", ">="];

#[test]
fn every_predicate_has_the_same_rows_with_and_without_filters_of_the_server() {
    let sandboxes = sandboxes();
    let config = Config { cases: 250, failure_persistence: None, ..Config::default() };
    let case = (predicate(), 0..sandboxes.len(), select(&[0, 1, 3][..]));
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
        .run(&case, |(predicate, index, windows)| {
            let (_, context) = &sandboxes[index];
            let query = format!("SELECT id, created_at FROM cards WHERE {predicate} ORDER BY id");
            let (pushed, all) = RUNTIME.block_on(async {
                set(context, true, windows).await;
                let pushed = rows(context, &query).await;
                set(context, false, 1).await;
                (pushed, rows(context, &query).await)
            });
            prop_assert_eq!(pushed.unwrap(), all.unwrap());
            Ok(())
        })
        .unwrap();
}

async fn set(context: &SessionContext, pushdown: bool, windows: usize) {
    rows(context, &format!("SET cards.pushdown = {pushdown}")).await.unwrap();
    rows(context, &format!("SET cards.windows = {windows}")).await.unwrap();
}

fn predicate() -> impl Strategy<Value = String> {
    let texts = proptest::collection::vec(select(TEXTS), 1..4);
    let text = (select(TEXT_COLUMNS), texts, select(&["IN", "NOT IN", "="][..])).prop_map(
        |(column, values, op)| match op {
            "=" => format!("{column} = '{}'", values[0]),
            op => format!("{column} {op} ('{}')", values.join("', '")),
        },
    );
    let columns = select(&["amount_balance", "amount_available"][..]);
    let amount = (columns, select(COMPARISONS), select(AMOUNTS))
        .prop_map(|(column, op, value)| format!("{column} {op} {value}"));
    let columns = select(&["created_at", "expires_at"][..]);
    let time = (columns.clone(), select(COMPARISONS), select(TIMES))
        .prop_map(|(column, op, value)| format!("{column} {op} '{value}'"));
    let between = (columns, select(TIMES), select(TIMES))
        .prop_map(|(column, from, to)| format!("{column} BETWEEN '{from}' AND '{to}'"));
    let null = prop_oneof![
        Just("status IS NULL".to_owned()),
        Just("expires_at IS NULL".to_owned()),
        Just("customer_id IS NOT NULL".to_owned()),
    ];
    let atom = prop_oneof![3 => text, 3 => amount, 4 => time, 2 => between, 1 => null];
    atom.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} AND {b})")),
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            1 => inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

/// Sandboxes in several positions of the switches, with cards at the bounds of predicates.
fn sandboxes() -> Vec<(Sandbox, SessionContext)> {
    let fields = ["status", "currency", "expires_at", "amount_balance", "customer_id"];
    let nulls = Action::NullFields(fields.map(str::to_owned).to_vec());
    let frozen = Action::UnknownStatus("frozen".to_owned());
    let sandboxes = [
        (Bounds::Inclusive, Precision::Nanoseconds, Faults::new()),
        (Bounds::Exclusive, Precision::Nanoseconds, Faults::new()),
        (Bounds::Inclusive, Precision::Hidden, Faults::new()),
        (Bounds::Exclusive, Precision::Hidden, Faults::new()),
        (Bounds::Exclusive, Precision::Seconds, Faults::new().on(Rule::always(), frozen)),
        (Bounds::Inclusive, Precision::Milliseconds, Faults::new().on(Rule::page(1), nulls)),
    ];
    let started = sandboxes.into_iter().map(|(bounds, precision, faults)| {
        let builder = sandbox().cards(60).bounds(bounds).precision(precision).faults(faults);
        let builder = cards().into_iter().fold(builder, |builder, card| builder.card(card));
        let sandbox = RUNTIME.block_on(builder.start()).unwrap();
        let context = session(&sandbox);
        (sandbox, context)
    });
    started.collect()
}

fn cards() -> Vec<NewCard> {
    let mut cards = Vec::new();
    for (number, time) in TIMES.iter().enumerate() {
        let time = time.parse::<Timestamp>().unwrap().utc();
        for (nanoseconds, amount) in [(0, 500), (0, 500), (300, 0), (1_000, 501)] {
            let created_at = time + TimeDelta::nanoseconds(nanoseconds);
            let card = NewCard::new().created_at(created_at).amount(amount);
            let card = card.currency(["NOK", "SEK", "EUR"][number % 3]);
            cards.push(match number % 3 {
                0 => card.expires_at(created_at + TimeDelta::days(90)),
                1 => card.card_type(CardType::CreditNote).customer_id("ada"),
                _ => card.amount_drawdown(amount / 2),
            });
        }
    }
    cards
}

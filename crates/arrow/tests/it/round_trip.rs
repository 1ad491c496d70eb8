//! What is read back is what was written.

use arrow_array::RecordBatch;
use dintero_cards::{Card, Reveal as _};
use dintero_cards_arrow::{CardBatches, schema};
use proptest::prelude::*;

use crate::{cards, read};

fn read_back(cards: &[Card]) -> Vec<Card> {
    read::batches(read::written(cards)).iter().flat_map(read::cards).collect()
}

fn in_order(cards: &[Card]) -> Vec<String> {
    let mut texts: Vec<String> = cards.iter().map(|card| card.reveal().to_string()).collect();
    texts.sort_unstable();
    texts
}

#[tokio::test]
async fn the_cards_of_a_sandbox_are_read_back_the_same() {
    let cards = cards::of_sandbox(2_000).await;
    assert_eq!(cards.len(), 2_000);
    assert_eq!(in_order(&read_back(&cards)), in_order(&cards));
}

#[test]
fn unusual_cards_are_read_back_the_same() {
    for card in cards::unusual() {
        assert_eq!(read_back(std::slice::from_ref(&card)), vec![card]);
    }
    assert_eq!(in_order(&read_back(&cards::unusual())), in_order(&cards::unusual()));
}

#[test]
fn times_are_rounded_down_to_microseconds_and_kept_in_full() {
    use arrow_array::cast::AsArray as _;
    use arrow_array::types::TimestampMicrosecondType;

    let mut batches = CardBatches::new(10);
    for (time, micros, exact) in [
        ("2026-01-01T00:00:00.123456Z", 1_767_225_600_123_456, None),
        ("2026-01-01T00:00:00.123456999Z", 1_767_225_600_123_456, Some("123456999")),
        ("1969-12-31T23:59:59.999999999Z", -1, Some("999999999")),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000_000, Some(":60")),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000, None),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999, None),
    ] {
        batches.append(&cards::card(&format!(r#"{{"created_at":"{time}"}}"#)));
        let batch = batches.finish().unwrap();
        let column = batch.column_by_name("created_at").unwrap();
        assert_eq!(column.as_primitive::<TimestampMicrosecondType>().value(0), micros, "{time}");
        let column = batch.column_by_name("exact_times").unwrap().as_string::<i32>();
        let text = column.iter().next().unwrap();
        assert_eq!(text.is_some(), exact.is_some(), "{time}");
        assert!(text.unwrap_or_default().contains(exact.unwrap_or_default()), "{text:?}");
    }
}

#[test]
fn some_columns_are_those_of_all_columns() {
    let all = |cards: &[Card], mut batches: CardBatches| -> RecordBatch {
        cards.iter().for_each(|card| assert!(batches.append(card).is_none()));
        batches.finish().unwrap()
    };
    let unusual = cards::unusual();
    let whole = all(&unusual, CardBatches::new(100));
    for columns in [vec![], vec![0], vec![22, 1, 2], (0..23).collect::<Vec<_>>()] {
        let batches = CardBatches::with_columns(100, &columns).unwrap();
        assert_eq!(all(&unusual, batches), whole.project(&columns).unwrap());
    }
    assert!(CardBatches::with_columns(100, &[schema().fields().len()]).is_err());
}

#[test]
fn a_batch_is_full_by_its_rows_or_by_its_bytes() {
    let card = cards::card("{}");
    let mut batches = CardBatches::new(2);
    assert!(batches.append(&card).is_none());
    assert_eq!(batches.append(&card).unwrap().num_rows(), 2);
    assert!(batches.finish().is_none());
    let large = cards::card(&format!(r#"{{"name":"{}"}}"#, "x".repeat(12 << 20)));
    let mut batches = CardBatches::new(1_000);
    let full: Vec<usize> =
        (0..7).filter_map(|_| batches.append(&large)).map(|batch| batch.num_rows()).collect();
    assert_eq!((full, batches.rows()), (vec![3, 3], 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cards_are_read_back_the_same(cards in prop::collection::vec(cards::any_card(), 0..20)) {
        prop_assert_eq!(in_order(&read_back(&cards)), in_order(&cards));
        let mut batches = CardBatches::new(100);
        cards.iter().for_each(|card| assert!(batches.append(card).is_none()));
        let batch = batches.finish();
        prop_assert_eq!(batch.iter().flat_map(read::cards).collect::<Vec<_>>(), cards);
    }
}

//! From the wire to a Parquet file: by way of the rows that one writes by hand, and by
//! `dintero-cards-arrow`.

use std::fmt::Write as _;
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use chrono::{DateTime, Utc};
use dintero_cards::CardFilter;
use dintero_cards_arrow::ParquetWriter;
use futures_util::TryStreamExt as _;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::hand_written::{Card, Page};
use crate::measure::runtime;
use crate::subject::{ACCOUNT, Outcome, TOKEN, http, ours};
use crate::{instructions, server};

pub(crate) const OURS: &str = "dintero-cards-arrow";
/// The ways to a file, the baseline first.
const WAYS: [&str; 2] = ["by hand", OURS];

/// Writes a file; a child process of this program.
pub(crate) fn write(way: &str, url: &str) -> Outcome<usize> {
    let file = if way == OURS { by_ours(url) } else { by_hand(url) }?;
    Ok(std::hint::black_box(file).len())
}

/// The table of instructions.
pub(crate) fn rows() -> Outcome<String> {
    let mut text = "\nFrom the wire to a Parquet file, counted by callgrind:\n\n".to_owned();
    text.push_str("| way | instructions a card | ratio |\n|---|--:|--:|\n");
    let mut base = None;
    for way in WAYS {
        let counted = instructions::per_card(|cards| {
            let listing = server::Listing { cards, latency: Duration::ZERO, is_skewed: false };
            Ok(vec!["parquet".to_owned(), way.to_owned(), server::serve(listing)])
        })?;
        let Some(card) = counted else { break };
        writeln!(text, "| {way} | {card:.0} | {:.2} |", card / *base.get_or_insert(card))?;
    }
    Ok(text)
}

fn by_ours(url: &str) -> Outcome<Vec<u8>> {
    runtime()?.block_on(async {
        let mut writer = ParquetWriter::new(Vec::new())?;
        let mut pages = ours(url)?.list_cards(CardFilter::new()).pages();
        while let Some(page) = pages.try_next().await? {
            page.cards().iter().try_for_each(|card| writer.write(card))?;
        }
        Ok(writer.finish()?.out)
    })
}

fn by_hand(url: &str) -> Outcome<Vec<u8>> {
    let rows = runtime()?.block_on(async {
        let (http, mut cursor, mut rows) = (http()?, None::<String>, Vec::new());
        loop {
            let url = format!("{url}/accounts/{ACCOUNT}/wallets/cards");
            let mut request = http.get(url).bearer_auth(TOKEN).query(&[("limit", "100")]);
            if let Some(cursor) = &cursor {
                request = request.query(&[("starting_after", cursor)]);
            }
            let page: Page = request.send().await?.error_for_status()?.json().await?;
            rows.extend(page.cards);
            match page.starting_after.filter(|cursor| !cursor.is_empty()) {
                Some(next) => cursor = Some(next),
                None => return Outcome::Ok(rows),
            }
        }
    })?;
    let text = |of: fn(&Card) -> Option<&str>| -> ArrayRef {
        Arc::new(rows.iter().map(of).collect::<StringArray>())
    };
    let printed = |of: fn(&Card) -> Option<String>| -> ArrayRef {
        Arc::new(rows.iter().map(of).collect::<StringArray>())
    };
    let amount = |of: fn(&Card) -> Option<i64>| -> ArrayRef {
        Arc::new(rows.iter().map(of).collect::<Int64Array>())
    };
    let time = |of: fn(&Card) -> Option<DateTime<Utc>>| -> ArrayRef {
        let micros = rows.iter().map(|card| of(card).map(|time| time.timestamp_micros()));
        Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
    };
    let columns = [
        ("card_id", text(|card| card.card_id.as_deref())),
        ("amount", amount(|card| card.amount)),
        ("currency", text(|card| card.currency.as_deref())),
        ("originated_by", text(|card| card.originated_by.as_deref())),
        ("customer_id", text(|card| card.customer_id.as_deref())),
        ("name", text(|card| card.name.as_deref())),
        ("type", text(|card| card.card_type.as_deref())),
        ("status", text(|card| card.status.as_deref())),
        ("pin", printed(|card| serde_json::to_string(card.pin.as_ref()?).ok())),
        ("id", printed(|card| Some(card.id?.to_string()))),
        ("created_at", time(|card| card.created_at)),
        ("created_by", text(|card| card.created_by.as_deref())),
        ("metadata", printed(|card| serde_json::to_string(card.metadata.as_ref()?).ok())),
        ("amount_balance", amount(|card| card.amount_balance)),
        ("amount_available", amount(|card| card.amount_available)),
        ("amount_funds", amount(|card| card.amount_funds)),
        ("amount_drawdown", amount(|card| card.amount_drawdown)),
        ("amount_pending", amount(|card| card.amount_pending)),
        ("amount_reserved", amount(|card| card.amount_reserved)),
        ("active_from", time(|card| card.active_from)),
        ("expires_at", time(|card| card.expires_at)),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .zip(iter::repeat(true))
            .map(|((name, column), null)| (name, column, null)),
    )?;
    let properties =
        WriterProperties::builder().set_compression(Compression::ZSTD(Default::default())).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties))?;
    writer.write(&batch)?;
    Ok(writer.into_inner()?)
}

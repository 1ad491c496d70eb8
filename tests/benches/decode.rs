//! Decoding a page of a hundred cards: generated types, and those of the baseline.
#![allow(missing_docs, reason = "a benchmark is no library")]

#[expect(dead_code, reason = "the other benchmark serves")]
mod pages;
#[expect(dead_code, reason = "the other benchmark walks")]
mod plain;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dintero_cards_client::cards::types::CardPage;

fn decode(criterion: &mut Criterion) {
    let body = pages::body(0, 2);
    let mut group = criterion.benchmark_group("decode a page of 100 cards");
    group.throughput(Throughput::Elements(pages::PER_PAGE as u64));
    group.bench_function("generated", |bench| {
        bench.iter(|| serde_json::from_str::<CardPage>(&body).map(|page| page.cards.len()));
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| serde_json::from_str::<plain::Page>(&body).map(|page| page.cards.len()));
    });
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);

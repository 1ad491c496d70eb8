//! Time of a page of 100 cards over HTTP, by the number of cards in the sandbox.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use dintero_cards_sandbox::{Clock, Sandbox};

/// Requests a page over an open connection and reads it to the last byte. Returns its body.
fn page(stream: &mut BufReader<TcpStream>, token: &str, query: &str) -> Vec<u8> {
    let target = format!("/v1/accounts/T12345678/wallets/cards?limit=100{query}");
    let head = format!("GET {target} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n");
    stream.get_mut().write_all(head.as_bytes()).expect("a request");
    let (mut length, mut line) = (0, String::new());
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).expect("a head");
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("a body");
    assert!(body.starts_with(b"{\"cards\":["), "{query}");
    body
}

fn connection(sandbox: &Sandbox) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(sandbox.address()).expect("a connection");
    stream.set_nodelay(true).expect("a socket");
    BufReader::new(stream)
}

/// Lists every card, page after page; returns the number of pages.
fn walk(stream: &mut BufReader<TcpStream>, token: &str) -> usize {
    let (mut pages, mut query) = (0, String::new());
    loop {
        let body = String::from_utf8(page(stream, token, &query)).expect("JSON is UTF-8");
        pages += 1;
        let Some((_, end)) = body.rsplit_once("\"starting_after\":\"") else { return pages };
        query = format!("&starting_after={}", end.split('"').next().unwrap_or_default());
    }
}

fn pages(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime of one thread");
    let clock = Clock::fixed("2026-03-01T12:00:00Z".parse().expect("a date"));
    let mut group = criterion.benchmark_group("page of 100");
    for count in [25, 1_000, 100_000] {
        let builder = Sandbox::builder().cards(count).clock(clock.clone());
        let sandbox = runtime.block_on(builder.start()).expect("a sandbox");
        let (mut stream, token) = (connection(&sandbox), sandbox.access_token());
        let middle = sandbox.cards()[count / 2].clone();
        for (name, query) in [
            ("first", String::new()),
            ("after a cursor in the middle", format!("&starting_after={}", middle.id())),
            ("created_at of the middle", format!("&created_at.lte={:?}", middle.created_at())),
            ("type", "&type=credit_note".to_owned()),
            ("filter that matches nothing", "&amount_balance.gte=1000001".to_owned()),
            ("search that finds nothing", "&search=nothing-like-it".to_owned()),
        ] {
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                bencher.iter(|| page(&mut stream, &token, &query));
            });
        }
    }
    group.finish();

    let sandbox = runtime.block_on(Sandbox::builder().cards(200_000).start()).expect("a sandbox");
    let (mut stream, token) = (connection(&sandbox), sandbox.access_token());
    let mut group = criterion.benchmark_group("walk");
    group.sample_size(10).bench_function("200,000 cards in pages of 100", |bencher| {
        bencher.iter(|| assert_eq!(walk(&mut stream, &token), 2_000));
    });
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);

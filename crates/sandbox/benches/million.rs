//! A million cards: how long they take to load, and what a page of 100 costs.
//!
//! A page is measured over a connection that stays open, from the first byte of
//! the request to the last of the answer, so the figures are above what the
//! server alone needs. It also says how much memory a million cards take.

use std::hint::black_box;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use dintero_cards_sandbox::{Clock, CountHeaders, NewCard, Sandbox, SandboxBuilder};
use tokio::runtime::{Builder, Runtime};

const CARDS: usize = 1_000_000;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime of one thread")
}

fn builder() -> SandboxBuilder {
    let now = "2026-03-01T12:00:00Z".parse().expect("a date");
    Sandbox::builder().clock(Clock::fixed(now))
}

fn start(runtime: &Runtime, builder: SandboxBuilder) -> Sandbox {
    runtime.block_on(builder.start()).expect("a sandbox")
}

/// A connection that asks for pages.
struct Connection {
    stream: BufReader<TcpStream>,
    head: String,
}

impl Connection {
    fn to(sandbox: &Sandbox) -> Self {
        let stream = TcpStream::connect(sandbox.address()).expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        let token = sandbox.access_token();
        let head = format!(" HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n");
        Self { stream: BufReader::with_capacity(256 * 1024, stream), head }
    }

    /// Length of the body of a page.
    fn page(&mut self, query: &str) -> usize {
        let path = "/v1/accounts/T12345678/wallets/cards";
        let request = format!("GET {path}?limit=100&{query}{}", self.head);
        self.stream.get_mut().write_all(request.as_bytes()).expect("a request");
        let (mut length, mut line) = (0, String::new());
        while line != "\r\n" {
            line.clear();
            self.stream.read_line(&mut line).expect("a head");
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        assert!(body.starts_with(b"{\"cards\":["), "{query}");
        length
    }
}

fn load(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("from a seed", |bencher| {
        bencher.iter_with_large_drop(|| start(&runtime, builder().cards(CARDS)));
    });
    for file in files(&runtime) {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        group.bench_function(format!("from {ending}"), |bencher| {
            bencher.iter_with_large_drop(|| start(&runtime, builder().data(&file)));
        });
        std::fs::remove_file(&file).expect("the file is there");
    }
    group.finish();
}

/// A million cards in every format.
fn files(runtime: &Runtime) -> Vec<PathBuf> {
    let sandbox = start(runtime, builder().cards(CARDS));
    let now = sandbox.clock().now();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let paths: Vec<_> =
        ["ndjson", "json", "csv"].map(|ending| folder.join(format!("million.{ending}"))).into();
    let open = |path| io::BufWriter::new(std::fs::File::create(path).expect("a file"));
    let mut lines = open(&paths[0]);
    let mut list = open(&paths[1]);
    let mut rows = csv::Writer::from_writer(open(&paths[2]));
    let columns = [
        "id",
        "card_id",
        "amount",
        "currency",
        "originated_by",
        "customer_id",
        "name",
        "type",
        "pin",
        "created_at",
        "created_by",
        "metadata",
        "amount_funds",
        "amount_drawdown",
        "amount_pending",
        "amount_reserved",
        "active_from",
        "expires_at",
    ];
    rows.write_record(columns).expect("a row");
    let mut before = '[';
    for card in sandbox.cards() {
        let card = card.to_json(now);
        writeln!(lines, "{card}").expect("a line");
        writeln!(list, "{before}{card}").expect("a member");
        before = ',';
        let cell = |column: &str| match card.get(column) {
            None => String::new(),
            Some(value) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        };
        rows.write_record(columns.map(cell)).expect("a row");
    }
    writeln!(list, "]").expect("an end");
    paths
}

fn pages(criterion: &mut Criterion) {
    let runtime = runtime();
    let sandbox = start(&runtime, builder().cards(CARDS));
    let _ = writeln!(io::stderr(), "memory with a million cards, at most: {}", most_memory());
    let mut connection = Connection::to(&sandbox);
    let cards = sandbox.cards();
    let (middle, last) = (cards[CARDS / 2].clone(), cards[CARDS - 200].clone());
    let time = last.created_at().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let customer = cards.iter().rev().find_map(|card| card.customer_id()).unwrap_or_default();
    let customer: String = customer.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let available = last.amount_available();
    let mut group = criterion.benchmark_group("page of 100");
    for (name, query) in [
        ("first", String::new()),
        ("behind a cursor in the middle", format!("starting_after={}", middle.id())),
        ("behind a cursor near the end", format!("starting_after={}", last.id())),
        ("oldest by created_at", format!("created_at.lte={time}")),
        ("last to expire", "expires_at.gte=2029-02-27".to_owned()),
        ("none by expires_at", "expires_at.gte=2040-01-01".to_owned()),
        ("few by customer", format!("customer={customer}")),
        ("none by customer", "customer=nobody".to_owned()),
        ("few by amount_balance", "amount_balance=549999".to_owned()),
        ("none by amount_balance", "amount_balance.gte=1000001".to_owned()),
        (
            "few by amount_available",
            format!("amount_available={available}&amount_balance.gte=500000"),
        ),
        ("none by range of both amounts", "amount_balance.lte=0&amount_available.gte=1".to_owned()),
        ("currency", "currency=SEK&currency=EUR".to_owned()),
        ("no such currency", "currency=XTS".to_owned()),
        ("type", "type=credit_note".to_owned()),
        ("status expired", "status=expired".to_owned()),
        ("status inactive", "status=inactive".to_owned()),
        ("status used with nothing left to match", "status=used&amount_balance.gte=1".to_owned()),
        (
            "everything at once",
            format!(
                "status=unused&type=gift_card&currency=DKK&created_at.lte={time}&amount_balance.gte=1"
            ),
        ),
        ("search that finds", "search=GC-000".to_owned()),
        ("search that finds nothing", "search=nothing-like-it".to_owned()),
        ("search for an amount that is none", "search=123456789".to_owned()),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(connection.page(&query)));
        });
    }
    group.finish();
    let builder = builder().cards(CARDS).count_headers(CountHeaders::Present);
    let counting = start(&runtime, builder);
    let mut connection = Connection::to(&counting);
    criterion.bench_function("page of 100, counted", |bencher| {
        bencher.iter(|| black_box(connection.page("status=unused&currency=NOK")));
    });
    drop(counting);
    criterion.bench_function("insert and remove", |bencher| {
        bencher.iter(|| {
            let card = sandbox.insert(NewCard::new().amount(1));
            sandbox.remove(card.id()).expect("it was put in")
        });
    });
}

/// The most memory of this process, where the system tells.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

criterion_group!(benches, pages, load);
criterion_main!(benches);

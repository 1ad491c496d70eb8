//! Queries on several workers.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionConfig;
use datafusion_distributed::display_plan_ascii;
use dintero_cards_datafusion::{CardsOptions, Cluster, explain};
use dintero_cards_sandbox::{Action, Faults, OperationId, Rule, Sandbox};
use tokio::sync::Notify;

use crate::command::{command, connect};
use crate::setup::{client, sandbox, session, table};

const QUERY: &str = "SELECT currency, status, count(*), sum(amount_available), \
                     sum_money(amount_balance, currency) FROM cards GROUP BY 1, 2 ORDER BY 1, 2";

#[tokio::test(flavor = "multi_thread")]
async fn a_query_on_three_workers_survives_the_death_of_one_and_is_exact_to_the_smallest_unit() {
    let (requests, many) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let (counted, signal) = (Arc::clone(&requests), Arc::clone(&many));
    let sandbox = sandbox().cards(200_000).on_request(move |request| {
        let is_for_cards = request.operation() == Some(OperationId::GetCards);
        if is_for_cards && counted.fetch_add(1, Ordering::Relaxed) == 300 {
            signal.notify_one();
        }
    });
    let sandbox = sandbox.start().await.unwrap();
    let (mut workers, cluster) = cluster(&sandbox, CardsOptions::default());
    let killer = async {
        many.notified().await;
        workers.0[1].kill().unwrap();
    };
    let (outcome, ()) = tokio::join!(cluster.run(QUERY), killer);
    let distributed = pretty_format_batches(&outcome.unwrap().batches).unwrap().to_string();
    let sent = requests.load(Ordering::Relaxed);
    assert!(sent > 2_300, "the query did not run again: {sent} requests");
    assert_eq!(distributed, table(&session(&sandbox), QUERY).await.unwrap());
    drop(workers);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_count_malformed_cards_and_fail_where_the_server_does() {
    let faults = Faults::new().on(Rule::page(2), Action::MalformedCard(1));
    let sandbox = sandbox().cards(3_000).faults(faults).start().await.unwrap();
    let mut options = CardsOptions::default();
    options.count_malformed = true;
    let (workers, cluster) = cluster(&sandbox, options);
    let plan = cluster.context().sql(QUERY).await.unwrap().create_physical_plan().await.unwrap();
    let plan = display_plan_ascii(&*plan, false);
    assert!(
        plan.contains("tasks=3") && plan.contains("CardsExec: filters=[], windows=4"),
        "{plan}"
    );
    let outcome = cluster.run(QUERY).await.unwrap();
    // One on the second page of each window.
    assert_eq!(outcome.malformed_cards, 12);

    sandbox.set_faults(Faults::new().on(Rule::page(2), Action::Status(400)));
    for (fault, status, word) in [
        (Action::Status(400), 4, "400"),
        (Action::Status(403), 3, "403"),
        (Action::TruncateBody(40), 5, "list cards"),
    ] {
        sandbox.set_faults(Faults::new().on(Rule::page(2), fault));
        let (exit_status, text) = explain(&cluster.run(QUERY).await.unwrap_err());
        assert_eq!(exit_status, status, "{text}");
        assert!(text.contains(word) && !text.contains("External"), "{text}");
    }
    drop(workers);
}

/// Processes that are killed in the end.
struct Workers(Vec<Child>);

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in &mut self.0 {
            let _ = worker.kill();
            let _ = worker.wait();
        }
    }
}

/// Starts three workers, each a process.
fn cluster(sandbox: &Sandbox, mut options: CardsOptions) -> (Workers, Cluster) {
    let (mut workers, mut urls) = (Workers(Vec::new()), Vec::new());
    for _ in 0..3 {
        let mut command = command(&["--worker", "127.0.0.1:0"]);
        connect(&mut command, sandbox);
        let mut worker = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(worker.stdout.take().unwrap()).read_line(&mut line).unwrap();
        workers.0.push(worker);
        let first: serde_json::Value = serde_json::from_str(&line).unwrap();
        urls.push(first["url"].as_str().unwrap().parse().unwrap());
    }
    options.windows = 12;
    let mut config = SessionConfig::new().with_target_partitions(4);
    config.options_mut().extensions.insert(options);
    (workers, Cluster::new(config, urls, client(sandbox)).unwrap())
}

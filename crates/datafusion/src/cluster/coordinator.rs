//! Queries on several workers.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use datafusion::common::{Result, exec_err};
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SessionContext;
use datafusion::prelude::SessionConfig;
use datafusion::sql::parser::Statement;
use datafusion_distributed::{DistributedExt as _, SessionStateBuilderExt as _, WorkerResolver};
use dintero_cards::CardsClient;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use url::Url;

use super::codec::CardsCodec;
use super::tasks;
use crate::query::{Outcome, TakeRows, stream};
use crate::register::register;

/// Longest wait for a worker to accept a connection. The kernel repeats a lost packet after one
/// and after three seconds, so that two may be lost.
const CONNECT: Duration = Duration::from_secs(5);

/// How often a worker is looked for after a failure, and the pause after each time. The kernel
/// may close the listener of a dying process after its connections, some moments later.
const PROBES: u32 = 10;
const PROBE_PAUSE: Duration = Duration::from_millis(100);

/// A session that runs queries on workers.
pub struct Cluster {
    context: SessionContext,
    workers: Vec<Url>,
    reachable: Reachable,
}

/// The workers that accepted a connection when the last query began.
#[derive(Clone)]
struct Reachable(Arc<Mutex<Vec<Url>>>);

impl Cluster {
    /// Creates a session for workers at these URLs, such as `http://10.0.0.7:50051`.
    ///
    /// # Errors
    /// The session cannot be set up.
    pub fn new(config: SessionConfig, workers: Vec<Url>, client: CardsClient) -> Result<Self> {
        let reachable = Reachable(Arc::new(Mutex::new(workers.clone())));
        let state = SessionStateBuilder::new()
            .with_default_features()
            .with_config(config)
            .with_distributed_worker_resolver(reachable.clone())
            .with_distributed_planner()
            .with_distributed_user_codec(CardsCodec { client: client.clone() })
            .with_distributed_desired_task_count_handler(tasks::count)
            .with_distributed_scale_up_leaf_node_handler(tasks::divide)
            .build();
        let context = SessionContext::new_with_state(state);
        register(&context, client)?;
        Ok(Self { context, workers, reachable })
    }

    /// Returns the session. Its queries run on the workers, but not again.
    #[must_use]
    pub fn context(&self) -> &SessionContext {
        &self.context
    }

    /// Runs a query to its end. If a worker dies, the query runs again, from its beginning,
    /// on the others: a query only reads, and a part of a result is never returned.
    ///
    /// # Errors
    /// The query failed although its workers can still be reached (they are looked for during
    /// one second after the failure), or none can be reached.
    pub async fn run(&self, query: &str) -> Result<Outcome> {
        let state = self.context.state();
        let dialect = state.config_options().sql_parser.dialect;
        self.execute(&state.sql_to_statement(query, &dialect)?).await
    }

    /// Runs a statement that is parsed already, as [`run`](Self::run) does.
    ///
    /// # Errors
    /// As those of [`run`](Self::run).
    pub async fn execute(&self, statement: &Statement) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        outcome.malformed_cards = self.stream(statement, &mut outcome).await?;
        Ok(outcome)
    }

    /// Runs a statement as [`run`](Self::run) does, and gives a receiver its rows as they
    /// arrive, from their beginning if it runs again. Returns the number of malformed cards.
    ///
    /// # Errors
    /// As those of [`run`](Self::run), and those of the receiver.
    pub async fn stream(&self, statement: &Statement, receiver: &mut dyn TakeRows) -> Result<u64> {
        let mut workers = reachable(&self.workers).await;
        loop {
            if workers.is_empty() {
                return exec_err!("none of the {} workers can be reached", self.workers.len());
            }
            self.reachable.set(workers.clone());
            let error = match stream(&self.context, statement.clone(), receiver).await {
                Ok(malformed_cards) => return Ok(malformed_cards),
                Err(error) => error,
            };
            workers = match survivors(&workers).await {
                Some(left) => left,
                None => return Err(error),
            };
        }
    }
}

impl Reachable {
    fn set(&self, urls: Vec<Url>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = urls;
    }
}

impl WorkerResolver for Reachable {
    fn get_urls(&self) -> Result<Vec<Url>, DataFusionError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

/// Returns the workers that are left if one has died.
async fn survivors(workers: &[Url]) -> Option<Vec<Url>> {
    for _ in 0..PROBES {
        let left = reachable(workers).await;
        if left.len() < workers.len() {
            return Some(left);
        }
        sleep(PROBE_PAUSE).await;
    }
    None
}

/// Returns the workers that accept a connection.
async fn reachable(workers: &[Url]) -> Vec<Url> {
    let mut reachable = Vec::new();
    for url in workers {
        let Ok(addresses) = url.socket_addrs(|| None) else { continue };
        if matches!(timeout(CONNECT, TcpStream::connect(&*addresses)).await, Ok(Ok(_))) {
            reachable.push(url.clone());
        }
    }
    reachable
}

impl std::fmt::Debug for Cluster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cluster").field("workers", &self.workers.len()).finish_non_exhaustive()
    }
}

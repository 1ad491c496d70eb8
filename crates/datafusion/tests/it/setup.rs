//! A sandbox and a session for it.

use chrono::{DateTime, Utc};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::common::Result;
use datafusion::prelude::{SessionConfig, SessionContext};
use dintero_cards::{CardsClient, ClientCredentials};
use dintero_cards_datafusion::{register, run};
use dintero_cards_sandbox::{Clock, OperationId, Sandbox, SandboxBuilder};

/// The time of every sandbox.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-10-01T12:00:00Z".parse().unwrap()
}

pub(crate) fn sandbox() -> SandboxBuilder {
    Sandbox::builder().clock(Clock::fixed(now()))
}

pub(crate) fn client(sandbox: &Sandbox) -> CardsClient {
    CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .build()
        .unwrap()
}

pub(crate) fn session(sandbox: &Sandbox) -> SessionContext {
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(4));
    register(&context, client(sandbox)).unwrap();
    context
}

/// Returns the result of a query as a table.
pub(crate) async fn table(context: &SessionContext, query: &str) -> Result<String> {
    let outcome = run(context, query).await?;
    Ok(pretty_format_batches(&outcome.batches)?.to_string())
}

/// Returns the cells of the result of a query, row by row.
pub(crate) async fn rows(context: &SessionContext, query: &str) -> Result<Vec<Vec<String>>> {
    let table = table(context, query).await?;
    let rows = table.lines().filter(|line| line.starts_with('|')).skip(1);
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().to_owned()).collect();
    Ok(rows.map(|row| cells(row.trim_matches('|'))).collect())
}

/// The parameters of a request.
pub(crate) type Parameters = Vec<(String, String)>;

/// Returns the parameters of each request for cards.
pub(crate) fn requests(sandbox: &Sandbox) -> Vec<Parameters> {
    let requests = sandbox.log().of(OperationId::GetCards);
    requests.iter().map(|request| request.parameters().to_vec()).collect()
}

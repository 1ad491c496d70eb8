//! The arguments.

use std::net::SocketAddr;
use std::path::PathBuf;

use url::Url;

use crate::connection::Connection;
use crate::failure::{Failure, STATUSES};
use crate::output::Target;

/// Queries Dintero gift cards and credit notes with SQL
///
/// The table cards has the columns of the documentation. Amounts are integers in the
/// smallest unit of the column currency; sum_money(amount, currency) adds them. Without a
/// query, queries are read from standard input, each up to its semicolon.
#[derive(clap::Parser)]
#[command(version, after_help = STATUSES)]
#[expect(clippy::doc_markdown, reason = "these lines are help on a terminal")]
pub(crate) struct Arguments {
    /// Queries, separated by semicolons
    query: Option<String>,
    /// File of queries
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
    /// Number of windows of created_at to list at the same time; 1 is a single listing
    #[arg(long)]
    pub(crate) windows: Option<usize>,
    /// Leave malformed cards out, and end with exit status 6, instead of failing the query
    #[arg(long)]
    pub(crate) count_malformed: bool,
    /// Run the queries on these workers, such as http://10.0.0.7:50051
    #[arg(long, value_name = "URL", value_delimiter = ',', conflicts_with = "sandbox")]
    pub(crate) workers: Vec<Url>,
    /// Be a worker at this address; the first line of output has its URL
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["query", "file", "workers"])]
    pub(crate) worker: Option<SocketAddr>,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

impl Arguments {
    /// Returns the text of the queries, if there is one.
    pub(crate) fn query(&mut self) -> Result<Option<String>, Failure> {
        match &self.file {
            None => Ok(self.query.take()),
            Some(path) => std::fs::read_to_string(path)
                .map(Some)
                .map_err(|error| Failure::usage(format!("{}: {error}", path.display()))),
        }
    }
}

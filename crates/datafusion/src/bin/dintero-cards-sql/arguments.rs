//! The arguments.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::builder::RangedU64ValueParser;
use datafusion::sql::parser::{DFParser, Statement};
use dintero_cards_datafusion::CardsOptions;
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
    #[arg(long, value_parser = windows())]
    pub(crate) windows: Option<usize>,
    /// Leave malformed cards out, and end with exit status 6, instead of failing the query
    #[arg(long)]
    pub(crate) count_malformed: bool,
    /// Run the queries on these workers, such as http://10.0.0.7:50051
    #[arg(
        long = "worker-url",
        alias = "workers",
        value_name = "URL",
        value_delimiter = ',',
        conflicts_with = "sandbox"
    )]
    pub(crate) workers: Vec<Url>,
    /// Be a worker at this address; the first line of output has its URL
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["query", "file", "workers"])]
    pub(crate) worker: Option<SocketAddr>,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

fn windows() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=CardsOptions::MAX_WINDOWS as u64)
}

impl Arguments {
    /// Returns the queries, if there are any.
    pub(crate) fn queries(&self) -> Result<Option<VecDeque<Statement>>, Failure> {
        let queries = match (&self.file, &self.query) {
            (Some(path), _) => {
                let refused = |what: &str| Failure::usage(format!("{}: {what}", path.display()));
                let text = std::fs::read_to_string(path);
                let text = text.map_err(|error| refused(&error.to_string()))?;
                // It may be another file than was meant, with a secret: no word is shown.
                DFParser::parse_sql(&text).map_err(|error| {
                    let error = error.strip_backtrace();
                    let place = error.rfind(" at Line: ").map_or("", |place| &error[place..]);
                    refused(&format!("no SQL{place}"))
                })?
            }
            (None, Some(query)) => DFParser::parse_sql(query)?,
            (None, None) => return Ok(None),
        };
        match queries.is_empty() {
            true => Err(Failure::usage("there is no query".to_owned())),
            false => Ok(Some(queries)),
        }
    }

    /// Refuses to replace a file that is read.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let file = self.file.as_deref().map(|path| ("--file", path));
        let read: Vec<(&str, &Path)> = self.connection.files().chain(file).collect();
        match read.into_iter().find(|(_, path)| self.target.replaces(path)) {
            Some((flag, _)) => {
                Err(Failure::usage(format!("--out would replace the file of {flag}")))
            }
            None => Ok(()),
        }
    }
}

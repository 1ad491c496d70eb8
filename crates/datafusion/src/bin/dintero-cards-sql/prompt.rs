//! Queries from standard input, each up to its semicolon.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use datafusion::sql::parser::DFParser;

use crate::engine::Engine;
use crate::failure::Failure;
use crate::output::Target;

/// Runs the queries of standard input. On a terminal a failed query is reported, and the
/// next one is read; elsewhere it ends the command.
pub(crate) async fn run(engine: &Engine, target: &Target) -> Result<(), Failure> {
    let is_terminal = io::stdin().is_terminal();
    let mut query = String::new();
    loop {
        if is_terminal {
            let prompt = if query.trim().is_empty() { "cards> " } else { "     > " };
            let _ = write!(io::stderr(), "{prompt}");
        }
        let (text, is_end) = tokio::task::spawn_blocking(move || {
            let count = io::stdin().lock().read_line(&mut query)?;
            Ok::<_, io::Error>((query, count == 0))
        })
        .await
        .map_err(|error| Failure::failed(&error))??;
        query = text;
        let is_complete = query.trim_end().ends_with(';') || is_end;
        if is_complete && !query.trim().is_empty() {
            let outcome = match DFParser::parse_sql(&std::mem::take(&mut query)) {
                Ok(queries) => engine.run(queries, target).await,
                Err(error) => Err(error.into()),
            };
            match outcome {
                Err(failure) if is_terminal => {
                    let _ = writeln!(io::stderr(), "error: {failure}");
                }
                outcome => outcome?,
            }
        }
        if is_end {
            return Ok(());
        }
    }
}

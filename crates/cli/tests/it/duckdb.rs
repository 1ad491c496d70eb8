//! The queries of DUCKDB.md, run by `DuckDB` where it is installed.

use std::path::Path;
use std::process::Command;

use crate::binary::{Served, run};

const PAGE: &str = include_str!("../../DUCKDB.md");

/// Runs queries; returns None if there is no `DuckDB`.
fn duckdb(folder: &Path, sql: &str) -> Option<Result<String, String>> {
    let python = "import duckdb, sys\n\
                  for row in duckdb.connect().execute(sys.argv[1]).fetchall(): print(row)";
    for (program, arguments) in
        [("duckdb", &["-csv", "-noheader", "-c", sql][..]), ("python3", &["-c", python, sql])]
    {
        let Ok(output) = Command::new(program).args(arguments).current_dir(folder).output() else {
            continue;
        };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let err = text(&output.stderr);
        if !err.contains("No module named 'duckdb'") {
            return Some(if output.status.success() { Ok(text(&output.stdout)) } else { Err(err) });
        }
    }
    None
}

#[test]
fn every_query_of_the_page_runs_and_agrees_with_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["-q", "--cards", "230"]);
    for name in ["cards.ndjson", "cards.csv"] {
        let file = folder.path().join(name);
        assert_eq!(sandbox.run(&["list", "--out", file.to_str().unwrap()]).code, Some(0));
    }
    let blocks = PAGE.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next());
    let script: String = blocks.collect();
    let ask = |query: &str| duckdb(folder.path(), &format!("{script};{query}"));
    let query = "SELECT 'sum=' || one_currency_sum(amount_balance, currency) || '.' \
                 FROM cards WHERE currency = 'NOK'";
    let Some(sum) = ask(query) else { return };
    let sum = sum.unwrap();
    let file = folder.path().join("cards.ndjson");
    let report = run(&["report", "--from", file.to_str().unwrap(), "-o", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let rows = report["sections"]["total"].as_array().unwrap();
    let nok = rows.iter().filter(|row| row["currency"] == "NOK");
    let own: i64 = nok.filter_map(|row| row["amount"].as_i64()).sum();
    assert!(sum.contains(&format!("sum={own}.")), "{sum}");
    let csv = ask("SELECT 'sum=' || sum(amount_balance) || '.' FROM cards_of_csv \
                   WHERE currency = 'NOK'");
    assert!(csv.unwrap().unwrap().contains(&format!("sum={own}.")));
    let refused = ask("SELECT one_currency_sum(amount_balance, currency) FROM cards");
    assert!(refused.unwrap().unwrap_err().contains("are not added"));
}

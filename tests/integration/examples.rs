//! The examples of the wrapper and the consumers whose build cost is compared run, against
//! the sandbox.

use std::path::PathBuf;
use std::process::{Command, Output};

use dintero_cards_sandbox::Sandbox;

/// A sandbox of its own thread, so that these tests may block.
fn with_sandbox(cards: usize, work: impl FnOnce(&Sandbox)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sandbox = runtime.block_on(Sandbox::builder().cards(cards).start()).unwrap();
    work(&sandbox);
    runtime.block_on(sandbox.shutdown());
}

/// Cargo builds examples beside the tests.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(|deps| deps.parent()).unwrap();
    let path = profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let build = "cargo build -p integration-tests --examples";
    assert!(path.exists(), "{} is not built: run `{build}` first", path.display());
    path
}

fn run(name: &str, sandbox: &Sandbox, arguments: &[&str]) -> Output {
    prepared(name, sandbox, arguments).output().unwrap()
}

fn prepared(name: &str, sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut command = Command::new(example(name));
    command
        .args(arguments)
        .env("DINTERO_ACCOUNT_ID", sandbox.account_id())
        .env("DINTERO_CLIENT_ID", sandbox.client_id())
        .env("DINTERO_CLIENT_SECRET", sandbox.client_secret())
        .env("DINTERO_BASE_URL", sandbox.base_url())
        .env("DINTERO_AUTH_URL", sandbox.auth_url())
        .env_remove("DINTERO_ACCESS_TOKEN");
    command
}

fn lines(output: &Output) -> Vec<String> {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn list_prints_a_line_for_each_unused_card() {
    with_sandbox(40, |sandbox| {
        let now = sandbox.clock().now();
        let unused = sandbox.cards().iter().filter(|c| c.status(now).as_str() == "unused").count();
        assert_eq!(lines(&run("list-cards", sandbox, &[])).len(), unused);
    });
}

#[test]
fn resume_goes_on_where_the_last_run_stopped() {
    with_sandbox(35, |sandbox| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cursor");
        let file = file.to_str().unwrap();
        let mut ids = Vec::new();
        for count in [10, 20, 5] {
            let pages = if count == 20 { "2" } else { "1" };
            let listed = lines(&run("resume-listing", sandbox, &[file, pages]));
            assert_eq!(listed.len(), count);
            ids.extend(listed);
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 35);
    });
}

#[test]
fn the_example_errors_gives_advice() {
    with_sandbox(3, |sandbox| {
        assert_eq!(lines(&run("explain-errors", sandbox, &[])), ["fine: 3 cards"]);
    });
}

#[test]
fn the_consumers_whose_build_cost_is_compared_do_the_same() {
    with_sandbox(1500, |sandbox| {
        let now = sandbox.clock().now();
        let cards = sandbox.cards();
        let counted = cards.iter().filter(|card| {
            card.status(now).as_str() == "unused"
                && ["NOK", "SEK"].contains(&card.currency())
                && card.amount_balance() >= 1
        });
        let balances: Vec<i64> = counted.map(|card| card.amount_balance()).collect();
        assert!(balances.len() > 100, "one page is too little: {}", balances.len());
        let (count, sum) = (balances.len(), balances.iter().sum::<i64>());
        let expected = format!("{count} cards, {sum} in all");
        let arguments = [sandbox.base_url(), sandbox.account_id()];
        for name in ["count-by-hand", "count-with-the-client"] {
            let mut program = prepared(name, sandbox, &arguments);
            let output = program.env("DINTERO_ACCESS_TOKEN", sandbox.access_token()).output();
            assert_eq!(lines(&output.unwrap()), [expected.as_str()], "{name}");
        }
    });
}

//! Faults on demand: a script of rules, which select requests, and actions, which
//! change the responses.
//!
//! [`Faults`] is the script. `rule` and `action` are its two parts, `file` reads
//! it from JSON, `firing` counts requests and selects actions, `page` applies
//! actions to a listing, and `cursor` has the cursors of empty pages. `wire`
//! damages bytes and connections.

mod action;
mod cursor;
mod file;
mod firing;
mod page;
mod rule;

use std::path::Path;

pub use action::Action;
pub(crate) use action::status_code;
pub(crate) use firing::Injector;
pub(crate) use page::{PageContext, apply_to_page};

pub use rule::Rule;

use crate::accessors::setters;
use crate::error::Error;

/// A fault script: rules that select requests, with their actions.
///
/// Every rule counts the requests of its operation by itself, from 1, from the
/// start of the sandbox or the moment the script was set. All matching rules act
/// on a request, in the order of the script; a later status or damage to the
/// bytes replaces an earlier one. The same script, seed and sequence of requests
/// produce the same faults.
///
/// # In a consumer's test
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// use dintero_cards_sandbox::{Action, Faults, OperationId, Rule, Sandbox};
///
/// let faults = Faults::new()
///     .on(Rule::first(2), [Action::Status(503), Action::RetryAfterSeconds(0)])
///     .on(Rule::nth(1).of(OperationId::GetToken), Action::Latency(std::time::Duration::ZERO))
///     .on(Rule::page(3).at_most(1), Action::RevokeToken);
/// let sandbox = Sandbox::builder().cards(250).faults(faults).start().await?;
///
/// // Replace this by your client; it retries until the response is 200.
/// let url = format!("{}/accounts/{}/wallets/cards", sandbox.base_url(), sandbox.account_id());
/// let client = reqwest::Client::builder().build()?;
/// let ask = || client.get(&url).bearer_auth(sandbox.access_token()).send();
/// while !ask().await?.status().is_success() {}
///
/// let log = sandbox.log().of(OperationId::GetCards);
/// let responses: Vec<_> = log.iter().map(|request| request.status()).collect();
/// assert_eq!(responses, [Some(503), Some(503), Some(200)]);
/// # Ok(())
/// # })
/// # }
/// ```
///
/// # In a file
/// A JSON object with the optional member `seed` and the list `faults`. Each
/// fault has one of `first`, `nth`, `every`, `page` (numbers from 1),
/// `probability` (from 0 to 1) or `always` (`true`); optionally `operation`
/// (`get_cards`, the default, `get_token` or `any`) and `at_most`; and
/// `actions`, one action or a list. An action is its name in [`Action`], or an
/// object with this name and its value.
///
/// ```
/// # fn main() -> Result<(), dintero_cards_sandbox::Error> {
/// let faults = dintero_cards_sandbox::Faults::from_json(
///     r#"{
///       "seed": 1,
///       "faults": [
///         { "first": 2, "actions": [{ "status": 503 }, { "retry_after_seconds": 1 }] },
///         { "page": 3, "at_most": 1, "actions": "revoke_token" },
///         { "probability": 0.1, "operation": "any", "actions": { "latency_ms": 20 } }
///       ]
///     }"#,
/// )?;
/// # drop(faults);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a script does nothing until a sandbox uses it"]
pub struct Faults {
    seed: u64,
    entries: Vec<(Rule, Vec<Action>)>,
}

impl Faults {
    /// Returns a script without faults.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the seed of the rules by probability; the default is 0.
        fn seed(mut self, seed: u64) { self.seed = seed }
    }

    /// Adds a rule with one action or several.
    pub fn on(mut self, rule: Rule, actions: impl IntoIterator<Item = Action>) -> Self {
        self.entries.push((rule, actions.into_iter().collect()));
        self
    }

    /// Reads a script from JSON.
    ///
    /// # Errors
    /// [`Error::File`] with the line if the text is not JSON or not a script.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        file::read("faults", text)
    }

    /// Reads a script from a JSON file.
    ///
    /// # Errors
    /// [`Error::File`] if the file cannot be read, and the errors of
    /// [`from_json`](Self::from_json).
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => file::read(&name, &text),
            Err(error) => Err(Error::File { file: name, line: None, message: error.to_string() }),
        }
    }
}

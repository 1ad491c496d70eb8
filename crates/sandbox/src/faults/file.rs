//! Reads a fault script from JSON.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::rule::Pick;
use super::{Action, Faults, Rule};
use crate::error::{Error, json_problem};
use crate::object::Object;
use crate::operation_id::OperationId;

/// Reads the script of a text; `file` is its name in errors.
pub(super) fn read(file: &str, text: &str) -> Result<Faults, Error> {
    let refuse = |line, message| Error::File { file: file.to_owned(), line, message };
    let Object(parsed): Object<FaultScriptFile> = serde_json::from_str(text).map_err(|error| {
        let (line, message) = json_problem(&error);
        refuse(Some(line), message)
    })?;
    let mut script = Faults { seed: parsed.seed, entries: Vec::new() };
    for (index, Object(entry)) in parsed.faults.into_iter().enumerate() {
        let number = index + 1;
        let rule = entry
            .rule()
            .map_err(|message| refuse(None, format!("fault {number} of the list {message}")))?;
        script.entries.push((rule, entry.actions));
    }
    Ok(script)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultScriptFile {
    #[serde(default)]
    seed: u64,
    faults: Vec<Object<FaultEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultEntry {
    #[serde(default)]
    always: bool,
    first: Option<u64>,
    nth: Option<u64>,
    every: Option<u64>,
    probability: Option<f64>,
    page: Option<u64>,
    operation: Option<OperationName>,
    at_most: Option<u64>,
    #[serde(deserialize_with = "one_or_more")]
    actions: Vec<Action>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OperationName {
    GetCards,
    GetToken,
    Any,
}

/// Reads one action or a list of actions.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Action>, D::Error> {
    let json = Box::<RawValue>::deserialize(deserializer)?;
    let actions = match json.get() {
        list if list.starts_with('[') => serde_json::from_str(list),
        one => serde_json::from_str(one).map(|action| vec![action]),
    };
    actions.map_err(|error| D::Error::custom(json_problem(&error).1))
}

impl FaultEntry {
    fn rule(&self) -> Result<Rule, &'static str> {
        let picks = [
            self.always.then_some(Pick::Always),
            self.first.map(Pick::First),
            self.nth.map(Pick::Nth),
            self.every.map(Pick::Every),
            self.probability.map(Pick::Probability),
            self.page.map(Pick::Page),
        ];
        let mut picks = picks.into_iter().flatten();
        let (Some(pick), None) = (picks.next(), picks.next()) else {
            return Err("needs one of always, first, nth, every, probability and page");
        };
        let counts = [self.first, self.nth, self.every, self.page, self.at_most];
        if counts.contains(&Some(0)) {
            return Err("has a number 0; numbers begin at 1");
        }
        if self.probability.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err("has a probability that is not from 0 to 1");
        }
        let operation = match self.operation {
            None | Some(OperationName::GetCards) => Some(OperationId::GetCards),
            Some(OperationName::GetToken) => Some(OperationId::GetToken),
            Some(OperationName::Any) => None,
        };
        Ok(Rule { pick, operation, at_most: self.at_most.unwrap_or(u64::MAX) })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::read;
    use crate::{Action, Faults, OperationId, Rule};

    #[test]
    fn a_file_has_the_same_rules_as_the_builder() {
        let text = r#"{
          "seed": 3,
          "faults": [
            { "first": 2, "actions": [{ "status": 503 }, { "retry_after_seconds": 1 }] },
            { "nth": 1, "operation": "get_token", "actions": "reset" },
            { "every": 2, "operation": "any", "actions": { "latency_ms": 5 } },
            { "probability": 0.5, "actions": { "drip": { "bytes": 4, "pause_ms": 1 } } },
            { "page": 2, "at_most": 1, "actions": ["revoke_token", { "null_fields": [] }] },
            { "always": true, "actions": { "token_expires_early_ms": 2000 } }
          ]
        }"#;
        let faults = Faults::new()
            .seed(3)
            .on(Rule::first(2), [Action::Status(503), Action::RetryAfterSeconds(1)])
            .on(Rule::nth(1).of(OperationId::GetToken), Action::Reset)
            .on(Rule::every(2).of_any(), Action::Latency(Duration::from_millis(5)))
            .on(Rule::probability(0.5), Action::Drip { bytes: 4, pause: Duration::from_millis(1) })
            .on(Rule::page(2).at_most(1), [Action::RevokeToken, Action::NullFields(Vec::new())])
            .on(Rule::always(), Action::TokenExpiresEarly(Duration::from_secs(2)));
        assert_eq!(read("x", text).unwrap(), faults);
    }

    #[test]
    fn every_action_is_read_by_its_name() {
        for written in [
            r#"{"status": 500}"#,
            r#"{"html": 502}"#,
            r#"{"retry_after": "soon"}"#,
            r#"{"retry_after_seconds": 1}"#,
            r#"{"retry_after_date": -1}"#,
            r#"{"latency_ms": 1}"#,
            r#"{"drip": {"bytes": 1, "pause_ms": 1}}"#,
            r#""reset""#,
            r#"{"reset_in_body": 1}"#,
            r#"{"truncate_body": 1}"#,
            r#"{"wrong_content_length": -1}"#,
            r#"{"oversized_body": 1}"#,
            r#"{"unannounced_body": 1}"#,
            r#""invalid_json""#,
            r#"{"malformed_card": 0}"#,
            r#"{"null_fields": ["name"]}"#,
            r#"{"unknown_status": "created"}"#,
            r#""unknown_fields""#,
            r#""repeat_cursor""#,
            r#"{"cycle_cursors": 3}"#,
            r#""empty_page""#,
            r#""cursor_card_leaves""#,
            r#""drop_card""#,
            r#""duplicate_card""#,
            r#""revoke_token""#,
            r#"{"token_expires_early_ms": 1}"#,
            r#"{"clock_skew": 1}"#,
        ] {
            let action: Action = serde_json::from_str(written).unwrap();
            assert!(written.contains(&format!("\"{}\"", action.name())), "{written}");
        }
    }

    #[test]
    fn an_invalid_script_is_refused_with_its_place() {
        for (text, expected) in [
            ("{\n", "f.json:2: EOF while parsing an object"),
            ("{}", "f.json:1: missing field `faults`"),
            ("{\"faults\": [\n{\"nth\": 1, \"actions\": \"bang\"}]}", "f.json:2: unknown variant"),
            ("{\"faults\": [{\"nth\": 1, \"when\": 2}]}", "f.json:1: unknown field `when`"),
            (
                "{\"faults\": [{\"nth\": 1, \"actions\": {\"status\": 99}}]}",
                "f.json:1: a status must be from 200 to 599",
            ),
            (
                "{\"faults\": [{\"actions\": []}]}",
                "f.json: fault 1 of the list needs one of always, first, nth",
            ),
            ("{\"faults\": [{\"nth\": 1, \"page\": 1, \"actions\": []}]}", "f.json: fault 1"),
            ("[3, []]", "f.json:1: invalid type: sequence, expected an object"),
            ("{\"faults\": [[true]]}", "f.json:1: invalid type: sequence, expected an object"),
            (
                "{\"faults\": [{\"nth\": 1, \"actions\": {\"drip\": [1, 1]}}]}",
                "f.json:1: invalid type: sequence, expected an object",
            ),
            (
                "{\"faults\": [{\"nth\": 1, \"actions\": {\"status\": 500, \"status\": 503}}]}",
                "f.json:1: ",
            ),
            ("{\"faults\": [{\"nth\": 0, \"actions\": []}]}", "f.json: fault 1 of the list has"),
            ("{\"faults\": [{\"probability\": 2, \"actions\": []}]}", "f.json: fault 1 of"),
        ] {
            let error = read("f.json", text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}

//! The response of all statuses that an operation does not list.
//!
//! progenitor would take it for a success as well.

use serde_json::Value;

/// The key of that response.
pub(crate) const DEFAULT: &str = "default";
/// The statuses that it stands for, beside a success.
const ERRORS: [&str; 2] = ["4XX", "5XX"];

/// Replaces each default response by one for each class of errors that has none.
pub(super) fn spread(root: &mut Value) {
    let paths = root.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flatten().filter_map(|(_, item)| item.as_object_mut());
    for (_, operation) in items.flatten() {
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        let Some(responses) = responses else { continue };
        if let Some(response) = responses.remove(DEFAULT) {
            for status in ERRORS {
                responses.entry(status).or_insert_with(|| response.clone());
            }
        }
    }
}

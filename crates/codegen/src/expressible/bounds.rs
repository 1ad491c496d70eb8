//! Bounds of what is sent, which the generator's types do not hold.
//!
//! Bounds of a parameter that is one value become constants, and those of a text are
//! checked by its type. Any other bound of what is sent would be passed over.

use std::collections::BTreeSet;

use dintero_cards_openapi::Node;
use serde_json::Value;

use crate::Error;
use crate::tolerant::{BOUNDS, TEXT_BOUNDS, below};

/// Formats that have a type of their own, which knows no bounds.
const TYPED_FORMATS: [&str; 7] = ["date", "date-time", "ip", "ipv4", "ipv6", "isodate", "uuid"];

/// Refuses the first bound below a schema that would not be held.
pub(super) fn check(schema: &Node<'_>) -> Result<(), Error> {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![schema.pointer.clone()]);
    while let Some(pointer) = waiting.pop() {
        let schema = Node::at(schema.document, &pointer)?;
        if !seen.insert(schema.pointer.clone()) || schema.value["readOnly"] == true {
            continue;
        }
        if let Some(bound) = lost(&schema) {
            let key = bound.pointer.rsplit('/').next().unwrap_or_default();
            let problem = format!("the {key} of what is sent is not supported here");
            return Err(Error::of_node(&bound, problem, "leave it out, and check it by hand"));
        }
        waiting.extend(below(&schema.pointer, schema.value));
    }
    Ok(())
}

fn lost<'a>(schema: &Node<'a>) -> Option<Node<'a>> {
    let has_typed_format =
        schema.value["format"].as_str().is_some_and(|format| TYPED_FORMATS.contains(&format));
    let texts = TEXT_BOUNDS.iter().filter(|_| has_typed_format);
    BOUNDS.iter().chain(texts).find_map(|key| {
        let bound = schema.child(key)?;
        let bounds_nothing = match bound.value {
            Value::Bool(flag) => !flag,
            // A whole number from 0 or from 1 has a type of its own.
            Value::Number(least) if *key == "minimum" && schema.value["type"] == "integer" => {
                matches!(least.as_u64(), Some(0 | 1))
            }
            Value::Number(least) => {
                key.starts_with("min") && *key != "minimum" && least.as_u64() == Some(0)
            }
            _ => false,
        };
        (!bounds_nothing).then_some(bound)
    })
}

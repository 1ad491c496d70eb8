//! A small writer of YAML, so that test pages are no JSON in disguise.

use std::fmt::Write as _;

use serde_json::Value;

/// The document as block YAML.
pub(crate) fn emit(value: &Value) -> String {
    let mut out = String::new();
    node(value, 0, &mut out);
    out
}

fn node(value: &Value, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                let _ = write!(out, "{pad}{}:", scalar(key));
                below(value, depth, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                let _ = write!(out, "{pad}-");
                below(item, depth, out);
            }
        }
        other => {
            let _ = writeln!(out, "{pad}{}", leaf(other));
        }
    }
}

fn below(value: &Value, depth: usize, out: &mut String) {
    let nested = value.as_object().is_some_and(|map| !map.is_empty())
        || value.as_array().is_some_and(|items| !items.is_empty());
    if nested {
        out.push('\n');
        node(value, depth + 1, out);
    } else if let Some(text) = value.as_str().filter(|text| text.contains('\n')) {
        out.push_str(" |-\n");
        for line in text.lines() {
            let _ = writeln!(out, "{}{line}", "  ".repeat(depth + 1));
        }
    } else {
        let _ = writeln!(out, " {}", leaf(value));
    }
}

fn leaf(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// Plain where that is safe, else in double quotes, which JSON has too.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " _-./".contains(c))
        && !text.ends_with(' ')
        && !["true", "false", "null", "yes", "no"].contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { Value::from(text).to_string() }
}

//! A schema with its references followed and its parts merged.

use dintero_cards_openapi::Document;
use serde_json::Value;

use super::limits::MAX_PARTS;

/// One schema object that a schema is made of, and where it stands.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) pointer: String,
    pub(super) node: &'a Value,
}

/// The parts of a schema: what holds all together, and its alternatives.
pub(super) struct Merged<'a> {
    /// The schema itself and everything it takes in by `allOf`.
    pub(super) parts: Vec<Part<'a>>,
    /// Alternatives of `oneOf` and `anyOf` that are not just null.
    pub(super) variants: Vec<Merged<'a>>,
    /// Whether one alternative is null.
    pub(super) null_variant: bool,
}

impl<'a> Merged<'a> {
    /// Reads the schema at a pointer; the error says which reference is bad.
    pub(super) fn read(document: &'a Document, pointer: &str) -> Result<Self, String> {
        let mut budget = MAX_PARTS;
        Self::collect(document, pointer, &mut budget)
    }

    fn collect(document: &'a Document, pointer: &str, budget: &mut usize) -> Result<Self, String> {
        *budget = budget.checked_sub(1).ok_or("the schema is made of too many parts")?;
        let (pointer, node) = document.resolve(pointer).ok_or_else(|| {
            let reference = document.root().pointer(pointer).and_then(|node| node.get("$ref"));
            match reference.and_then(Value::as_str) {
                Some(reference) => format!("the reference {reference} leads to nothing here"),
                None => "there is no schema here".to_owned(),
            }
        })?;
        let mut merged = Self {
            parts: vec![Part { pointer: pointer.clone(), node }],
            variants: Vec::new(),
            null_variant: false,
        };
        for index in 0..list_length(node, "allOf") {
            let part = Self::collect(document, &format!("{pointer}/allOf/{index}"), budget)?;
            merged.absorb(part);
        }
        for key in ["oneOf", "anyOf"] {
            for index in 0..list_length(node, key) {
                let variant = Self::collect(document, &format!("{pointer}/{key}/{index}"), budget)?;
                if variant.is_null() {
                    merged.null_variant = true;
                } else {
                    merged.variants.push(variant);
                }
            }
        }
        // One alternative, or one beside null, is no choice.
        if merged.variants.len() == 1
            && let Some(only) = merged.variants.pop()
        {
            merged.absorb(only);
        }
        Ok(merged)
    }

    fn absorb(&mut self, other: Self) {
        self.parts.extend(other.parts);
        self.variants.extend(other.variants);
        self.null_variant |= other.null_variant;
    }

    fn is_null(&self) -> bool {
        self.parts.len() == 1
            && self.variants.is_empty()
            && match self.parts[0].node.get("type") {
                Some(Value::String(name)) => name == "null",
                Some(Value::Null) => true,
                _ => false,
            }
    }

    /// The first part that has a key, with the pointer to its value.
    pub(super) fn get(&self, key: &str) -> Option<(String, &'a Value)> {
        self.parts.iter().find_map(|part| {
            part.node.get(key).map(|value| (format!("{}/{key}", part.pointer), value))
        })
    }

    /// Where the schema itself stands.
    pub(super) fn pointer(&self) -> &str {
        &self.parts[0].pointer
    }

    /// Every part, those of the alternatives too.
    pub(super) fn everywhere(&self) -> Vec<&Part<'a>> {
        let mut parts: Vec<&Part<'a>> = self.parts.iter().collect();
        for variant in &self.variants {
            parts.extend(variant.everywhere());
        }
        parts
    }
}

fn list_length(node: &Value, key: &str) -> usize {
    node.get(key).and_then(Value::as_array).map_or(0, Vec::len)
}

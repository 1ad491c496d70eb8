//! The schema of a document for each place of a JSON value.

use dintero_cards_openapi::{Document, Node, pointer_token};
use serde_json::{Value, json};

/// A place in a JSON value and its schema.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Pointer in the value.
    pub(super) pointer: String,
    /// Pointer to the schema in the document, references followed.
    pub(super) at: String,
    pub(super) schema: Value,
    /// Whether a property may be absent; None if the place is no property.
    pub(super) property: Option<Optional>,
}

/// Whether a property may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Optional(pub(super) bool);

impl Place {
    /// Whether the schema names the fields of an object.
    pub(super) fn has_properties(&self) -> bool {
        self.schema["properties"].is_object()
    }

    pub(super) fn is_of(&self, kind: &str) -> bool {
        self.schema["type"] == kind
    }

    pub(super) fn has_format(&self, format: &str) -> bool {
        self.schema["format"] == format
    }
}

/// Returns every place of a value that the schema at a pointer describes, the value
/// itself first. Free data is one place.
pub(super) fn places(document: &Document, pointer: &str, value: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    visit(document, (pointer, value, String::new(), None), &mut found);
    found
}

fn visit(
    document: &Document,
    (at, value, pointer, property): (&str, &Value, String, Option<Optional>),
    found: &mut Vec<Place>,
) {
    let Node { pointer: at, value: schema, .. } = Node::at(document, at).unwrap();
    found.push(Place {
        pointer: pointer.clone(),
        at: at.clone(),
        schema: schema.clone(),
        property,
    });
    if let (Some(properties), Some(fields)) = (schema["properties"].as_object(), value.as_object())
    {
        let required = schema["required"].as_array();
        for (name, value) in fields.iter().filter(|(name, _)| properties.contains_key(*name)) {
            let optional = !required.is_some_and(|names| names.contains(&json!(name)));
            let name = pointer_token(name);
            let at = format!("{at}/properties/{name}");
            let inner = format!("{pointer}/{name}");
            visit(document, (&at, value, inner, Some(Optional(optional))), found);
        }
    }
    if let (true, Some(items)) = (schema["items"].is_object(), value.as_array()) {
        for (index, value) in items.iter().enumerate() {
            let inner = format!("{pointer}/{index}");
            visit(document, (&format!("{at}/items"), value, inner, None), found);
        }
    }
}

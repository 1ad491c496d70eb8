//! The operations of a document and where their parts stand.

use dintero_cards_openapi::Document;
pub(crate) use dintero_cards_openapi::pointer_token as token;
use serde_json::Value;

/// The methods under which a path item holds operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation, by where it stands.
pub(crate) struct Operation<'a> {
    pub(crate) path: &'a str,
    pub(crate) pointer: String,
    pub(crate) value: &'a Value,
}

impl Operation<'_> {
    /// In lower case, as the document has it.
    pub(crate) fn method(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap_or_default()
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.value.get("operationId").and_then(Value::as_str)
    }
}

/// Every operation of a document, in its order.
pub(crate) fn operations(document: &Document) -> Vec<Operation<'_>> {
    let paths = document.root().get("paths").and_then(Value::as_object);
    paths
        .into_iter()
        .flatten()
        .flat_map(|(path, item)| {
            let item_pointer = format!("/paths/{}", token(path));
            METHODS.iter().filter_map(move |method| {
                let value = item.get(method)?;
                Some(Operation { path, pointer: format!("{item_pointer}/{method}"), value })
            })
        })
        .collect()
}

/// The parameters of an operation, its path's own included, references
/// followed. One of the operation takes the place of one of the path that has
/// its name and stands where it stands, as OpenAPI says.
pub(crate) fn parameters<'a>(
    document: &'a Document,
    operation: &Operation<'_>,
) -> Vec<(String, &'a Value)> {
    let path_item = operation.pointer.rsplit_once('/').map_or("", |(item, _)| item);
    let own = listed(document, &operation.pointer);
    let key = |parameter: &'a Value| (parameter.get("name"), parameter.get("in"));
    let mut all = listed(document, path_item);
    all.retain(|(_, parameter)| own.iter().all(|(_, other)| key(other) != key(parameter)));
    all.extend(own);
    all
}

fn listed<'a>(document: &'a Document, owner: &str) -> Vec<(String, &'a Value)> {
    let pointer = format!("{owner}/parameters");
    let count = document.root().pointer(&pointer).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).filter_map(|index| document.resolve(&format!("{pointer}/{index}"))).collect()
}

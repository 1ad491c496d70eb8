//! The schema of cards.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_schema::{Schema, SchemaRef};
use dintero_cards::documents::CARDS;

use crate::column::DEFINITIONS;

/// Version of the schema, in its metadata as `dintero.schema_version`.
///
/// It grows when a column is added or removed or changes its type or meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Returns the schema of all columns.
///
/// ```
/// let schema = dintero_cards_arrow::schema();
/// assert_eq!(schema.metadata()["dintero.schema_version"], "1");
/// assert_eq!(schema.field(0).name(), "card_id");
/// ```
#[must_use]
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let fields: Vec<_> = DEFINITIONS.iter().map(|definition| definition.field()).collect();
        let metadata = metadata().map(|(key, value)| (key.to_owned(), value));
        Arc::new(Schema::new_with_metadata(fields, HashMap::from(metadata)))
    });
    Arc::clone(&SCHEMA)
}

/// The metadata, in a fixed order.
pub(crate) fn metadata() -> [(&'static str, String); 5] {
    [
        ("dintero.schema_version", SCHEMA_VERSION.to_string()),
        ("dintero.document", format!("{} {}", CARDS.file, CARDS.version)),
        ("dintero.document_digest", format!("sha256:{}", CARDS.digest)),
        ("dintero.amounts", "integers in the smallest unit of the column currency".to_owned()),
        (
            "dintero.times",
            "rounded down to a microsecond; the column exact_times has what that loses".to_owned(),
        ),
    ]
}

//! The documented facts that the checks rely on, read from the document.

use dintero_cards_openapi::{CARDS, Document, Error, Location, OpenApi, Schema};
use serde_json::{Map, Value};

/// The keywords of a schema that the checks use.
const KEYWORDS: [&str; 7] =
    ["type", "format", "enum", "minimum", "maximum", "default", "writeOnly"];

/// The documented facts about "Get cards".
pub(crate) struct Facts {
    /// The parameters of the query, in the order of the document.
    pub(crate) parameters: Vec<Fact>,
    /// The fields of a card in a response, in the order of the document.
    pub(crate) fields: Vec<Fact>,
}

/// A parameter or a field: its name and keywords of its schema.
pub(crate) struct Fact {
    pub(crate) name: String,
    schema: Map<String, Value>,
}

impl Facts {
    /// Reads the facts from the document of this workspace.
    pub(crate) fn read() -> Result<Self, Error> {
        let document = Document::parse(CARDS)?;
        let mut parameters = Vec::new();
        let operations = OpenApi::new(&document).operations().into_iter().flatten();
        for parameter in operations.flat_map(|operation| operation.parameters()) {
            let parameter = parameter?;
            if parameter.location == Location::Query {
                parameters.push(Fact::of(parameter.name, Schema::of(&parameter.node)?));
            }
        }
        let card = Schema::read(&document, "/components/schemas/Card")?;
        let field =
            |(name, pointer): (&str, String)| Ok(Fact::of(name, Some(card.below(&pointer)?)));
        let mut fields: Vec<_> =
            card.properties().into_iter().map(field).collect::<Result<_, Error>>()?;
        fields.retain(|field| field.schema.get("writeOnly") != Some(&Value::Bool(true)));
        Ok(Self { parameters, fields })
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&Fact> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Returns a keyword of the parameter `limit`: `minimum`, `maximum` or `default`.
    pub(crate) fn limit(&self, keyword: &str) -> usize {
        let number = self.parameter("limit").and_then(|limit| limit.schema.get(keyword)?.as_u64());
        number.and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
    }
}

impl Fact {
    fn of(name: &str, schema: Option<Schema<'_>>) -> Self {
        let value = |keyword: &str| {
            Some((keyword.to_owned(), schema.as_ref()?.get(keyword)?.value.clone()))
        };
        Self { name: name.to_owned(), schema: KEYWORDS.into_iter().filter_map(value).collect() }
    }

    /// Returns a keyword that is a text; empty if the document states none.
    pub(crate) fn text(&self, keyword: &str) -> &str {
        self.schema.get(keyword).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns the listed values, if the schema is an enumeration.
    pub(crate) fn options(&self) -> Option<&Vec<Value>> {
        self.schema.get("enum")?.as_array()
    }
}

//! A schema of a document, compiled to check values.

use dintero_cards_openapi::{Error, Node, Schema as SchemaNode};
use serde::Deserialize;
use serde_json::{Number, Value};

use super::format::Format;
use super::pattern::Pattern;

/// Keywords for people, or for responses only.
const ANNOTATIONS: [&str; 8] = [
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "title",
    "writeOnly",
    "xml",
];

/// The rules of a value in a request. An absent rule is not checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    pub(super) kind: Option<Kind>,
    pub(super) nullable: bool,
    /// Whether it is for responses only, and no request may have it.
    pub(super) read_only: bool,
    pub(super) format: Option<&'static Format>,
    pub(super) options: Option<Vec<Value>>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<Pattern>,
    pub(super) items: Option<Box<Schema>>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) required: Vec<String>,
    pub(super) properties: Vec<(String, Schema)>,
    pub(super) additional: Additional,
    pub(super) default: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// The rule for properties without a name in the schema.
#[derive(Clone, Debug, Default)]
pub(super) enum Additional {
    #[default]
    Anything,
    Nothing,
    Matching(Box<Schema>),
}

impl Schema {
    pub(super) fn compile(schema: &SchemaNode<'_>) -> Result<Self, Error> {
        let node = &schema.parts[0];
        if schema.is_recursive() {
            return Err(node.error("recursive schemas are not enforced by the sandbox"));
        }
        let below = |node: &Node<'_>| Self::compile(&schema.below(&node.pointer)?);
        let mut compiled = Self::default();
        for member in node.members() {
            let (key, member) = member?;
            match key {
                "type" => compiled.kind = Some(kind(&member)?),
                "nullable" => compiled.nullable = node.flag_of(key)?.unwrap_or(false),
                "readOnly" => compiled.read_only = node.flag_of(key)?.unwrap_or(false),
                "format" => compiled.format = Format::named(member.text()?),
                "enum" => {
                    let options = member.elements().into_iter();
                    let options = options.map(|option| Ok(option?.value.clone()));
                    compiled.options = Some(options.collect::<Result<_, _>>()?);
                }
                "minimum" => compiled.minimum = Some(number(&member)?),
                "maximum" => compiled.maximum = Some(number(&member)?),
                "minLength" => compiled.min_length = Some(size(&member)?),
                "maxLength" => compiled.max_length = Some(size(&member)?),
                "pattern" => compiled.pattern = Some(Pattern::compile(&member)?),
                "items" => compiled.items = Some(Box::new(below(&member)?)),
                "minItems" => compiled.min_items = Some(size(&member)?),
                "maxItems" => compiled.max_items = Some(size(&member)?),
                "required" => {
                    compiled.required = member.texts()?.into_iter().map(str::to_owned).collect();
                }
                "properties" => {
                    for property in member.members() {
                        let (name, property) = property?;
                        compiled.properties.push((name.to_owned(), below(&property)?));
                    }
                }
                "additionalProperties" => {
                    compiled.additional = match member.value {
                        Value::Bool(true) => Additional::Anything,
                        Value::Bool(false) => Additional::Nothing,
                        _ => Additional::Matching(Box::new(below(&member)?)),
                    }
                }
                "default" => compiled.default = Some(member.value.clone()),
                key if key.starts_with("x-") || ANNOTATIONS.contains(&key) => {}
                key => {
                    return Err(member.error(format!("{key} is not enforced by the sandbox")));
                }
            }
        }
        Ok(compiled)
    }
}

fn kind(node: &Node<'_>) -> Result<Kind, Error> {
    node.text()?;
    Kind::deserialize(node.value).map_err(|_| node.error("OpenAPI 3.0 has no such type"))
}

fn number(node: &Node<'_>) -> Result<Number, Error> {
    let number = node.value.as_number().cloned();
    number.ok_or_else(|| node.error("a number was expected here"))
}

fn size(node: &Node<'_>) -> Result<usize, Error> {
    let size = node.value.as_u64().and_then(|size| usize::try_from(size).ok());
    size.ok_or_else(|| node.error("a length was expected here"))
}

//! A schema with its references followed and its `allOf` merged.

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

use crate::tree::pointer_token;
use crate::{Document, Error, Node};

/// Parts and alternatives that one schema may have; the published page has three.
const MAX_PARTS: usize = 256;
/// Levels of properties and items below one schema; the published page has four.
const MAX_DEPTH: usize = 32;
/// Schemas below one schema, each counted as often as it is read.
const MAX_SCHEMAS: usize = 5_000;

/// A schema: the parts that hold together, and its alternatives.
///
/// A schema that leads to itself by a property is legal and is marked by
/// [`is_recursive`](Self::is_recursive); one that is composed of itself is an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Schema<'a> {
    /// The schema objects that hold together: the schema itself, first, and those of
    /// its `allOf`. A single alternative of `oneOf` or `anyOf`, or a single one beside
    /// null, is such a part too.
    pub parts: Vec<Node<'a>>,
    /// The alternatives of `oneOf` and `anyOf`, without null.
    pub alternatives: Vec<Schema<'a>>,
    /// Whether one alternative is `type: null`.
    pub has_null_alternative: bool,
    below: Below,
}

/// The place of a schema among those that were read from the outermost one.
#[derive(Clone, Debug, Default)]
struct Below {
    /// Pointers of the schemas that it lies in, outermost first.
    above: Vec<String>,
    /// Number of schemas that were read.
    count: Rc<Cell<usize>>,
}

impl<'a> Schema<'a> {
    /// Reads the schema at a JSON pointer.
    ///
    /// # Errors
    /// A reference cannot be followed, the schema is composed of itself by `allOf`,
    /// `oneOf` or `anyOf`, or it has more than 256 parts and alternatives. The error
    /// has the place of the reference, or of the part that closes the cycle.
    pub fn read(document: &'a Document, pointer: &str) -> Result<Self, Error> {
        Self::compose(&Node::root(document), pointer, &Below::default(), &mut Vec::new(), &mut 0)
    }

    /// Reads the `schema` of a parameter or a media type, if it has one.
    ///
    /// # Errors
    /// Those of [`read`](Self::read).
    pub fn of(owner: &Node<'a>) -> Result<Option<Self>, Error> {
        let (below, open, count) = (&Below::default(), &mut Vec::new(), &mut 0);
        let child = owner.child("schema");
        child.map(|it| Self::compose(owner, &it.pointer, below, open, count)).transpose()
    }

    /// Reads a schema below this one: a property, the items, or another.
    ///
    /// # Errors
    /// Those of [`read`](Self::read), and: the schema lies more than 32 levels below
    /// the first one, or is one of more than 5,000.
    pub fn below(&self, pointer: &str) -> Result<Self, Error> {
        let document = self.parts[0].document;
        let mut below = self.below.clone();
        below.above.push(self.pointer().to_owned());
        below.count.set(below.count.get() + 1);
        if below.above.len() > MAX_DEPTH {
            let message = format!("the schemas nest deeper than {MAX_DEPTH} levels");
            return Err(document.error(pointer, message));
        }
        if below.count.get() > MAX_SCHEMAS {
            let message = format!("more than {MAX_SCHEMAS} schemas lie below one");
            return Err(document.error(pointer, message));
        }
        Self::compose(&self.parts[0], pointer, &below, &mut Vec::new(), &mut 0)
    }

    /// Returns the JSON pointer of the schema itself, references followed.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.parts[0].pointer
    }

    /// Returns the JSON pointer by which the schema was reached.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.parts[0].origin
    }

    /// Whether the schema lies below itself.
    #[must_use]
    pub fn is_recursive(&self) -> bool {
        self.below.above.iter().any(|above| above == self.pointer())
    }

    /// Returns the value of a keyword in the first part that has it, as it stands.
    #[must_use]
    pub fn get(&self, keyword: &str) -> Option<Node<'a>> {
        self.parts.iter().find_map(|part| part.child(keyword))
    }

    /// Returns the name of each property and the JSON pointer of its schema, for
    /// [`below`](Self::below): the properties of all parts and of all alternatives.
    /// The first part that has a property describes it.
    #[must_use]
    pub fn properties(&self) -> Vec<(&'a str, String)> {
        let mut found = Vec::new();
        self.collect_properties(&mut HashSet::new(), &mut found);
        found
    }

    fn collect_properties(&self, known: &mut HashSet<&'a str>, found: &mut Vec<(&'a str, String)>) {
        for part in &self.parts {
            let Some(properties) = part.child("properties") else { continue };
            for name in properties.value.as_object().into_iter().flat_map(|map| map.keys()) {
                if known.insert(name) {
                    let token = pointer_token(name);
                    found.push((name, format!("{}/{token}", properties.pointer)));
                }
            }
        }
        for alternative in &self.alternatives {
            alternative.collect_properties(known, found);
        }
    }

    /// Returns the JSON pointer of the schema of the items, for [`below`](Self::below).
    #[must_use]
    pub fn items(&self) -> Option<String> {
        self.get("items").map(|items| items.pointer)
    }

    /// Returns the element of a list `required` that names a property, or `None` if
    /// no part requires it. A property that only an alternative requires is not
    /// required.
    #[must_use]
    pub fn required(&self, name: &str) -> Option<Node<'a>> {
        self.parts.iter().find_map(|part| {
            let list = part.child("required")?;
            let at = list.value.as_array()?.iter().position(|item| item.as_str() == Some(name));
            list.child(&at?.to_string())
        })
    }

    fn absorb(&mut self, other: Self) {
        self.parts.extend(other.parts);
        self.alternatives.extend(other.alternatives);
        self.has_null_alternative |= other.has_null_alternative;
    }

    fn is_null(&self) -> bool {
        let kind = self.parts[0].value.get("type");
        let is_null = matches!(kind, Some(Value::Null)) || kind.is_some_and(|kind| kind == "null");
        self.parts.len() == 1 && self.alternatives.is_empty() && is_null
    }

    /// Composes a schema. `open` has the pointers of the schemas that are being
    /// composed, outermost first; `count` is the number of their parts. It counts as
    /// read from the node `from`.
    fn compose(
        from: &Node<'a>,
        pointer: &str,
        below: &Below,
        open: &mut Vec<String>,
        count: &mut usize,
    ) -> Result<Self, Error> {
        let document = from.document;
        *count += 1;
        if *count > MAX_PARTS {
            let message = format!("the schema is composed of more than {MAX_PARTS} parts");
            return Err(document.error(pointer, message));
        }
        let node = from.reach(pointer)?;
        if open.contains(&node.pointer) {
            return Err(document.error(pointer, "the schema is composed of itself"));
        }
        open.push(node.pointer.clone());
        let (parts, alternatives) = (vec![node.clone()], Vec::new());
        let below_this = below.clone();
        let mut schema =
            Self { parts, alternatives, has_null_alternative: false, below: below_this };
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let length = node.value.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            for index in 0..length {
                let pointer = format!("{}/{keyword}/{index}", node.pointer);
                let other = Self::compose(from, &pointer, below, open, count)?;
                if keyword == "allOf" {
                    schema.absorb(other);
                } else if other.is_null() {
                    schema.has_null_alternative = true;
                } else {
                    schema.alternatives.push(other);
                }
            }
        }
        open.pop();
        // One alternative, or one beside null, is no choice.
        if schema.alternatives.len() == 1
            && let Some(only) = schema.alternatives.pop()
        {
            schema.absorb(only);
        }
        Ok(schema)
    }
}

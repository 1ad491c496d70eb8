//! The differences between a schema of a document and the one derived from its type.

use std::collections::BTreeSet;
use std::fmt;

use dintero_cards_openapi::{Document, pointer_token};
use serde_json::{Value, json};

use super::facts::{Facts, facts};
use super::reach::Reach;

/// One keyword of one schema in which document and type differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// Pointer to the schema in the document.
    pub(super) place: String,
    pub(super) keyword: String,
    /// The value in the document; None if it has none.
    pub(super) document: Option<Value>,
    /// The value in the derived schema; None if it has none.
    pub(super) derived: Option<Value>,
    pub(super) site: Site,
}

/// Facts about the place of a difference, for the rules.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Site {
    /// The facts of the document, references followed.
    pub(super) document: Facts,
    /// The facts of the derived schema, references followed.
    pub(super) derived: Facts,
    /// Whether this is a property that may be absent.
    pub(super) optional: bool,
    /// Whether it can appear in a response.
    pub(super) read: bool,
    /// Whether it can be a part of a request.
    pub(super) sent: bool,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say = |side: &Option<Value>| side.as_ref().map_or("–".to_owned(), Value::to_string);
        write!(
            f,
            "{}/{} | {} | {}",
            self.place,
            self.keyword,
            say(&self.document),
            say(&self.derived)
        )
    }
}

/// Returns all differences between a named schema, with the schemas below it, and
/// the schema derived from its type, in the order of the document.
pub(super) fn differences(document: &Document, name: &str, derived: &Value) -> Vec<Difference> {
    let mut walk = Walk {
        document,
        derived,
        reach: Reach::of(document),
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    let mut root = derived.clone();
    if let Some(root) = root.as_object_mut() {
        root.retain(|key, value| {
            key != "$schema" && key != "$defs" && !(key == "title" && value == name)
        });
    }
    walk.schema(&format!("/components/schemas/{}", pointer_token(name)), &root, false);
    walk.found
}

struct Walk<'a> {
    document: &'a Document,
    derived: &'a Value,
    reach: Reach,
    seen: BTreeSet<(String, String)>,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn schema(&mut self, place: &str, derived: &Value, optional: bool) {
        let document = self.document;
        let node = document.root().pointer(place).unwrap_or_else(|| panic!("no schema at {place}"));
        if !self.seen.insert((place.to_owned(), derived.to_string())) {
            return;
        }
        let (mut stated, mut typed) = (facts(node), facts(derived));
        let site = Site {
            document: self.stated_in_full(&stated),
            derived: self.typed_in_full(&typed),
            optional,
            read: self.reach.read.contains(place),
            sent: self.reach.sent.contains(place),
        };
        let name = |facts: &Facts| facts.get("$ref").and_then(Value::as_str).map(str::to_owned);
        let target = |name: String| format!("/components/schemas/{}", pointer_token(&name));
        match (name(&stated).map(target), name(&typed)) {
            // Both are references: compare them, then their targets.
            (Some(target), Some(name)) => {
                self.keywords(place, &stated, &typed, &site);
                let derived = self.derived["$defs"][name].clone();
                return self.schema(&target, &derived, false);
            }
            // One is a reference: compare its target with the other schema.
            (Some(target), None) => {
                stated = site.document.clone();
                self.keywords(place, &stated, &typed, &site);
                return self.parts(&target, &stated, &typed, &site);
            }
            (None, Some(_)) => typed = site.derived.clone(),
            (None, None) => {}
        }
        self.keywords(place, &stated, &typed, &site);
        self.parts(place, &stated, &typed, &site);
    }

    /// Returns the facts of a schema with those of its reference.
    fn stated_in_full(&self, stated: &Facts) -> Facts {
        in_full(stated, &self.document.root()["components"]["schemas"])
    }

    fn typed_in_full(&self, typed: &Facts) -> Facts {
        in_full(typed, &self.derived["$defs"])
    }

    fn keywords(&mut self, place: &str, stated: &Facts, typed: &Facts, site: &Site) {
        let keywords: BTreeSet<&String> = stated.keys().chain(typed.keys()).collect();
        for keyword in keywords {
            let sides = (stated.get(keyword), typed.get(keyword));
            let compared_inside = match keyword.as_str() {
                "properties" => true,
                "items" | "additionalProperties" => {
                    matches!(sides, (Some(Value::Object(_)), Some(Value::Object(_))))
                }
                _ => false,
            };
            if !compared_inside && sides.0 != sides.1 {
                self.differ(place, keyword.clone(), sides, site);
            }
        }
    }

    fn parts(&mut self, place: &str, stated: &Facts, typed: &Facts, site: &Site) {
        let empty = json!({});
        let properties = |facts: &Facts| facts.get("properties").unwrap_or(&empty).clone();
        let (ours, theirs) = (properties(stated), properties(typed));
        let names = |side: &Value| side.as_object().map(|map| map.keys().cloned().collect());
        let required = stated.get("required").cloned().unwrap_or_default();
        let all: BTreeSet<String> = [&ours, &theirs]
            .into_iter()
            .filter_map(names)
            .flat_map(|names: Vec<_>| names)
            .collect();
        for name in all {
            match (ours.get(&name), theirs.get(&name)) {
                (Some(_), Some(derived)) => {
                    let optional =
                        !required.as_array().is_some_and(|names| names.contains(&json!(name)));
                    let place = format!("{place}/properties/{}", pointer_token(&name));
                    self.schema(&place, derived, optional);
                }
                sides => self.differ(place, format!("properties/{name}"), sides, site),
            }
        }
        for part in ["items", "additionalProperties"] {
            if let (Some(Value::Object(_)), Some(derived @ Value::Object(_))) =
                (stated.get(part), typed.get(part))
            {
                self.schema(&format!("{place}/{part}"), derived, false);
            }
        }
    }

    fn differ(
        &mut self,
        place: &str,
        keyword: String,
        (document, derived): (Option<&Value>, Option<&Value>),
        site: &Site,
    ) {
        self.found.push(Difference {
            place: place.to_owned(),
            keyword,
            document: document.cloned(),
            derived: derived.cloned(),
            site: site.clone(),
        });
    }
}

/// Returns facts with those of the schema that they refer to, among named schemas.
fn in_full(facts: &Facts, named: &Value) -> Facts {
    let mut all = facts.clone();
    // A name that refers to itself ends here.
    for _ in 0..8 {
        let Some(name) = all.remove("$ref") else { break };
        let target = self::facts(&named[name.as_str().unwrap_or_default()]);
        all = target.into_iter().chain(all).collect();
    }
    all
}

//! Random documents whose response is composed by `allOf`, `oneOf` or `anyOf`: each is
//! refused at a line, or no property of any part or alternative is lost.

use std::collections::BTreeMap;

use dintero_cards_codegen::{Error, generate};
use dintero_cards_openapi::Source;
use quote::ToTokens;
use serde_json::{Map, Value, json};

const NAMES: [&str; 5] = ["id", "kind", "type", "created at", "extra"];

/// Numbers that look random and are the same in every run (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((number ^ (number >> 31)) % end as u64).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// An object with some of the names, of which `tag` is the value of its kind.
    fn object(&mut self, tag: &str) -> Value {
        let mut properties = Map::new();
        for name in NAMES {
            if self.one_in(2) {
                let odd = self.one_in(20);
                let schema = match (name, self.below(3)) {
                    ("id", _) if odd => json!({"type": "integer"}),
                    ("kind", 0) => json!({"type": "string"}),
                    ("kind", 1) => json!({"type": "string", "enum": [tag, "both"]}),
                    ("kind", _) => json!({"type": "string", "enum": [tag]}),
                    ("extra", _) => json!({"type": "array", "items": {"type": "string"}}),
                    _ => json!({"type": "string"}),
                };
                properties.insert(name.to_owned(), schema);
            }
        }
        let required: Vec<&str> = NAMES.into_iter().filter(|_| self.one_in(3)).collect();
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        if self.one_in(4) {
            object["additionalProperties"] = json!(false);
        }
        object
    }

    /// A reference to one of the first `count` named objects, or an object.
    fn part(&mut self, count: usize, tag: &str) -> Value {
        match self.below(count + 1) {
            0 => self.object(tag),
            number => reference(number - 1),
        }
    }

    fn parts(&mut self, count: usize, tag: &str) -> Value {
        let parts: Vec<Value> = (0..=self.below(3)).map(|_| self.part(count, tag)).collect();
        json!({"allOf": parts})
    }

    /// The named schemas: objects, some composed of those before, and the `Thing`.
    fn schemas(&mut self) -> Map<String, Value> {
        let mut schemas = Map::new();
        for number in 0..4 {
            let tag = format!("tag_{number}");
            let schema = if self.one_in(3) { self.parts(number, &tag) } else { self.object(&tag) };
            schemas.insert(format!("Part{number}"), schema);
        }
        let are_apart = self.one_in(2);
        let thing = match self.below(9) {
            0 => json!({"anyOf": [self.part(4, "inline"), self.part(4, "inline")]}),
            1..5 => self.parts(4, "inline"),
            _ => self.choice(),
        };
        schemas.insert("Thing".to_owned(), thing);
        // Half of the documents have what tells alternatives apart.
        let objects = schemas.iter_mut().filter(|(_, it)| it.get("properties").is_some());
        for (name, object) in objects.filter(|_| are_apart) {
            object["properties"]["kind"] = json!({"type": "string", "enum": [name]});
            object["required"] = json!(["kind"]);
        }
        schemas
    }

    fn choice(&mut self) -> Value {
        let first = self.below(2);
        let numbers = first..first + 2 + self.below(2);
        let alternatives: Vec<Value> = numbers.clone().map(reference).collect();
        let mapped = |it| (format!("mapped_{it}"), json!(format!("Part{it}")));
        let mapping: Map<String, Value> = numbers.map(mapped).collect();
        let discriminator = json!({"propertyName": "kind", "mapping": mapping});
        match self.below(3) {
            0 => json!({"oneOf": alternatives, "discriminator": {"propertyName": "kind"}}),
            1 => json!({"oneOf": alternatives, "discriminator": discriminator}),
            _ => json!({"oneOf": alternatives}),
        }
    }
}

fn reference(number: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/Part{number}")})
}

fn text(schemas: &Map<String, Value>) -> String {
    let schema = json!({"$ref": "#/components/schemas/Thing"});
    let content = json!({"application/json": {"schema": schema}});
    let responses = json!({"200": {"description": "", "content": content}});
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/things": {"get": {"operationId": "get_thing", "responses": responses}}},
        "components": {"schemas": schemas},
    });
    serde_json::to_string_pretty(&document).unwrap()
}

/// Each property of a schema and of its parts, and whether one of them requires it.
fn properties(schemas: &Map<String, Value>, schema: &Value) -> BTreeMap<String, bool> {
    let (mut waiting, mut names, mut required) = (vec![schema], Vec::new(), Vec::new());
    while let Some(schema) = waiting.pop() {
        let target = schema["$ref"].as_str().and_then(|it| it.rsplit('/').next());
        waiting.extend(target.map(|name| &schemas[name]));
        waiting.extend(schema["allOf"].as_array().into_iter().flatten());
        names.extend(schema["properties"].as_object().into_iter().flat_map(Map::keys));
        required.extend(schema["required"].as_array().into_iter().flatten());
    }
    let is_required = |name: &String| required.iter().any(|it| *it == name);
    names.into_iter().map(|name| (name.clone(), is_required(name))).collect()
}

/// The fields of an object: the types, by the names that they have in JSON.
type Fields = BTreeMap<String, String>;

/// The fields of each object that a type is: one, or one for each alternative.
fn objects(types: &[syn::Item], name: &str) -> BTreeMap<String, Fields> {
    let text = |tokens: &dyn ToTokens| tokens.to_token_stream().to_string();
    let last = |ty: &syn::Type| text(ty).rsplit(' ').next().unwrap().to_owned();
    let found = types.iter().find_map(|item| match item {
        syn::Item::Type(item) if item.ident == name => Some(objects(types, &last(&item.ty))),
        syn::Item::Struct(item) if item.ident == name => Some(match &item.fields {
            syn::Fields::Unnamed(inner) => objects(types, &last(&inner.unnamed[0].ty)),
            inner => {
                let field = |field: &syn::Field| {
                    let attributes: String = field.attrs.iter().map(|it| text(it)).collect();
                    let renamed = attributes.split("rename = \"").nth(1);
                    let renamed = renamed.and_then(|it| it.split('"').next()).map(str::to_owned);
                    (renamed.unwrap_or_else(|| text(&field.ident)), text(&field.ty))
                };
                BTreeMap::from([(name.to_owned(), inner.iter().map(field).collect())])
            }
        }),
        syn::Item::Enum(item) if item.ident == name => {
            let names = item.variants.iter().map(|it| it.ident.to_string());
            let known = names.filter(|name| name != "Unlisted");
            let of =
                |name: String| Some((name.clone(), objects(types, &name).into_values().next()?));
            Some(known.filter_map(of).collect())
        }
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no type {name}"))
}

fn outcome(schemas: &Map<String, Value>) -> Result<BTreeMap<String, Fields>, Error> {
    let code = generate(Source { file: "openapi/cards.yaml", text: &text(schemas) })?;
    let items = syn::parse_file(&code).unwrap().items.into_iter();
    let types = items.filter_map(|item| match item {
        syn::Item::Mod(module) if module.ident == "types" => module.content,
        _ => None,
    });
    Ok(objects(&types.flat_map(|(_, items)| items).collect::<Vec<_>>(), "Thing"))
}

/// The schemas with the parts of every `allOf` in the opposite order.
fn reversed(mut schemas: Map<String, Value>) -> Map<String, Value> {
    for schema in schemas.values_mut() {
        if let Some(parts) = schema.get_mut("allOf").and_then(Value::as_array_mut) {
            parts.reverse();
        }
    }
    schemas
}

#[test]
fn what_is_composed_is_refused_at_a_line_or_keeps_every_property() {
    let mut accepted = BTreeMap::<&str, usize>::new();
    let documents: usize = if crate::is_thorough() { 1_000 } else { 50 };
    for seed in 0..documents as u64 {
        let schemas = Random(seed << 20).schemas();
        let thing = &schemas["Thing"];
        let found = outcome(&schemas);
        match (&found, outcome(&reversed(schemas.clone()))) {
            (Ok(one), Ok(other)) => assert_eq!(*one, other, "{seed}: {schemas:?}"),
            (one, other) => assert_eq!(one.is_ok(), other.is_ok(), "{seed}: {one:?} {other:?}"),
        }
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                assert!(error.position().is_some(), "{seed}: {error}");
                continue;
            }
        };
        let keyword = ["allOf", "oneOf", "anyOf"].into_iter().find(|it| thing.get(it).is_some());
        *accepted.entry(keyword.unwrap()).or_default() += 1;
        let alternatives = thing["oneOf"].as_array().cloned().unwrap_or(vec![thing.clone()]);
        assert_eq!(found.len(), alternatives.len(), "{seed}: {found:?} {schemas:?}");
        for schema in alternatives {
            let name = schema["$ref"].as_str().and_then(|it| it.rsplit('/').next());
            let fields = name.map_or(found.values().next(), |name| found.get(name));
            for (name, required) in properties(&schemas, &schema) {
                let ty = fields.and_then(|fields| fields.get(&name));
                let ty = ty.unwrap_or_else(|| panic!("{seed}: {name} is lost: {schemas:?}"));
                // A list that one part leaves optional may be null in the whole.
                let is_as_said = ty.contains("Option <") != required || ty.contains("Vec <");
                assert!(is_as_said, "{seed}: {name} {required} {ty}: {schemas:?}");
            }
        }
    }
    assert!(
        accepted["allOf"] > documents / 10 && accepted["oneOf"] > documents / 20,
        "{accepted:?}"
    );
}

//! Damage to JSON, as servers and their proxies do it.

use dintero_cards_openapi::Document;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use super::edge_cases::{ACCOUNT_IDS, TIMES, UUIDS, WORDS, fractions, huge_numbers};
use super::places::{Place, places};

/// A kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    FieldRemoved,
    FieldAdded,
    FieldInAnotherCase,
    Null,
    OtherType,
    InAList,
    AsText,
    InAnotherCase,
    UnlistedValue,
    HugeNumber,
    NumberWithFraction,
    UnusualTime,
    UnusualUuid,
    UnusualAccountId,
    ListForObject,
    ObjectForList,
}

impl Kind {
    pub(super) const ALL: [Self; 16] = [
        Self::FieldRemoved,
        Self::FieldAdded,
        Self::FieldInAnotherCase,
        Self::Null,
        Self::OtherType,
        Self::InAList,
        Self::AsText,
        Self::InAnotherCase,
        Self::UnlistedValue,
        Self::HugeNumber,
        Self::NumberWithFraction,
        Self::UnusualTime,
        Self::UnusualUuid,
        Self::UnusualAccountId,
        Self::ListForObject,
        Self::ObjectForList,
    ];

    /// Whether a place can be damaged like this.
    fn fits(self, place: &Place, value: &Value) -> bool {
        match self {
            Self::FieldRemoved | Self::FieldInAnotherCase => place.property.is_some(),
            Self::FieldAdded | Self::ListForObject => place.has_properties() && value.is_object(),
            Self::Null | Self::OtherType | Self::InAList => true,
            Self::AsText => value.is_number() || value.is_boolean(),
            Self::InAnotherCase => value.is_string(),
            Self::UnlistedValue => place.schema["enum"].is_array(),
            Self::HugeNumber | Self::NumberWithFraction => place.is_of("integer"),
            Self::UnusualTime => place.has_format("date-time"),
            Self::UnusualUuid => place.has_format("uuid"),
            Self::UnusualAccountId => place.schema["pattern"].is_string(),
            Self::ObjectForList => place.is_of("array") && value.is_array(),
        }
    }
}

/// Damages a value at one place, in a way that fits; None if nothing changed.
pub(super) fn mutate(
    document: &Document,
    at: &str,
    value: &mut Value,
    [kind, place, variant]: [Index; 3],
) -> Option<Kind> {
    let places = places(document, at, value);
    let fitting = |kind: Kind| -> Vec<&Place> {
        let fits = |place: &&Place| kind.fits(place, value.pointer(&place.pointer).unwrap());
        places.iter().filter(fits).collect()
    };
    let mut kinds = Kind::ALL.to_vec();
    kinds.retain(|kind| !fitting(*kind).is_empty());
    let kind = *kind.get(&kinds);
    let place = *place.get(&fitting(kind));
    if matches!(kind, Kind::FieldRemoved | Kind::FieldInAnotherCase) {
        let (parent, name) = place.pointer.rsplit_once('/').unwrap();
        let fields = value.pointer_mut(parent).and_then(Value::as_object_mut).unwrap();
        let field = fields.remove(name).unwrap();
        if kind == Kind::FieldInAnotherCase {
            fields.insert(in_another_case(name), field);
        }
        return Some(kind);
    }
    let node = value.pointer_mut(&place.pointer).unwrap();
    let damaged = damage(kind, place, node, variant);
    let changed = damaged != *node;
    *node = damaged;
    changed.then_some(kind)
}

fn damage(kind: Kind, place: &Place, value: &Value, variant: Index) -> Value {
    let pick = |texts: &[&str]| json!(variant.get(texts));
    match kind {
        Kind::FieldRemoved | Kind::FieldInAnotherCase => unreachable!("done by the caller"),
        Kind::FieldAdded => {
            let mut fields = value.as_object().unwrap().clone();
            let name = *variant.get(&["", "brand_new", "AMOUNT", "$ref", "dintero_"]);
            fields.insert(name.to_owned(), other(variant));
            fields.into()
        }
        Kind::Null => Value::Null,
        Kind::OtherType => other(variant),
        Kind::InAList => json!([value]),
        Kind::AsText => json!(value.to_string()),
        Kind::InAnotherCase => json!(in_another_case(value.as_str().unwrap())),
        Kind::UnlistedValue => pick(&WORDS),
        Kind::HugeNumber => variant.get(&huge_numbers()).clone(),
        Kind::NumberWithFraction => variant.get(&fractions()).clone(),
        Kind::UnusualTime => pick(&TIMES),
        Kind::UnusualUuid => pick(&UUIDS),
        Kind::UnusualAccountId => pick(&ACCOUNT_IDS),
        Kind::ListForObject => {
            // In the order of the names: as close to the object as a list comes.
            let names = place.schema["properties"].as_object().unwrap().keys();
            let mut list: Vec<Value> = names.map(|name| value[name].clone()).collect();
            match variant.index(4) {
                0 => list.push(Value::Null),
                1 => drop(list.pop()),
                _ => {}
            }
            list.into()
        }
        Kind::ObjectForList => {
            let items = value.as_array().unwrap().iter().enumerate();
            items
                .map(|(index, item)| (index.to_string(), item.clone()))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

/// A value of any type.
fn other(variant: Index) -> Value {
    let values = [
        json!(true),
        json!(7),
        json!(1.5),
        json!("text"),
        json!([]),
        json!({}),
        json!([null]),
        json!({ "a": 1 }),
    ];
    variant.get(&values).clone()
}

fn in_another_case(text: &str) -> String {
    let upper = text.to_uppercase();
    if upper == text { text.to_lowercase() } else { upper }
}

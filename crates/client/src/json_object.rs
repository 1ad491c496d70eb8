//! Free-form objects, kept as their JSON text.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A free-form JSON object, kept as the text that arrived.
///
/// Numbers of any size, the order of the names and repeated names stay as they are.
/// Equal objects have equal texts. It is read and written as JSON alone.
#[derive(Clone)]
pub struct JsonObject(Box<RawValue>);

impl JsonObject {
    /// Returns the JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Decodes the object into a type of your own, or a map.
    ///
    /// # Errors
    /// Returns an error if the object is not of this type.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> serde_json::Result<T> {
        serde_json::from_str(self.as_str())
    }

    /// Whether the object has no fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str()[1..].trim_start().starts_with('}')
    }
}

/// The object without fields.
impl Default for JsonObject {
    fn default() -> Self {
        serde_json::from_str("{}").expect("it is an object")
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for JsonObject {
    fn from(map: serde_json::Map<String, serde_json::Value>) -> Self {
        let text = serde_json::Value::from(map).to_string();
        serde_json::from_str(&text).expect("it was printed as an object")
    }
}

impl PartialEq for JsonObject {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for JsonObject {}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsonObject(..)")
    }
}

impl Serialize for JsonObject {
    /// Serializes the text as it is; line breaks alone are left out, so that it always
    /// fits one line.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        if !text.contains(['\n', '\r']) {
            return self.0.serialize(serializer);
        }
        // A text within JSON has no line break.
        let line = RawValue::from_string(text.replace(['\n', '\r'], ""));
        line.map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        if text.get().starts_with('{') {
            Ok(Self(text))
        } else {
            Err(D::Error::custom("not an object"))
        }
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for JsonObject {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "JsonObject".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object", "additionalProperties": true })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::value::RawValue;

    use super::JsonObject;

    #[test]
    fn a_free_form_object_is_decoded_on_demand() {
        let object: JsonObject =
            serde_json::from_str(r#"{"ean":12345678901234567890123}"#).unwrap();
        let fields: BTreeMap<&str, &RawValue> = object.parse().unwrap();
        assert_eq!(fields["ean"].get(), "12345678901234567890123");
        assert!(object.parse::<BTreeMap<&str, i64>>().is_err());
    }

    #[test]
    fn a_free_form_object_keeps_its_text() {
        for text in [
            r#"{"ean":12345678901234567890123,"b":1.10,"a":1e400}"#,
            r#"{ "b" : -0.0, "a":"\u00e6", "a":[] }"#,
            "{}",
        ] {
            let object: JsonObject = serde_json::from_str(text).unwrap();
            assert_eq!(object.as_str(), text);
            assert_eq!(serde_json::to_string(&object).unwrap(), text);
            assert_eq!(object.is_empty(), text == "{}");
        }
    }

    #[test]
    fn a_free_form_object_is_written_on_one_line() {
        let object: JsonObject = serde_json::from_str("{\r\n  \"a\": \"b\\nc\"\n}").unwrap();
        assert_eq!(serde_json::to_string(&object).unwrap(), r#"{  "a": "b\nc"}"#);
    }

    #[test]
    fn other_values_are_not_free_form_objects() {
        for text in ["[]", "7", "\"{}\"", "null", "{\"a\":007}", "{\"a\":NaN}"] {
            assert!(serde_json::from_str::<JsonObject>(text).is_err(), "{text}");
        }
        assert!(JsonObject::default().is_empty());
    }
}

//! Decodes a card that a careful reader understands: a whole number may be written as
//! `100.0` or `1e2`, and an empty object as `[]`.

use serde_json::value::RawValue;
use serde_path_to_error::Segment;

use super::scan::{elements, fields, is_name};
use crate::Card;

/// Most values of a card that are rewritten: more than it has numbers and objects.
const MAX_REPAIRS: usize = 16;

/// Decodes a card, and rewrites the values at which that fails.
pub(super) fn decode(card: &[u8]) -> Option<Card> {
    let mut json = card.to_vec();
    for _ in 0..MAX_REPAIRS {
        let mut deserializer = serde_json::Deserializer::from_slice(&json);
        let error = match serde_path_to_error::deserialize(&mut deserializer) {
            Ok(card) => return Some(card),
            Err(error) => error,
        };
        let value = error.path().iter().try_fold(&json[..], step)?.trim_ascii();
        let instead = if is_empty_array(value) { "{}".to_owned() } else { whole_number(value)? };
        let start = value.as_ptr().addr() - json.as_ptr().addr();
        let end = start + value.len();
        json.splice(start..end, instead.into_bytes());
    }
    None
}

fn step<'a>(json: &'a [u8], segment: &Segment) -> Option<&'a [u8]> {
    match segment {
        Segment::Map { key } => {
            let field = fields(json).flatten().find(|(name, _)| is_name(name, key));
            field.map(|(_, value)| value)
        }
        Segment::Seq { index } => elements(json).flatten().nth(*index),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn is_empty_array(json: &[u8]) -> bool {
    let inside = json.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]"));
    inside.is_some_and(|inside| inside.trim_ascii().is_empty())
}

/// Returns a whole number that is written with a fraction or an exponent as an integer,
/// exactly.
fn whole_number(json: &[u8]) -> Option<String> {
    let text = serde_json::from_slice::<&RawValue>(json).ok()?.get();
    let (sign, number) = text.strip_prefix('-').map_or(("", text), |number| ("-", number));
    if !number.starts_with(|c: char| c.is_ascii_digit()) || !number.contains(['.', 'e', 'E']) {
        return None;
    }
    let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let exponent = exponent.parse::<i64>().ok()?;
    let exponent =
        exponent.checked_add(i64::try_from(zeros).ok()? - i64::try_from(fraction.len()).ok()?)?;
    // Longer numbers do not fit an amount.
    let zeros = usize::try_from(exponent).ok().filter(|zeros| *zeros < 20)?;
    Some(format!("{sign}{significant}{}", "0".repeat(zeros)))
}

#[cfg(test)]
mod tests {
    use super::{decode, whole_number};

    #[test]
    fn whole_numbers_are_read_exactly_however_they_are_written() {
        for (text, number) in [
            ("100.0", Some("100")),
            ("1e2", Some("100")),
            ("1.5E+1", Some("15")),
            ("1200e-2", Some("12")),
            ("-0.0", Some("0")),
            ("0e999999999999999999999", Some("0")),
            ("9007199254740993.0", Some("9007199254740993")),
            ("-9223372036854775808.00", Some("-9223372036854775808")),
            ("100.5", None),
            ("1e-1", None),
            ("1e400", None),
            ("1e99999999999999999999", None),
            ("007.0", None),
            ("100", None),
            ("\"1e2\"", None),
            ("NaN", None),
        ] {
            assert_eq!(whole_number(text.as_bytes()).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn a_card_is_repaired_where_decoding_fails_and_nowhere_else() {
        let json = br#"{"amount": 1.0 ,"amount_funds":2e0,"metadata":[ ],"pin":{"format":{"length":4.0}}}"#;
        let card = decode(json).unwrap();
        assert_eq!((card.amount, card.amount_funds), (Some(1), Some(2)));
        assert!(card.metadata.unwrap().is_empty());
        assert_eq!(card.pin.unwrap().format.unwrap().length, Some(4));
        let card = decode(br#"{"metadata":{"amount":1.0},"amount":1.0,"pin":[]}"#).unwrap();
        assert_eq!(card.metadata.unwrap().as_str(), r#"{"amount":1.0}"#);
        for json in [
            r#"{"amount":100.5}"#,
            r#"{"amount":1e19}"#,
            r#"{"amount":[]}"#,
            r#"{"metadata":[1]}"#,
            r#"{"card_id":1.0}"#,
            "7",
            "1.0",
            "[1]",
        ] {
            assert!(decode(json.as_bytes()).is_none(), "{json}");
        }
    }
}

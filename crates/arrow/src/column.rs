//! The columns: their names, types, and values of a card.

use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    Int64Builder, StringBuilder, StringDictionaryBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::types::Int32Type;
use arrow_schema::{DataType, Field, TimeUnit};
use dintero_cards::{Card, Pin, Timestamp};

/// Key of the metadata of a column of money: `amount`, or `currency`.
///
/// Engines keep it where a column gets another name.
pub const MONEY: &str = "dintero.money";

/// A column of the schema.
pub(crate) struct Definition {
    pub(crate) name: &'static str,
    value: Value,
}

/// How the value of a column is taken from a card.
#[derive(Clone, Copy)]
enum Value {
    Text(fn(&Card) -> Option<&str>),
    /// A text that many cards share.
    Shared(fn(&Card) -> Option<&str>),
    Amount(fn(&Card) -> Option<i64>),
    Time(fn(&Card) -> Option<Timestamp>),
    Pin,
    /// A text that is written into the column; false for none.
    Composed(fn(&Card, &mut StringBuilder) -> bool),
}

/// The columns in the order of the document, and two more; a test compares them.
pub(crate) static DEFINITIONS: [Definition; 23] = [
    define("card_id", Value::Text(|card| card.card_id.as_deref())),
    define("amount", Value::Amount(|card| card.amount)),
    define("currency", Value::Shared(|card| card.currency.as_deref())),
    define("originated_by", Value::Text(|card| card.originated_by.as_deref())),
    define("customer_id", Value::Text(|card| card.customer_id.as_deref())),
    define("name", Value::Text(|card| card.name.as_deref())),
    define("type", Value::Shared(|card| card.type_.as_ref().map(|value| value.as_str()))),
    define("status", Value::Shared(|card| card.status.as_ref().map(|value| value.as_str()))),
    define("pin", Value::Pin),
    define("id", Value::Composed(id)),
    define("created_at", Value::Time(|card| card.created_at)),
    define("created_by", Value::Text(|card| card.created_by.as_deref())),
    define("metadata", Value::Text(|card| card.metadata.as_ref().map(|value| value.as_str()))),
    define("amount_balance", Value::Amount(|card| card.amount_balance)),
    define("amount_available", Value::Amount(|card| card.amount_available)),
    define("amount_funds", Value::Amount(|card| card.amount_funds)),
    define("amount_drawdown", Value::Amount(|card| card.amount_drawdown)),
    define("amount_pending", Value::Amount(|card| card.amount_pending)),
    define("amount_reserved", Value::Amount(|card| card.amount_reserved)),
    define("active_from", Value::Time(|card| card.active_from)),
    define("expires_at", Value::Time(|card| card.expires_at)),
    define("extra", Value::Composed(extra)),
    define("exact_times", Value::Composed(exact_times)),
];

const fn define(name: &'static str, value: Value) -> Definition {
    Definition { name, value }
}

impl Definition {
    pub(crate) fn field(&self) -> Field {
        let field = Field::new(self.name, self.data_type(), true);
        let money = match self.value {
            Value::Amount(_) => "amount",
            _ if self.name == "currency" => "currency",
            _ => return field,
        };
        field.with_metadata([(MONEY.to_owned(), money.to_owned())].into())
    }

    /// Whether the value differs from card to card.
    pub(crate) fn is_unique(&self) -> bool {
        matches!(self.name, "card_id" | "id")
    }

    /// Whether the value is JSON.
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.name, "pin" | "metadata" | "extra" | "exact_times")
    }

    pub(crate) fn data_type(&self) -> DataType {
        match self.value {
            Value::Text(_) | Value::Pin | Value::Composed(_) => DataType::Utf8,
            Value::Shared(_) => {
                DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
            }
            Value::Amount(_) => DataType::Int64,
            Value::Time(_) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        }
    }

    pub(crate) fn column(&self) -> Column {
        match self.value {
            Value::Text(value) => Column::Text(value, StringBuilder::new()),
            Value::Shared(value) => Column::Shared(value, StringDictionaryBuilder::new()),
            Value::Amount(value) => Column::Amount(value, Int64Builder::new()),
            Value::Time(value) => {
                let builder = TimestampMicrosecondBuilder::new();
                Column::Time(value, builder.with_data_type(self.data_type()))
            }
            Value::Pin => Column::Pin(None, StringBuilder::new()),
            Value::Composed(write) => Column::Composed(write, StringBuilder::new()),
        }
    }
}

/// The values of a column so far.
pub(crate) enum Column {
    Text(fn(&Card) -> Option<&str>, StringBuilder),
    Shared(fn(&Card) -> Option<&str>, StringDictionaryBuilder<Int32Type>),
    Amount(fn(&Card) -> Option<i64>, Int64Builder),
    Time(fn(&Card) -> Option<Timestamp>, TimestampMicrosecondBuilder),
    /// With the last value and its text: most cards have the same.
    Pin(Option<(Pin, String)>, StringBuilder),
    Composed(fn(&Card, &mut StringBuilder) -> bool, StringBuilder),
}

impl Column {
    /// Appends the value of a card.
    pub(crate) fn append(&mut self, card: &Card) {
        match self {
            Self::Text(value, builder) => builder.append_option(value(card)),
            Self::Shared(value, builder) => builder.append_option(value(card)),
            Self::Amount(value, builder) => builder.append_option(value(card)),
            Self::Time(value, builder) => {
                builder.append_option(value(card).map(|time| time.utc().timestamp_micros()));
            }
            Self::Pin(last, builder) => match (&card.pin, last) {
                (None, _) => builder.append_null(),
                (Some(pin), Some((same, text))) if pin == same => builder.append_value(text),
                (Some(pin), last) => {
                    let text = serde_json::to_string(pin).expect("the keys are strings");
                    builder.append_value(&text);
                    *last = Some((pin.clone(), text));
                }
            },
            Self::Composed(write, builder) => match write(card, builder) {
                true => builder.append_value(""),
                false => builder.append_null(),
            },
        }
    }

    /// Returns the bytes of its texts.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Text(_, builder) | Self::Pin(_, builder) | Self::Composed(_, builder) => {
                builder.values_slice().len()
            }
            Self::Shared(..) | Self::Amount(..) | Self::Time(..) => 0,
        }
    }

    /// Returns the column, and begins an empty one.
    pub(crate) fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(_, builder) | Self::Pin(_, builder) | Self::Composed(_, builder) => {
                Arc::new(builder.finish())
            }
            Self::Shared(_, builder) => Arc::new(builder.finish()),
            Self::Amount(_, builder) => Arc::new(builder.finish()),
            Self::Time(_, builder) => Arc::new(builder.finish()),
        }
    }
}

fn id(card: &Card, out: &mut StringBuilder) -> bool {
    let Some(id) = card.id else { return false };
    write(out, id.hyphenated().encode_lower(&mut [0; 36]));
    true
}

fn extra(card: &Card, out: &mut StringBuilder) -> bool {
    let mut separator = '{';
    for (name, value) in card.extra.iter() {
        let name = serde_json::to_string(name).expect("a text is JSON");
        write(out, separator.encode_utf8(&mut [0; 4]));
        [&name, ":", value].iter().for_each(|text| write(out, text));
        separator = ',';
    }
    let is_any = !card.extra.is_empty();
    if is_any {
        write(out, "}");
    }
    is_any
}

fn exact_times(card: &Card, out: &mut StringBuilder) -> bool {
    let mut separator = '{';
    for definition in &DEFINITIONS {
        let Value::Time(value) = definition.value else { continue };
        let Some(time) = value(card).filter(|time| !is_microseconds(*time)) else { continue };
        let text = format!("{separator}\"{}\":\"{time}\"", definition.name);
        write(out, &text);
        separator = ',';
    }
    let is_any = separator == ',';
    if is_any {
        write(out, "}");
    }
    is_any
}

/// Whether a time is a whole number of microseconds. A leap second is none: chrono counts
/// it as the second before it, with more nanoseconds.
fn is_microseconds(time: Timestamp) -> bool {
    let nanos = time.utc().timestamp_subsec_nanos();
    nanos.is_multiple_of(1_000) && nanos < 1_000_000_000
}

fn write(out: &mut StringBuilder, text: &str) {
    out.write_str(text).expect("a column is in memory");
}

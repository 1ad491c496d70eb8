//! A report as CSV and as JSON.

use std::io;

use serde_json::{Map, Value, json};

use super::document::Report;
use crate::output::{Dialect, decimal};

/// One table of all sections. An amount is in the main unit of its currency.
pub(super) fn csv(report: &Report, dialect: Dialect) -> io::Result<Vec<u8>> {
    let mut labels: Vec<&str> = Vec::new();
    let mut amounts: Vec<&str> = Vec::new();
    for section in &report.sections {
        add_new(&mut labels, &section.labels);
        add_new(&mut amounts, section.amounts);
    }
    let mut writer = dialect.writer(true);
    let header = ["section"].into_iter().chain(labels.iter().copied()).chain(["cards"]);
    writer.write_record(header.chain(amounts.iter().copied()))?;
    for section in &report.sections {
        for row in &section.rows {
            let cell = |label: &&str| {
                let place = section.labels.iter().position(|own| own == label);
                dialect.text(place.map_or("", |place| &row.labels[place]).into()).into_owned()
            };
            let amount = |name: &&str| {
                let place = section.amounts.iter().position(|own| own == name);
                let text = place.map(|place| decimal(row.amounts[place], &row.currency));
                dialect.number(text.unwrap_or_default())
            };
            let cells = [section.name.to_owned()].into_iter().chain(labels.iter().map(cell));
            let numbers = [row.cards.to_string()].into_iter().chain(amounts.iter().map(amount));
            writer.write_record(cells.chain(numbers))?;
        }
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// An object with the sections by name; an amount is in the smallest unit.
pub(super) fn json(report: &Report) -> Vec<u8> {
    let mut sections = Map::new();
    for section in &report.sections {
        let rows = section.rows.iter().map(|row| {
            let labels = section.labels.iter().zip(&row.labels);
            let mut object: Map<String, Value> =
                labels.map(|(name, label)| ((*name).to_owned(), json!(label))).collect();
            object.insert("cards".to_owned(), json!(row.cards));
            let amounts = section.amounts.iter().zip(&row.amounts);
            object.extend(amounts.map(|(name, minor)| ((*name).to_owned(), number(*minor))));
            Value::Object(object)
        });
        sections.insert(section.name.to_owned(), rows.collect());
    }
    let facts = report.facts.iter().map(|(name, value)| (name.clone(), json!(value)));
    let report = json!({
        "title": report.title,
        "facts": facts.collect::<Map<_, _>>(),
        "warnings": report.warnings,
        "sections": sections,
    });
    format!("{report:#}\n").into_bytes()
}

/// A number of JSON; a text beyond 64 bits, where many programs would round a number.
fn number(minor: i128) -> Value {
    i64::try_from(minor).map_or_else(|_| json!(minor.to_string()), |minor| json!(minor))
}

/// Adds the names that are not there yet, in order.
fn add_new<'a>(names: &mut Vec<&'a str>, more: &[&'a str]) {
    for name in more {
        if !names.contains(name) {
            names.push(name);
        }
    }
}

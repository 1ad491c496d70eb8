//! A report as one page of HTML, without scripts and without anything from elsewhere.

use std::collections::BTreeMap;

use minijinja::{Environment, context, escape_formatter};

use super::document::{Report, Section};
use super::text::shown;
use crate::failure::Failure;
use crate::terminal::escaped;

const TEMPLATE: &str = include_str!("report.html");

pub(super) fn render(report: &Report) -> Result<Vec<u8>, Failure> {
    let mut environment = Environment::new();
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) => escape_formatter(out, state, &escaped(text).into()),
        None => escape_formatter(out, state, value),
    });
    let context = context! {
        title => report.title,
        warnings => &report.warnings,
        facts => &report.facts,
        sections => report.sections.iter().map(section).collect::<Vec<_>>(),
        version => env!("CARGO_PKG_VERSION"),
    };
    // The name decides that values are escaped for HTML.
    let page = environment.render_named_str("report.html", TEMPLATE, context);
    page.map(String::into_bytes).map_err(|error| Failure::Data(format!("page: {error}")))
}

fn section(section: &Section) -> minijinja::Value {
    // A bar compares an amount with the others of its currency.
    let mut largest: BTreeMap<&str, u128> = BTreeMap::new();
    // Names of accounts leave no width for bars.
    let has_accounts = section.labels.iter().any(|label| label.starts_with("account"));
    let has_bars = section.amounts.len() == 1 && !has_accounts;
    for row in &section.rows {
        let size = row.amounts.iter().map(|minor| minor.unsigned_abs()).max();
        let most = largest.entry(&row.currency).or_default();
        *most = (*most).max(size.unwrap_or_default());
    }
    let mut currency = section.rows.first().map(|row| row.currency.as_str());
    let rows = section.rows.iter().map(|row| {
        let is_next = currency.replace(&row.currency) != Some(&row.currency);
        let most = largest[row.currency.as_str()].max(1);
        let size = row.amounts[0].unsigned_abs();
        context! {
            labels => &row.labels,
            is_next_currency => is_next,
            cards => row.cards,
            amounts => row.amounts.iter().map(|minor| shown(*minor, &row.currency)).collect::<Vec<_>>(),
            bar => has_bars.then(|| size.saturating_mul(100) / most),
        }
    });
    context! {
        title => section.title,
        labels => section.labels.clone(),
        amounts => section.amounts.to_vec(),
        has_bars => has_bars,
        rows => rows.collect::<Vec<_>>(),
    }
}

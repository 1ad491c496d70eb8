//! Where the cards of a report come from: listings of accounts, or exports.

use std::path::PathBuf;

use dintero_cards::Timestamp;
use futures_util::StreamExt as _;

use super::class::Definition;
use super::document::Report;
use super::export::Export;
use super::liability::Liability;
use crate::connection::{Connected, Connection};
use crate::failure::Failure;
use crate::filters::Filters;
use crate::interruption::Interruption;
use crate::malformed;
use crate::terminal::{clear_progress, counted, detail, progress};
use crate::zone::{Zone, now};

/// A report, and the number of malformed cards that are missing from it.
pub(super) type Counted = (Report, u64);

pub(super) async fn of_listings(
    connections: Vec<Connection>,
    definition: &Definition,
    filters: &Filters,
    zone: &Zone,
) -> Result<Counted, Failure> {
    filters.filter.check()?;
    let mut interruption = Interruption::listen(true)?;
    let first = now();
    let mut liability = Liability::new(definition, zone, first);
    let (mut unread, mut accounts) = (0, Vec::<String>::new());
    let has_several = connections.len() > 1;
    for connection in connections {
        let connected = connection.connect().await?;
        let account = connected.account_id.clone();
        if accounts.contains(&account) {
            return Err(Failure::Usage(format!("two of the profiles are of account {account}")));
        }
        let label = if has_several { account.as_str() } else { "" };
        unread += interruption.or(add(&connected, label, filters, &mut liability)).await?;
        accounts.push(account);
    }
    let facts = [
        ("account", accounts.join(", ")),
        ("first request", zone.second(first)),
        ("last request", zone.second(now())),
        ("filters", filters.text()),
        ("cards created meanwhile", liability.created_meanwhile.to_string()),
    ];
    let facts = facts.map(|(name, value)| (name.to_owned(), value));
    let mut report = liability.report(facts.into());
    for account in accounts.iter().filter(|account| account.starts_with('T')) {
        let warning = format!("{account} is a TEST account: none of this is real money");
        report.warnings.insert(0, warning);
    }
    Ok((report, unread))
}

pub(super) fn of_exports(
    files: &[PathBuf],
    as_of: Option<Timestamp>,
    definition: &Definition,
    zone: &Zone,
) -> Result<Counted, Failure> {
    let mut exports = files.iter().map(|file| Export::open(file)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = exports.iter().map(|export| export.name.clone()).collect();
    for (export, file) in exports.iter_mut().zip(files) {
        // Files of the same name are labelled with their folders.
        if names.iter().filter(|name| **name == export.name).count() > 1 {
            export.name = file.display().to_string();
        }
    }
    let changed = exports.iter().map(|export| export.changed).max();
    let moment = as_of.or(changed).unwrap_or_else(now);
    let mut liability = Liability::new(definition, zone, moment);
    let mut facts = vec![("as of".to_owned(), zone.second(moment))];
    let mut malformed = 0;
    for export in exports {
        let name = if files.len() > 1 { export.name.clone() } else { String::new() };
        let changed = format!("last changed {}", zone.second(export.changed));
        facts.push(match name.is_empty() {
            true => ("export".to_owned(), format!("{}, {changed}", export.name)),
            false => (format!("export {name}"), changed),
        });
        malformed += export.cards(|card| liability.add(&name, &card))?;
    }
    let later = liability.created_meanwhile;
    let mut report = liability.report(facts);
    if as_of.is_some() && later > 0 {
        let cards = counted(later, "card was", "cards were");
        let what = "created after the moment of the report, so the export is of a later one";
        report.faults.push(format!("{cards} {what}"));
    }
    Ok((report, malformed))
}

/// Adds every card of an account; returns the number of malformed cards.
async fn add(
    connected: &Connected,
    label: &str,
    filters: &Filters,
    liability: &mut Liability<'_>,
) -> Result<u64, Failure> {
    let mut pages = connected.client.list_cards(filters.filter.clone()).pages();
    while let Some(page) = pages.next().await {
        // A part of the liability is not the liability: nothing is reported then.
        let page = page?;
        let number = pages.report().pages;
        page.malformed_cards().iter().for_each(|card| malformed::report(number, card));
        page.cards().iter().for_each(|card| liability.add(label, card));
        detail(|| {
            let report = pages.report();
            let cards = counted(report.items, "card", "cards");
            format!("{} page {}: {cards}", connected.account_id, report.pages)
        });
        progress(&counted(pages.report().items, "card", "cards"));
    }
    clear_progress();
    Ok(pages.report().malformed_cards)
}

//! The way from the liability of one export to that of another.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use dintero_cards::{Card, CardType};

use super::class::{Class, Definition};
use super::document::{ARE, HAVE, Label, Report, Sums, label, of_cards};
use super::export::Export;
use crate::failure::Failure;
use crate::zone::Zone;

const AMOUNTS: &[&str] = &["opening", "funded", "redeemed", "expired", "closing", "rest"];

/// Reconciles two exports; returns the number of malformed cards, too.
pub(super) fn report(
    opening: &Path,
    closing: &Path,
    definition: &Definition,
    zone: &Zone,
) -> Result<(Report, u64), Failure> {
    let (opening, closing) = (Export::open(opening)?, Export::open(closing)?);
    let fact = |name: &str, export: &Export| {
        let text = format!("{}, last changed {}", export.name, zone.second(export.changed));
        (name.to_owned(), text)
    };
    let facts = vec![
        fact("opening", &opening),
        fact("closing", &closing),
        ("times in".to_owned(), zone.name().to_owned()),
        ("outstanding".to_owned(), definition.text()),
        ("rest".to_owned(), "closing - (opening + funded - redeemed - expired)".to_owned()),
    ];
    let mut positions = HashMap::new();
    let (mut without_id, mut twice, mut twice_in_closing) = (0_u64, 0_u64, 0_u64);
    let (mut newest_before, mut newest_after) = (None, None);
    let mut movements = Sums::default();
    let mut malformed = opening.cards(|card| {
        let position = Position::new(&card, definition);
        newest_before = newest_before.max(card.created_at);
        match card.id {
            Some(id) => twice += u64::from(positions.insert(id, position).is_some()),
            None => {
                without_id += 1;
                let balance =
                    if position.class == Class::Outstanding { position.balance } else { 0 };
                add(&mut movements, &position.labels, 0, [balance, 0, 0, 0, 0]);
            }
        }
    })?;
    let mut closed = HashSet::new();
    malformed += closing.cards(|card| {
        newest_after = newest_after.max(card.created_at);
        if card.id.is_some_and(|id| !closed.insert(id.as_u128())) {
            twice_in_closing += 1;
            return;
        }
        let before = card.id.and_then(|id| positions.remove(&id));
        without_id += u64::from(card.id.is_none());
        close(&mut movements, before.as_ref(), &Position::new(&card, definition));
    })?;
    let gone = positions.values().filter(|position| position.class == Class::Outstanding);
    let gone: Vec<&Position> = gone.collect();
    for position in &gone {
        add(&mut movements, &position.labels, 0, [position.balance, 0, 0, 0, 0]);
    }
    let section = movements.section("roll_forward", "Roll-forward", &["currency", "type"], AMOUNTS);
    let mut warnings = of_cards(&[
        (gone.len() as u64, ARE, "only in the opening export"),
        (without_id, HAVE, "no id, so that they cannot be matched"),
    ]);
    let mut faults = of_cards(&[
        (twice, ARE, "more than once in the opening export; each is counted once"),
        (twice_in_closing, ARE, "more than once in the closing export; each is counted once"),
    ]);
    if newest_after.is_some() && newest_before > newest_after {
        let what = "the opening export has a card that is newer than every card of the closing";
        faults.push(format!("{what} one: are they swapped?"));
    }
    // Refunds can do this, too. `redeemed` is the third of the amounts.
    for row in section.rows.iter().filter(|row| row.amounts[2] < 0) {
        let what = "redeemed is negative: more was refunded, or the exports are swapped";
        warnings.push(format!("{}: {what}", row.labels.join(" ")));
    }
    for row in section.rows.iter().filter(|row| row.amounts.last() != Some(&0)) {
        warnings.push(format!("{}: the rest is not explained", row.labels.join(" ")));
    }
    Ok((
        Report { title: "Roll-forward of cards", facts, warnings, faults, sections: vec![section] },
        malformed,
    ))
}

struct Position {
    class: Class,
    labels: Vec<Label>,
    balance: i128,
    funds: i128,
    drawdown: i128,
}

impl Position {
    fn new(card: &Card, definition: &Definition) -> Self {
        let amount = |minor: Option<i64>| i128::from(minor.unwrap_or_default());
        let labels = [
            card.currency.as_deref().unwrap_or("none"),
            card.type_.as_ref().map_or("none", CardType::as_str),
        ];
        Self {
            class: definition.class(card),
            labels: labels.map(label).into(),
            balance: amount(definition.amount(card)),
            funds: amount(card.amount_funds),
            drawdown: amount(card.amount_drawdown),
        }
    }
}

fn add(
    movements: &mut Sums,
    labels: &[Label],
    cards: u64,
    [opening, funded, redeemed, expired, closing]: [i128; 5],
) {
    let rest = closing - (opening + funded - redeemed - expired);
    let amounts = [opening, funded, redeemed, expired, closing, rest];
    movements.add(labels.to_vec(), cards, &amounts);
}

/// Adds a card of the closing export with its opening position, if it has one.
fn close(movements: &mut Sums, before: Option<&Position>, after: &Position) {
    let was = before.map_or(Class::NotCounted, |before| before.class);
    if let Some(before) = before.filter(|_| was == Class::Outstanding) {
        add(movements, &before.labels, 0, [before.balance, 0, 0, 0, 0]);
    }
    if after.class == Class::NotCounted || (was, after.class) == (Class::Breakage, Class::Breakage)
    {
        return;
    }
    // A card that was not in the books comes into them with everything on it.
    let base = before.filter(|_| was != Class::NotCounted);
    let (funds, drawdown) = base.map_or((0, 0), |before| (before.funds, before.drawdown));
    let revived = base.filter(|_| was == Class::Breakage).map_or(0, |before| before.balance);
    let (expired, closing) = match after.class {
        Class::Outstanding => (-revived, after.balance),
        Class::Breakage | Class::NotCounted => (after.balance, 0),
    };
    let amounts = [0, after.funds - funds, after.drawdown - drawdown, expired, closing];
    add(movements, &after.labels, u64::from(after.class == Class::Outstanding), amounts);
}

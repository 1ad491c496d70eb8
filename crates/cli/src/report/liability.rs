//! The liability of a listing: sums by several groups. Of each card, only the id is kept.

use std::collections::HashSet;

use dintero_cards::{Card, CardStatus, CardType, Timestamp};

use super::class::{Class, Definition};
use super::document::{HAVE, Label, Report, Sums, label, of_cards};
use super::period::{age, month};
use crate::zone::Zone;

/// Name, title and labels of each section, besides those that all of them have.
pub(super) const SECTIONS: [(&str, &str, &[&str]); 5] = [
    ("total", "Total", &["class"]),
    ("status", "By type and status", &["type", "status", "class"]),
    ("expiring", "Outstanding by month of expiry", &["month"]),
    ("created", "Outstanding by month of creation", &["month"]),
    ("age", "Outstanding by age since creation", &["age"]),
];

pub(super) struct Liability<'a> {
    definition: &'a Definition,
    zone: &'a Zone,
    /// The moment of the report: that of the first request.
    moment: Timestamp,
    /// The sums of each section.
    sums: [Sums; SECTIONS.len()],
    pub(super) created_meanwhile: u64,
    /// The ids so far, since a card counts once: 20 to 40 bytes for each card.
    ids: HashSet<u128>,
    repeated: u64,
    without_amount: u64,
    unlisted: u64,
    unlisted_types: u64,
}

impl<'a> Liability<'a> {
    pub(super) fn new(definition: &'a Definition, zone: &'a Zone, moment: Timestamp) -> Self {
        Self {
            definition,
            zone,
            moment,
            sums: Default::default(),
            created_meanwhile: 0,
            ids: HashSet::new(),
            repeated: 0,
            without_amount: 0,
            unlisted: 0,
            unlisted_types: 0,
        }
    }

    /// Adds a card of an account; the name of the account is empty if there is one only.
    pub(super) fn add(&mut self, account: &str, card: &Card) {
        if card.id.is_some_and(|id| !self.ids.insert(id.as_u128())) {
            self.repeated += 1;
            return;
        }
        let class = self.definition.class(card);
        let minor = self.definition.amount(card);
        let status = card.status.as_ref().map_or("none", CardStatus::as_str);
        self.created_meanwhile += u64::from(card.created_at.is_some_and(|at| at >= self.moment));
        self.without_amount += u64::from(minor.is_none());
        self.unlisted += u64::from(!CardStatus::LISTED.contains(&status));
        let card_type = card.type_.as_ref().map_or("none", CardType::as_str);
        self.unlisted_types += u64::from(!CardType::LISTED.contains(&card_type));
        let place = CardStatus::LISTED.iter().position(|listed| *listed == status);
        let place = place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX);
        let in_class = (class as u8, class.name().to_owned());
        let first = [account, card.currency.as_deref().unwrap_or("none")].map(label);
        let amounts = [i128::from(minor.unwrap_or_default())];
        let [totals, statuses, expiring, created, ages] = &mut self.sums;
        let add = |sums: &mut Sums, rest: &[Label]| sums.add([&first, rest].concat(), 1, &amounts);
        add(totals, std::slice::from_ref(&in_class));
        add(statuses, &[label(card_type), (place, status.to_owned()), in_class]);
        if class == Class::Outstanding {
            add(expiring, &[month(card.expires_at, self.zone, "never")]);
            add(created, &[month(card.created_at, self.zone, "unknown")]);
            add(ages, &[age(card.created_at, self.moment, self.zone)]);
        }
    }

    /// Returns the report, with facts about the listing before its own.
    pub(super) fn report(self, mut facts: Vec<(String, String)>) -> Report {
        facts.push(("days and months of".to_owned(), self.zone.name().to_owned()));
        facts.push(("outstanding".to_owned(), self.definition.text()));
        let warnings = of_cards(&[
            (self.without_amount, HAVE, "no amount, which counts as 0"),
            (self.unlisted, HAVE, "a status that is not documented: not counted"),
            (self.unlisted_types, HAVE, "a type that is not documented: not counted"),
        ]);
        let came = ["card came", "cards came"];
        let faults = of_cards(&[(self.repeated, came, "more than once; each is counted once")]);
        let section = |(sums, (name, title, labels)): (Sums, (_, _, &[&'static str]))| {
            sums.section(name, title, &[&["account", "currency"], labels].concat(), &["amount"])
        };
        let sections = self.sums.into_iter().zip(SECTIONS).map(section).collect();
        Report { title: "Liability of cards", facts, warnings, faults, sections }
    }
}

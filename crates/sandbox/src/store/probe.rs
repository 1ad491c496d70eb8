//! A filter, ready to run down the columns of a block.
//!
//! It may mark a card that the filter does not hold for, where a number stands
//! for several texts or times; it never passes over one that it holds for.

use chrono::{DateTime, Utc};
use memchr::memmem::Finder;

use super::Store;
use super::block::{self, Block};
use super::column::{Column, NEVER, Range, keep};
use crate::card::{Card, CardStatus, CardType};
use crate::list::{Amounts, Filter, Span};
use crate::switches::Bounds;

/// A filter at a time, ready to run down columns.
pub(crate) struct Probe<'a> {
    filter: &'a Filter,
    now: DateTime<Utc>,
    /// Nothing can match.
    pub(super) hopeless: bool,
    /// A marked card matches, if the block is exact as well.
    pub(super) exact: bool,
    created: Range,
    expires: Range,
    active: Range,
    balance: Range,
    available: Range,
    /// Bits of the class, and what they must be.
    class: (u8, u8),
    currencies: Option<Vec<u32>>,
    customer: Option<u32>,
    search: Option<(Finder<'a>, Option<i64>)>,
}

impl<'a> Probe<'a> {
    pub(crate) fn new(store: &Store, filter: &'a Filter, now: DateTime<Utc>) -> Self {
        let mut probe = Self {
            filter,
            now,
            hopeless: false,
            exact: filter.customer.is_none(),
            created: Range::ALL,
            expires: Range::ALL,
            active: Range::ALL,
            balance: of_amounts(&filter.balance, filter.bounds),
            available: of_amounts(&filter.available, filter.bounds),
            class: (0, 0),
            currencies: None,
            customer: filter.customer.as_deref().map(block::hash),
            search: None,
        };
        probe.created = probe.of_times(&filter.created_at);
        probe.expires = probe.of_times(&filter.expires_at);
        probe.narrow_kind();
        probe.narrow_status();
        if let Some(wanted) = &filter.currency {
            let known: Vec<u32> =
                wanted.iter().filter_map(|currency| store.currency(currency)).collect();
            probe.hopeless |= known.is_empty();
            probe.currencies = Some(known);
        }
        if let Some(text) = &filter.search {
            // An empty text is part of every id, which is left to the filter.
            probe.exact &= !text.is_empty();
            if !text.is_empty() {
                let amount = text.parse().ok().filter(|amount: &i64| amount.to_string() == *text);
                probe.search = Some((Finder::new(text.as_bytes()), amount));
            }
        }
        let ranges = [probe.created, probe.expires, probe.active, probe.balance, probe.available];
        probe.hopeless |= ranges.iter().any(|range| range.least > range.most);
        probe
    }

    /// Whether the filter holds for a card.
    pub(super) fn holds(&self, card: &Card) -> bool {
        self.filter.holds(card, self.now)
    }

    /// Marks the cards of a block, from one on, for which the filter may hold;
    /// false when there is none.
    pub(super) fn mark(&self, block: &Block, from: usize, marks: &mut Vec<u8>) -> bool {
        let columns = [
            (&block.created, self.created),
            (&block.expires, self.expires),
            (&block.active, self.active),
            (&block.balance, self.balance),
            (&block.available, self.available),
        ];
        if self.hopeless || columns.iter().any(|(column, range)| range.misses(column)) {
            return false;
        }
        marks.clear();
        marks.resize(block.cards.len(), 1);
        marks[..from.min(block.cards.len())].fill(0);
        // The narrow columns come first: they cost least and leave least.
        let (bits, wanted) = self.class;
        if bits != 0 {
            keep(marks, &block.class, |class| class & bits == wanted);
        }
        if let Some(currencies) = &self.currencies {
            match currencies.as_slice() {
                [one] => keep(marks, &block.currency, |currency| currency == *one),
                several => keep(marks, &block.currency, |currency| several.contains(&currency)),
            }
        }
        if let Some(customer) = self.customer {
            keep(marks, &block.customer, |hash| hash == customer);
        }
        let ranges = columns.iter().filter(|(column, range)| !range.takes_all(column));
        if !narrow(ranges, marks) {
            return false;
        }
        if let Some((finder, amount)) = &self.search
            && any(marks)
        {
            search(block, finder, *amount, marks);
        }
        any(marks)
    }

    fn of_times(&mut self, span: &Span<DateTime<Utc>>) -> Range {
        if span.is_open() {
            return Range::ALL;
        }
        let exclusive = self.filter.bounds == Bounds::Exclusive;
        let mut tick = |time| {
            let (tick, exact) = block::ticks(time);
            self.exact &= exact;
            (tick, i64::from(exact && exclusive))
        };
        let least = span.from.map(&mut tick).map_or(i64::MIN, |(tick, step)| tick + step);
        // What has no time is in no range.
        let most = span.to.map(&mut tick).map_or(NEVER - 1, |(tick, step)| tick - step);
        Range { least, most }
    }

    fn narrow_kind(&mut self) {
        let Some(kind) = self.filter.kind.as_deref() else { return };
        if kind == CardType::GiftCard.as_str() {
            self.class = (block::KIND, 0);
        } else if kind == CardType::CreditNote.as_str() {
            self.class = (block::KIND, block::KIND);
        } else {
            self.hopeless = true;
        }
    }

    fn narrow_status(&mut self) {
        let Some(status) = self.filter.status.as_deref() else { return };
        let (now, exact) = block::ticks(self.now);
        self.exact &= exact;
        let step = i64::from(exact);
        let Some(status) = CardStatus::ALL.into_iter().find(|known| known.as_str() == status)
        else {
            self.hopeless = true;
            return;
        };
        let money = match status {
            CardStatus::Expired => {
                self.expires = self.expires.and(Range { least: i64::MIN, most: now - step });
                return;
            }
            CardStatus::Inactive => None,
            CardStatus::Unused => Some(block::UNUSED),
            CardStatus::Used => Some(block::USED),
            CardStatus::PartiallyUsed => Some(block::PARTIALLY_USED),
        };
        self.expires = self.expires.and(Range { least: now, most: i64::MAX });
        match money {
            None => self.active = Range { least: now + step, most: i64::MAX },
            Some(money) => {
                self.active = Range { least: i64::MIN, most: now };
                self.class = (self.class.0 | block::MONEY, self.class.1 | money);
            }
        }
    }
}

/// The range that amounts are asked for in.
fn of_amounts(amounts: &Amounts, bounds: Bounds) -> Range {
    let step = i128::from(bounds == Bounds::Exclusive);
    let exact = amounts.exact;
    let least = amounts.span.from.map(|from| from.saturating_add(step)).max(exact);
    let to = amounts.span.to.map(|to| to.saturating_sub(step));
    let most = match (to, exact) {
        (Some(to), Some(exact)) => Some(to.min(exact)),
        (one, other) => one.or(other),
    };
    let cut = |amount: i128| i64::try_from(amount).ok();
    let nothing = Range { least: 1, most: 0 };
    let least = match least {
        None => i64::MIN,
        Some(amount) if amount > i128::from(i64::MAX) => return nothing,
        Some(amount) => cut(amount).unwrap_or(i64::MIN),
    };
    let most = match most {
        None => i64::MAX,
        Some(amount) if amount < i128::from(i64::MIN) => return nothing,
        Some(amount) => cut(amount).unwrap_or(i64::MAX),
    };
    Range { least, most }
}

/// Leaves the marks of what is in every range; false when none is left.
fn narrow<'b>(ranges: impl Iterator<Item = &'b (&'b Column, Range)>, marks: &mut [u8]) -> bool {
    let mut ranges = ranges.peekable();
    // Down whole columns while many are left …
    while let Some((column, range)) = ranges.peek() {
        let left: usize = marks.iter().map(|mark| usize::from(*mark)).sum();
        if left == 0 {
            return false;
        }
        if left < marks.len() / 4 {
            break;
        }
        range.mark(column, marks);
        ranges.next();
    }
    if ranges.peek().is_none() {
        return any(marks);
    }
    // … and then from one to the next.
    let mut places = [0_usize; block::FULL];
    let mut count = 0;
    for (place, mark) in marks.iter().enumerate().take(places.len()) {
        places[count.min(block::FULL - 1)] = place;
        count += usize::from(*mark);
    }
    let mut count = count.min(places.len());
    for (column, range) in ranges {
        count = range.pick(column, &mut places[..count]);
    }
    marks.fill(0);
    for place in &places[..count] {
        marks[*place] = 1;
    }
    count > 0
}

fn any(marks: &[u8]) -> bool {
    marks.iter().fold(0, |one, other| one | other) != 0
}

fn search(block: &Block, finder: &Finder<'_>, amount: Option<i64>, marks: &mut [u8]) {
    let mut found = vec![0_u8; marks.len()];
    if let Some(amount) = amount {
        for (found, value) in found.iter_mut().zip(&block.amount) {
            *found = u8::from(*value == amount);
        }
    }
    let mut rest = 0;
    while let Some(place) = block.text.get(rest..).and_then(|text| finder.find(text)) {
        let number = block.card_at(rest + place);
        if let Some(found) = found.get_mut(number) {
            *found = 1;
        }
        rest = block.end_of(number);
    }
    for (mark, found) in marks.iter_mut().zip(found) {
        *mark &= found;
    }
}

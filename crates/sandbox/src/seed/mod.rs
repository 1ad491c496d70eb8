//! Cards and secrets from a seed.
//!
//! Every card has a random stream of its own, so a larger set begins with the
//! cards of a smaller one. Status, type and currency of a card follow from its
//! number, so ten cards of any seed have all of them. Dates are relative to an
//! anchor.

mod random;

use std::iter;

use chrono::{DateTime, Datelike as _, Months, NaiveTime, Utc};
use serde_json::json;
use uuid::Uuid;

use self::random::{Random, at};
use crate::card::{Card, CardStatus, CardType, Json, PinFormat};
use crate::clock::later;

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

// The lengths of the three cycles have no common divisor, so every combination
// occurs.
const STATUSES: [CardStatus; 10] = [
    CardStatus::Unused,
    CardStatus::PartiallyUsed,
    CardStatus::Used,
    CardStatus::Expired,
    CardStatus::Inactive,
    CardStatus::PartiallyUsed,
    CardStatus::Unused,
    CardStatus::Unused,
    CardStatus::Expired,
    CardStatus::PartiallyUsed,
];
const CURRENCIES: [&str; 7] = ["NOK", "SEK", "DKK", "EUR", "USD", "NOK", "NOK"];
const TYPES: [CardType; 3] = [CardType::GiftCard, CardType::GiftCard, CardType::CreditNote];

const NAMES: [&str; 6] =
    ["Gift card", "Julegave", "Födelsedagspresent", "Rødgrød & fløde", "Bonus, spring", "Refund"];
const ORIGINS: [&str; 4] = ["webshop", "store-17", "campaign:summer", "support"];

/// Creates the first `count` cards of a seed, with dates around an anchor.
pub(crate) fn cards(seed: u64, count: usize, anchor: DateTime<Utc>) -> impl Iterator<Item = Card> {
    (0_u64..).take(count).map(move |number| card(seed, number, anchor))
}

/// Creates client id, client secret and signing key of a seed. They follow from it and
/// protect only invented cards on the loopback interface.
pub(crate) fn secrets(seed: u64) -> (String, String, [u8; 32]) {
    // Cards have the streams from 0; no card has this one.
    let mut random = Random::new(seed, u64::MAX);
    let signing_key = random.bytes();
    let client_id = random.uuid().to_string();
    let client_secret = iter::repeat_with(|| random.hexadecimal(8)).take(5).collect();
    (client_id, client_secret, signing_key)
}

/// Creates the id of an inserted card, from the number of such cards.
pub(crate) fn id(seed: u64, number: u64) -> Uuid {
    // Streams downwards from that of the secrets; those of cards go upwards from 0.
    Random::new(seed, (u64::MAX - 1).wrapping_sub(number)).uuid()
}

/// Returns a number from 0 to below 1 that follows from a seed, the index of a
/// rule and the number of a request.
pub(crate) fn chance(seed: u64, place: u64, number: u64) -> f64 {
    // Whole numbers of 32 bits are exact as floating point.
    let number = Random::new(seed, place << 40 | number).between(0, u64::from(u32::MAX));
    f64::from(u32::try_from(number).unwrap_or(u32::MAX)) / (f64::from(u32::MAX) + 1.0)
}

fn card(seed: u64, number: u64, anchor: DateTime<Utc>) -> Card {
    let mut random = Random::new(seed, number);
    let own_age = age(&mut random);
    // Every fifth card was created in the same second as the one before it.
    let age = if number % 5 == 4 { age(&mut Random::new(seed, number - 1)) } else { own_age };
    let status = *at(&STATUSES, number);
    let kind = *at(&TYPES, number);
    let amount = 5_000 * random.whole(1, 100);
    let mut card = Card { amount, kind, created_at: later(anchor, -age), ..Card::default() };
    card.add_transactions(&mut random, status);
    let prefix = if kind == CardType::GiftCard { "GC" } else { "CN" };
    card.id = random.uuid();
    let card_id = format!("{prefix}-{number:06}-{}", random.hexadecimal(4)).into();
    card.currency = (*at(&CURRENCIES, number)).into();
    let originated_by = random.chance(4).then(|| (*random.pick(&ORIGINS)).into());
    let customer_id = random.chance(5).then(|| customer(&mut random, number).into());
    let name = random.chance(5).then(|| (*random.pick(&NAMES)).into());
    let pin = random.chance(3).then(|| pin(&mut random));
    let created_by = random.chance(6).then(|| random.uuid().to_string().into());
    let metadata = random.chance(3).then(|| metadata(&mut random));
    card.active_from = match status {
        CardStatus::Inactive => Some(later(anchor, random.whole(14 * DAY, 300 * DAY))),
        _ => random.chance(2).then_some(card.created_at),
    };
    card.expires_at = match status {
        // After its creation, before the anchor.
        CardStatus::Expired => Some(later(anchor, -random.whole(1, age - 1))),
        _ => random.chance(4).then(|| later(anchor, random.whole(365 * DAY, 3 * 365 * DAY))),
    };
    // Three of five cards expire in one of the coming months, in turn, so that 25 cards
    // have all twelve.
    if number % 5 < 3 && status != CardStatus::Expired {
        let month = 1 + u32::try_from((number / 5 * 3 + number % 5) % 12).expect("below 12");
        card.expires_at = in_month(anchor, month, &mut random).or(card.expires_at);
    }
    // Some cards have the required fields only.
    if number % 13 == 9 {
        card.active_from = card.active_from.filter(|_| status == CardStatus::Inactive);
        card.expires_at = card.expires_at.filter(|_| status == CardStatus::Expired);
        return card;
    }
    let card_id = Some(card_id);
    Card { card_id, originated_by, customer_id, name, pin, created_by, metadata, ..card }
}

impl Card {
    /// Adds amounts that fit a status. They and the derived amounts are not negative.
    fn add_transactions(&mut self, random: &mut Random, status: CardStatus) {
        let topped_up = if random.chance(1) { 0 } else { 2_500 * random.whole(1, 20) };
        self.funds = self.amount + topped_up;
        self.drawdown = match status {
            CardStatus::Unused | CardStatus::Inactive => 0,
            CardStatus::PartiallyUsed => random.whole(1, self.funds - 1),
            CardStatus::Used => self.funds,
            CardStatus::Expired => random.whole(0, self.funds),
        };
        if matches!(status, CardStatus::Unused | CardStatus::PartiallyUsed) {
            let mut part = |of| if random.chance(2) { 0 } else { random.whole(0, of) };
            self.reserved = part(self.amount_balance());
            self.pending = part(self.amount_available());
        }
    }
}

/// Returns a customer id. A customer has several cards; early customers have more.
fn customer(random: &mut Random, number: u64) -> String {
    let customer = random.between(0, number / 3);
    match customer % 8 {
        5 => format!("Bestilling {customer} / Ås"),
        7 => format!("customer+{customer}@example.com"),
        _ => format!("customer-{customer:05}"),
    }
}

fn pin(random: &mut Random) -> Json {
    let format = PinFormat {
        length: 4 + u32::from(random.bytes::<1>()[0] % 33),
        prefix: (*random.pick(&["", "DINCARD:", "G-"])).to_owned(),
        symbols: random.chance(1),
        numbers: true,
        characters: random.chance(1),
        barcode: random.chance(1),
    };
    Json::of(&json!({ "format": format }))
}

fn metadata(random: &mut Random) -> Json {
    let mut map = json!({ "order_id": random.hexadecimal(8) });
    if random.chance(1) {
        map["basket"] = json!({ "lines": random.between(1, 9), "gift": true, "note": null });
    }
    Json::of(&map)
}

/// Returns a time in a calendar month after that of the anchor.
fn in_month(anchor: DateTime<Utc>, month: u32, random: &mut Random) -> Option<DateTime<Utc>> {
    let first = anchor.date_naive().with_day(1)?.checked_add_months(Months::new(month))?;
    let begin = first.and_time(NaiveTime::MIN).and_utc();
    // The shortest month has 28 days.
    Some(later(begin, random.whole(0, 28 * DAY - 1)))
}

/// Returns the age of a card at the anchor, in seconds: up to two years.
fn age(random: &mut Random) -> i64 {
    random.whole(HOUR, 730 * DAY)
}

//! Cards and secrets from a seed.
//!
//! Every card has a random stream of its own, so a larger set begins with the
//! cards of a smaller one. Status, type and currency of a card follow from its
//! number, so ten cards of any seed have all of them. Dates are relative to an
//! anchor.

mod random;

use std::iter;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use self::random::{Random, at};
use crate::card::{Card, CardStatus, CardType, PinFormat};

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

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

/// The secrets of a seed. They follow from it and protect only invented cards on
/// the loopback interface.
#[derive(Clone)]
pub(crate) struct Secrets {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) signing_key: [u8; 32],
}

/// Creates the secrets of a seed.
pub(crate) fn secrets(seed: u64) -> Secrets {
    // Cards have the streams from 0; no card has this one.
    let mut random = Random::new(seed, u64::MAX);
    let signing_key = random.bytes();
    let client_id = random.uuid().to_string();
    let client_secret = iter::repeat_with(|| random.hexadecimal(8)).take(5).collect();
    Secrets { client_id, client_secret, signing_key }
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
    // Some cards have the required fields only.
    let bare = number % 13 == 5;
    let amount = 5_000 * random.whole(1, 100);
    let sums = Sums::random(&mut random, status, amount);
    let created_at = before(anchor, age);
    let prefix = if kind == CardType::GiftCard { "GC" } else { "CN" };
    let mut card = Card {
        id: random.uuid(),
        card_id: Some(format!("{prefix}-{number:06}-{}", random.hexadecimal(4)).into()),
        amount,
        currency: (*at(&CURRENCIES, number)).into(),
        originated_by: random.chance(4).then(|| (*random.pick(&ORIGINS)).into()),
        customer_id: random.chance(5).then(|| customer(&mut random, number).into()),
        name: random.chance(5).then(|| (*random.pick(&NAMES)).into()),
        kind,
        pin: random.chance(3).then(|| pin(&mut random).into()),
        created_at,
        created_by: random.chance(6).then(|| random.uuid().to_string().into()),
        metadata: random.chance(3).then(|| Value::Object(metadata(&mut random)).to_string().into()),
        funds: sums.funds,
        drawdown: sums.drawdown,
        pending: sums.pending,
        reserved: sums.reserved,
        active_from: None,
        expires_at: None,
    };
    card.active_from = match status {
        CardStatus::Inactive => Some(after(anchor, random.between(14 * DAY, 300 * DAY))),
        _ => random.chance(2).then_some(created_at),
    };
    card.expires_at = match status {
        // After its creation, before the anchor.
        CardStatus::Expired => Some(before(anchor, random.between(1, age - 1))),
        _ => random.chance(4).then(|| after(anchor, random.between(365 * DAY, 3 * 365 * DAY))),
    };
    if bare {
        card = Card {
            card_id: None,
            originated_by: None,
            customer_id: None,
            name: None,
            pin: None,
            created_by: None,
            metadata: None,
            active_from: card.active_from.filter(|_| status == CardStatus::Inactive),
            expires_at: card.expires_at.filter(|_| status == CardStatus::Expired),
            ..card
        };
    }
    card
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

fn pin(random: &mut Random) -> PinFormat {
    PinFormat {
        length: 4 + u32::from(random.bytes::<1>()[0] % 33),
        prefix: (*random.pick(&["", "DINCARD:", "G-"])).to_owned(),
        symbols: random.chance(1),
        numbers: true,
        characters: random.chance(1),
        barcode: random.chance(1),
    }
}

fn metadata(random: &mut Random) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("order_id".to_owned(), random.hexadecimal(8).into());
    if random.chance(1) {
        let lines = random.between(1, 9);
        map.insert("basket".to_owned(), json!({ "lines": lines, "gift": true, "note": null }));
    }
    map
}

/// The amounts of a card. They and the derived amounts are not negative.
struct Sums {
    funds: i64,
    drawdown: i64,
    pending: i64,
    reserved: i64,
}

impl Sums {
    fn random(random: &mut Random, status: CardStatus, amount: i64) -> Self {
        let topped_up = if random.chance(1) { 0 } else { 2_500 * random.whole(1, 20) };
        let funds = amount + topped_up;
        let drawdown = match status {
            CardStatus::Unused | CardStatus::Inactive => 0,
            CardStatus::PartiallyUsed => random.whole(1, funds - 1),
            CardStatus::Used => funds,
            CardStatus::Expired => random.whole(0, funds),
        };
        let balance = funds - drawdown;
        let held = matches!(status, CardStatus::Unused | CardStatus::PartiallyUsed);
        let reserved = if held && !random.chance(2) { random.whole(0, balance) } else { 0 };
        let pending =
            if held && !random.chance(2) { random.whole(0, balance - reserved) } else { 0 };
        Self { funds, drawdown, pending, reserved }
    }
}

/// Returns the age of a card at the anchor, in seconds: up to two years.
fn age(random: &mut Random) -> u64 {
    random.between(HOUR, 730 * DAY)
}

fn before(time: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
    time.checked_sub_signed(span(seconds)).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn after(time: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
    time.checked_add_signed(span(seconds)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn span(seconds: u64) -> TimeDelta {
    i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds).unwrap_or(TimeDelta::MAX)
}

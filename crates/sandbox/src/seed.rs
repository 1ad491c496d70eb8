//! Cards and secrets from a seed: the same seed gives the same of both.
//!
//! Every card has a random stream of its own, so the first cards of a larger
//! set are the cards of a smaller one. Which status, type and currency a card
//! has follows from its number and not from chance: a handful of cards already
//! shows them all, with every seed. Dates count from an anchor.

use std::iter;

use chrono::{DateTime, TimeDelta, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::card::{Card, CardStatus, CardType, PinFormat};

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

// The lengths of the three cycles have no common divisor, so every combination
// comes up.
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

/// The first `count` cards of a seed, with dates around an anchor.
pub(crate) fn cards(seed: u64, count: usize, anchor: DateTime<Utc>) -> impl Iterator<Item = Card> {
    (0_u64..).take(count).map(move |number| card(seed, number, anchor))
}

/// What everyone who knows the seed knows too.
///
/// It guards invented cards on the loopback interface and nothing else.
#[derive(Clone)]
pub(crate) struct Secrets {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) signing_key: [u8; 32],
}

/// The secrets of a seed.
pub(crate) fn secrets(seed: u64) -> Secrets {
    // Cards take the streams from 0; this one is out of their reach.
    let mut dice = Dice::new(seed, u64::MAX);
    let signing_key = dice.bytes();
    let client_id = dice.uuid().to_string();
    let client_secret = iter::repeat_with(|| dice.hexadecimal(8)).take(5).collect();
    Secrets { client_id, client_secret, signing_key }
}

fn card(seed: u64, number: u64, anchor: DateTime<Utc>) -> Card {
    let mut dice = Dice::new(seed, number);
    let own_age = dice.age();
    // Every fifth card was made in the same second as the one before it.
    let age = if number % 5 == 4 { Dice::new(seed, number - 1).age() } else { own_age };
    let status = *at(&STATUSES, number);
    let kind = *at(&TYPES, number);
    // Some cards have nothing but what every card must have.
    let bare = number % 13 == 5;
    let amount = 5_000 * dice.whole(1, 100);
    let sums = Sums::roll(&mut dice, status, amount);
    let created_at = before(anchor, age);
    let prefix = if kind == CardType::GiftCard { "GC" } else { "CN" };
    let mut card = Card {
        id: dice.uuid(),
        card_id: Some(format!("{prefix}-{number:06}-{}", dice.hexadecimal(4))),
        amount,
        currency: (*at(&CURRENCIES, number)).to_owned(),
        originated_by: dice.chance(4).then(|| (*dice.pick(&ORIGINS)).to_owned()),
        customer_id: dice.chance(5).then(|| customer(&mut dice, number)),
        name: dice.chance(5).then(|| (*dice.pick(&NAMES)).to_owned()),
        kind,
        pin: dice.chance(3).then(|| pin(&mut dice)),
        created_at,
        created_by: dice.chance(6).then(|| dice.uuid().to_string()),
        metadata: dice.chance(3).then(|| metadata(&mut dice)),
        funds: sums.funds,
        drawdown: sums.drawdown,
        pending: sums.pending,
        reserved: sums.reserved,
        active_from: None,
        expires_at: None,
    };
    card.active_from = match status {
        CardStatus::Inactive => Some(after(anchor, dice.between(14 * DAY, 300 * DAY))),
        _ => dice.chance(2).then_some(created_at),
    };
    card.expires_at = match status {
        // After it was made, before the anchor.
        CardStatus::Expired => Some(before(anchor, dice.between(1, age - 1))),
        _ => dice.chance(4).then(|| after(anchor, dice.between(365 * DAY, 3 * 365 * DAY))),
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

/// A customer has several cards: the earlier, the more.
fn customer(dice: &mut Dice, number: u64) -> String {
    let customer = dice.between(0, number / 3);
    match customer % 8 {
        5 => format!("Bestilling {customer} / Ås"),
        7 => format!("customer+{customer}@example.com"),
        _ => format!("customer-{customer:05}"),
    }
}

fn pin(dice: &mut Dice) -> PinFormat {
    PinFormat {
        length: 4 + u32::from(dice.bytes::<1>()[0] % 33),
        prefix: (*dice.pick(&["", "DINCARD:", "G-"])).to_owned(),
        symbols: dice.chance(1),
        numbers: true,
        characters: dice.chance(1),
        barcode: dice.chance(1),
    }
}

fn metadata(dice: &mut Dice) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("order_id".to_owned(), dice.hexadecimal(8).into());
    if dice.chance(1) {
        let lines = dice.between(1, 9);
        map.insert("basket".to_owned(), json!({ "lines": lines, "gift": true, "note": null }));
    }
    map
}

/// The sums of a card; none is negative, and neither is what follows from them.
struct Sums {
    funds: i64,
    drawdown: i64,
    pending: i64,
    reserved: i64,
}

impl Sums {
    fn roll(dice: &mut Dice, status: CardStatus, amount: i64) -> Self {
        let topped_up = if dice.chance(1) { 0 } else { 2_500 * dice.whole(1, 20) };
        let funds = amount + topped_up;
        let drawdown = match status {
            CardStatus::Unused | CardStatus::Inactive => 0,
            CardStatus::PartiallyUsed => dice.whole(1, funds - 1),
            CardStatus::Used => funds,
            CardStatus::Expired => dice.whole(0, funds),
        };
        let balance = funds - drawdown;
        let held = matches!(status, CardStatus::Unused | CardStatus::PartiallyUsed);
        let reserved = if held && !dice.chance(2) { dice.whole(0, balance) } else { 0 };
        let pending = if held && !dice.chance(2) { dice.whole(0, balance - reserved) } else { 0 };
        Self { funds, drawdown, pending, reserved }
    }
}

fn at<T>(cycle: &[T], number: u64) -> &T {
    let index = usize::try_from(number % cycle.len() as u64).expect("below a length");
    &cycle[index]
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

/// Random numbers of one stream of a seed.
struct Dice(ChaCha8Rng);

impl Dice {
    fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// From one to the other, both included.
    fn between(&mut self, from: u64, to: u64) -> u64 {
        let width = u128::from(to.saturating_sub(from)) + 1;
        let below = (u128::from(self.0.next_u64()) * width) >> 64;
        from + u64::try_from(below).expect("less than 64 bits times 64 bits, without the lower 64")
    }

    /// The same for amounts, which are not negative.
    fn whole(&mut self, from: i64, to: i64) -> i64 {
        let ends = (u64::try_from(from).unwrap_or(0), u64::try_from(to).unwrap_or(0));
        i64::try_from(self.between(ends.0, ends.1)).expect("between two numbers of 63 bits")
    }

    /// True but for one time in `others + 1`.
    fn chance(&mut self, others: u64) -> bool {
        self.between(0, others) > 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let number = self.0.next_u64();
        at(from, number)
    }

    /// How long before the anchor a card was made, in seconds: up to two years.
    fn age(&mut self) -> u64 {
        self.between(HOUR, 730 * DAY)
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// Up to eight hexadecimal digits.
    fn hexadecimal(&mut self, digits: usize) -> String {
        let text = format!("{:08x}", self.0.next_u32());
        text.chars().take(digits).collect()
    }
}

/// A card with an id, a currency and nothing on it.
#[cfg(test)]
pub(crate) fn plain(created_at: DateTime<Utc>) -> Card {
    Card {
        id: Uuid::from_u128(1),
        card_id: None,
        amount: 0,
        currency: "NOK".to_owned(),
        originated_by: None,
        customer_id: None,
        name: None,
        kind: CardType::GiftCard,
        pin: None,
        created_at,
        created_by: None,
        metadata: None,
        funds: 0,
        drawdown: 0,
        pending: 0,
        reserved: 0,
        active_from: None,
        expires_at: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::{cards, secrets};
    use crate::card::Card;

    fn anchor() -> DateTime<Utc> {
        "2026-03-01T00:00:00Z".parse().unwrap()
    }

    fn made(seed: u64, count: usize) -> Vec<Card> {
        cards(seed, count, anchor()).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_cards() {
        assert!(made(7, 200) == made(7, 200));
        assert!(made(7, 200) != made(8, 200));
        assert!(made(7, 200)[..50] == made(7, 50)[..], "a smaller set begins a larger one");
    }

    #[test]
    fn a_handful_of_cards_shows_everything() {
        for seed in 0..50 {
            for (days, count) in [(0, 25), (1, 25), (13, 25), (0, 10)] {
                let cards = made(seed, count);
                let now = anchor() + TimeDelta::days(days);
                let distinct = |name: fn(&Card, DateTime<Utc>) -> &str| {
                    cards.iter().map(|card| name(card, now)).collect::<HashSet<_>>().len()
                };
                assert_eq!(distinct(|card, now| card.status(now).as_str()), 5, "seed {seed}");
                assert_eq!(distinct(|card, _| card.card_type().as_str()), 2, "seed {seed}");
                assert_eq!(distinct(|card, _| card.currency()), 5, "seed {seed}");
                assert!(cards.iter().any(|card| card.card_id.is_none() && card.pin.is_none()));
            }
        }
    }

    #[test]
    fn money_adds_up_and_is_never_negative() {
        for card in made(3, 5_000) {
            let sums = [card.funds, card.drawdown, card.pending, card.reserved, card.amount];
            assert!(sums.iter().all(|sum| *sum >= 0));
            assert_eq!(card.amount_balance(), card.funds - card.drawdown);
            assert_eq!(
                card.amount_available(),
                card.amount_balance() - card.reserved - card.pending
            );
            assert!(card.amount_available() >= 0 && card.amount > 0);
        }
    }

    #[test]
    fn dates_are_in_order_and_some_cards_share_theirs() {
        let cards = made(3, 5_000);
        for card in &cards {
            assert!(card.created_at < anchor());
            assert!(card.expires_at.is_none_or(|end| card.created_at < end));
        }
        let moments: HashSet<_> = cards.iter().map(Card::created_at).collect();
        assert!(moments.len() < cards.len() - 500);
    }

    #[test]
    fn no_two_cards_have_the_same_id() {
        let ids: HashSet<_> = made(1, 5_000).iter().map(Card::id).collect();
        assert_eq!(ids.len(), 5_000);
    }

    #[test]
    fn the_ends_of_time_are_no_trouble() {
        for anchor in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            for card in cards(1, 100, anchor) {
                assert!(card.to_json(anchor).is_object());
            }
        }
    }

    #[test]
    fn secrets_follow_from_the_seed() {
        assert_eq!(secrets(7).client_secret, secrets(7).client_secret);
        assert_ne!(secrets(7).client_secret, secrets(8).client_secret);
        assert_ne!(secrets(7).client_id, secrets(8).client_id);
        assert_ne!(secrets(7).signing_key, secrets(8).signing_key);
        assert_eq!(secrets(7).client_secret.len(), 40);
    }
}

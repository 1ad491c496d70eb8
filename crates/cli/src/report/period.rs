//! Months and ages as labels.

use dintero_cards::Timestamp;

use super::document::Label;
use crate::zone::Zone;

/// Ages by their last day: shorter classes for new balances, as in ageing reports of
/// receivables, and then years.
const AGES: [(i64, &str); 6] = [
    (30, "up to 30 days"),
    (90, "31 to 90 days"),
    (180, "91 to 180 days"),
    (365, "181 to 365 days"),
    (730, "366 to 730 days"),
    (1095, "731 to 1095 days"),
];

/// Returns the month of a time in a zone, or another text without a time.
pub(super) fn month(time: Option<Timestamp>, zone: &Zone, without: &str) -> Label {
    match time {
        Some(time) => (0, zone.local(time).strftime("%Y-%m").to_string()),
        None => (1, without.to_owned()),
    }
}

/// Returns the age in days of a time at a moment, in classes.
pub(super) fn age(time: Option<Timestamp>, moment: Timestamp, zone: &Zone) -> Label {
    let Some(time) = time else { return (u8::MAX, "unknown".to_owned()) };
    let days = zone.days_between(time, moment);
    let class = AGES.iter().zip(0..).find(|((last, _), _)| days <= *last);
    class.map_or((100, "over 1095 days".to_owned()), |((_, name), place)| {
        (place, (*name).to_owned())
    })
}

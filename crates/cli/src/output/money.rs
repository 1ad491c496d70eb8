//! Amounts as people read them.

use dintero_cards::Currency;

/// Prints an amount in its currency; in the smallest unit if the currency is unknown.
pub(crate) fn money(minor: impl Into<i128>, currency: &str) -> String {
    let code = currency.parse::<Currency>().map(|currency| currency.to_string());
    let code = code.unwrap_or_else(|_| currency.to_owned());
    format!("{} {code}", decimal(minor, currency)).trim_end().to_owned()
}

/// Prints an amount without its currency, in the main unit if the currency is known.
pub(crate) fn decimal(minor: impl Into<i128>, currency: &str) -> String {
    let (minor, places) = (minor.into(), places(currency));
    let (sign, unit) = (if minor < 0 { "-" } else { "" }, 10_u128.pow(places));
    let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    match places as usize {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{part:0width$}"),
    }
}

/// The decimal places of a currency; an unknown one is in its smallest unit.
pub(super) fn places(currency: &str) -> u32 {
    currency.parse().map_or(0, Currency::exponent)
}

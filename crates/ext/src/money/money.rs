//! An amount with its currency, printed and parsed without rounding.

use std::fmt;
use std::str::FromStr;

use super::Currency;

/// An amount in the smallest unit of a currency: 50000 NOK is 500.00 kroner.
///
/// `Display` prints as many decimal places as ISO 4217 defines for the currency:
/// `500.00 NOK`, `500 JPY`, `0.500 KWD`. `FromStr` parses the same text, also with
/// fewer decimal places; more are an error, since nothing is rounded.
///
/// ```
/// use dintero_cards::Money;
///
/// let money: Money = "500.5 NOK".parse()?;
/// assert_eq!(money.minor, 50_050);
/// assert_eq!(money.to_string(), "500.50 NOK");
/// # Ok::<(), dintero_cards::ParseMoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Number of smallest units.
    pub minor: i64,
    /// Currency of the units.
    pub currency: Currency,
}

impl Money {
    /// Returns the sum; None for different currencies, and if it exceeds 64 bits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }

    /// Returns the difference; None for different currencies, and if it exceeds 64
    /// bits.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_sub(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.currency.exponent();
        let sign = if self.minor < 0 { "-" } else { "" };
        let units = 10_u64.pow(places);
        let minor = self.minor.unsigned_abs();
        let (whole, part) = (minor / units, minor % units);
        let width = places as usize;
        let text = match places {
            0 => format!("{sign}{whole} {}", self.currency),
            _ => format!("{sign}{whole}.{part:0width$} {}", self.currency),
        };
        f.pad(&text)
    }
}

/// Error: the text is not an amount with a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseMoneyError;

impl fmt::Display for ParseMoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not an amount such as 500.00 NOK, with no more decimal places than the currency has",
        )
    }
}

impl std::error::Error for ParseMoneyError {}

impl FromStr for Money {
    type Err = ParseMoneyError;

    fn from_str(text: &str) -> Result<Self, ParseMoneyError> {
        parse(text).ok_or(ParseMoneyError)
    }
}

fn parse(text: &str) -> Option<Money> {
    let (number, currency) = text.split_once(' ')?;
    let currency: Currency = currency.parse().ok()?;
    let places = currency.exponent() as usize;
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let has_point = digits.contains('.');
    if !is_number(whole) || !is_number(part) || (has_point && part.len() > places) {
        return None;
    }
    let part = if has_point { part } else { "" };
    let minor = format!("{sign}{whole}{part:0<places$}").parse().ok()?;
    Some(Money { minor, currency })
}

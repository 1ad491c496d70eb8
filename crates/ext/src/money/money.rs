//! An amount with its currency: exact printing and reading.

use std::fmt;
use std::str::FromStr;

use super::Currency;

/// An amount in the smallest unit of a currency: 50000 NOK is 500.00 kroner.
///
/// Printing is exact, with as many decimal places as ISO 4217 gives the
/// currency: `500.00 NOK`, `500 JPY`, `0.500 KWD`. Reading takes the same, and
/// fewer places than the currency has; more are refused, as nothing is rounded.
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
    /// What they are units of.
    pub currency: Currency,
}

impl Money {
    /// The sum; None for two currencies, or beyond what 64 bits hold.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }

    /// The difference; None for two currencies, or beyond what 64 bits hold.
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

/// The text is not an amount with a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseMoneyError;

impl fmt::Display for ParseMoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an amount such as 500.00 NOK, with no more places than the currency has")
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

#[cfg(test)]
mod tests {
    use super::Money;

    fn print(minor: i64, currency: &str) -> String {
        Money { minor, currency: currency.parse().unwrap() }.to_string()
    }

    #[test]
    fn amounts_print_with_the_places_of_their_currency() {
        assert_eq!(print(50_000, "NOK"), "500.00 NOK");
        assert_eq!(print(5, "sek"), "0.05 SEK");
        assert_eq!(print(-1_205, "EUR"), "-12.05 EUR");
        assert_eq!(print(500, "JPY"), "500 JPY");
        assert_eq!(print(500, "KWD"), "0.500 KWD");
        assert_eq!(print(i64::MIN, "USD"), "-92233720368547758.08 USD");
    }

    #[test]
    fn what_is_printed_is_read_again() {
        for currency in ["NOK", "JPY", "KWD", "CLF", "XAU"] {
            for minor in [0, 1, -1, 99, 100, -12_345, i64::MAX, i64::MIN] {
                let text = print(minor, currency);
                let money: Money = text.parse().unwrap();
                assert_eq!((money.minor, money.to_string()), (minor, text));
            }
        }
        assert_eq!("7 NOK".parse::<Money>().unwrap().minor, 700);
    }

    #[test]
    fn what_is_no_exact_amount_is_refused() {
        for text in [
            "",
            "NOK",
            "500",
            "500.001 NOK",
            "1.5 JPY",
            "5. NOK",
            ".5 NOK",
            "1,5 NOK",
            "1e3 NOK",
            "--1 NOK",
            "+1 NOK",
            "- 1 NOK",
            "1  NOK",
            "1 ZZZ",
            "92233720368547758.08 USD",
            "٣ NOK",
        ] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn sums_stay_in_one_currency_and_in_bounds() {
        let money = |minor, currency: &str| Money { minor, currency: currency.parse().unwrap() };
        assert_eq!(money(1, "NOK").checked_add(money(2, "NOK")), Some(money(3, "NOK")));
        assert_eq!(money(1, "NOK").checked_sub(money(2, "NOK")), Some(money(-1, "NOK")));
        assert_eq!(money(1, "NOK").checked_add(money(2, "SEK")), None);
        assert_eq!(money(i64::MAX, "NOK").checked_add(money(1, "NOK")), None);
    }
}

//! Amounts with their currency, in integers.

use std::fmt;
use std::str::FromStr;

/// A currency of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(iso_currency::Currency);

/// The text is not a currency code of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCurrency;

impl Currency {
    /// The three letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimal places between the smallest unit and the main unit; 0 for
    /// codes such as gold that have no unit of account.
    #[must_use]
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    /// Three letters, in either case.
    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        let code = text.to_ascii_uppercase();
        iso_currency::Currency::from_code(&code).map(Self).ok_or(UnknownCurrency)
    }
}

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a currency of ISO 4217 such as NOK, SEK, DKK, EUR or USD")
    }
}

impl std::error::Error for UnknownCurrency {}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in the smallest unit of a currency: 50000 NOK is 500.00 kroner.
///
/// Printing is exact, with as many decimal places as ISO 4217 gives the
/// currency: `500.00 NOK`, `500 JPY`, `0.500 KWD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Number of smallest units.
    pub minor: i64,
    /// What they are units of.
    pub currency: Currency,
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

#[cfg(test)]
mod tests {
    use super::{Currency, Money};

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
    fn letters_that_name_no_currency_are_refused() {
        for text in ["", "NO", "NOKK", "ZZZ", "N0K", "ÆØÅ"] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
        }
    }
}

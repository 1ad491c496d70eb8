//! Currencies of ISO 4217.

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

#[cfg(test)]
mod tests {
    use super::Currency;

    #[test]
    fn letters_that_name_no_currency_are_refused() {
        for text in ["", "NO", "NOKK", "ZZZ", "N0K", "ÆØÅ", " NOK"] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
        }
        assert_eq!("nok".parse::<Currency>().map(Currency::code), Ok("NOK"));
    }
}

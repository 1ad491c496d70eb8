//! Amounts with their currency, in integers; nothing is a float.
//!
//! - [`Money`] is an amount in the smallest unit of a [`Currency`], printed and
//!   parsed without rounding.
//! - [`CardAmounts`] returns the amounts of a card.

use std::fmt;
use std::str::FromStr;

use crate::Card;

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
        f.pad(&print(self.minor.into(), self.currency))
    }
}

/// Prints a number of smallest units of a currency.
pub(crate) fn print(minor: i128, currency: Currency) -> String {
    let places = currency.exponent();
    let sign = if minor < 0 { "-" } else { "" };
    let (units, minor) = (10_u128.pow(places), minor.unsigned_abs());
    let (whole, part) = (minor / units, minor % units);
    let width = places as usize;
    match places {
        0 => format!("{sign}{whole} {currency}"),
        _ => format!("{sign}{whole}.{part:0width$} {currency}"),
    }
}

/// Error: the text is not an amount with a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

/// A currency of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(iso_currency::Currency);

/// Error: the text is not a currency code of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownCurrency;

impl Currency {
    /// Returns the code: three capital letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Returns the decimal places between the smallest unit and the main unit; 0 for
    /// codes without units, such as gold.
    #[must_use]
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    /// Parses three letters, in either case.
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

/// The currency of a card.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CardCurrency<'a> {
    /// The card has no currency.
    Absent,
    /// A text that is not a currency of ISO 4217.
    Unknown(&'a str),
    /// A currency of ISO 4217.
    Known(Currency),
}

impl fmt::Debug for CardCurrency<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Unknown(_) => f.write_str("Unknown(..)"),
            Self::Known(currency) => write!(f, "Known({currency})"),
        }
    }
}

macro_rules! amounts {
    ($(#[$attribute:meta])* $($method:ident: $field:ident, $doc:literal;)*) => {
        $(#[$attribute])*
        pub trait CardAmounts {
            /// Returns the currency of every amount of the card (`currency`).
            fn card_currency(&self) -> CardCurrency<'_>;

            $(
                #[doc = $doc]
                fn $method(&self) -> Option<Money>;
            )*
        }

        impl CardAmounts for Card {
            fn card_currency(&self) -> CardCurrency<'_> {
                self.currency.as_deref().map_or(CardCurrency::Absent, |code| {
                    code.parse().map_or(CardCurrency::Unknown(code), CardCurrency::Known)
                })
            }

            $(
                fn $method(&self) -> Option<Money> {
                    with_currency(self, self.$field)
                }
            )*
        }
    };
}

amounts! {
    /// The amounts of a card as [`Money`].
    ///
    /// Each method returns None if the card has no such amount, or no currency of
    /// ISO 4217; the field of the card has the plain number, and
    /// [`card_currency`](Self::card_currency) says which it is.
    amount: amount, "Returns the amount that the card was created with (`amount`).";
    balance: amount_balance, "Returns the balance (`amount_balance`).";
    available: amount_available, "Returns the amount that can be drawn now (`amount_available`).";
    funds: amount_funds, "Returns the sum of all amounts put on the card (`amount_funds`).";
    drawdown: amount_drawdown,
        "Returns the sum of all amounts drawn from the card (`amount_drawdown`).";
    pending: amount_pending, "Returns the pending amount (`amount_pending`).";
    reserved: amount_reserved, "Returns the reserved amount (`amount_reserved`).";
}

fn parse(text: &str) -> Option<Money> {
    let (number, currency) = text.split_once(' ')?;
    let currency: Currency = currency.parse().ok()?;
    let places = currency.exponent() as usize;
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, part) = match digits.split_once('.') {
        None => (digits, ""),
        Some((_, part)) if part.is_empty() || part.len() > places => return None,
        Some(parts) => parts,
    };
    if whole.is_empty() || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let minor = format!("{sign}{whole}{part:0<places$}").parse().ok()?;
    Some(Money { minor, currency })
}

fn with_currency(card: &Card, minor: Option<i64>) -> Option<Money> {
    let CardCurrency::Known(currency) = card.card_currency() else { return None };
    Some(Money { minor: minor?, currency })
}

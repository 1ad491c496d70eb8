//! One flag for each filter of the documentation.

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use dintero_cards::{
    AmountRange, CardFilter, CardStatus, CardType, Currency, TimeBound, TimeRange, Timestamp,
};

/// Which cards to list; a card must match every flag given.
#[derive(clap::Args)]
#[command(next_help_heading = "Filters")]
#[expect(clippy::doc_markdown, reason = "these lines are help on a terminal")]
pub(crate) struct Filters {
    /// Text to look for in card_id, customer_id or amount
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// The customer_id of the cards
    #[arg(long, value_name = "CUSTOMER_ID")]
    customer: Option<String>,
    /// Kind of card
    #[arg(long = "type", value_name = "TYPE", value_parser = listed::<CardType>(CardType::LISTED))]
    card_type: Option<CardType>,
    /// State of the cards
    #[arg(long, value_parser = listed::<CardStatus>(CardStatus::LISTED))]
    status: Option<CardStatus>,
    /// Currency of the cards, ISO 4217; may be repeated
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    currency: Vec<Currency>,
    /// Made at or after this time; a day means from its beginning
    #[arg(long, value_name = "TIME")]
    created_at_gte: Option<Moment>,
    /// Made at or before this time; a day means to its end
    #[arg(long, value_name = "TIME")]
    created_at_lte: Option<Moment>,
    /// Expire at or after this time; a day means from its beginning
    #[arg(long, value_name = "TIME")]
    expires_at_gte: Option<Moment>,
    /// Expire at or before this time; a day means to its end
    #[arg(long, value_name = "TIME")]
    expires_at_lte: Option<Moment>,
    /// The balance itself, in the smallest unit: 50000 is 500.00 NOK
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount_balance: Option<i64>,
    /// Smallest balance, in the smallest unit
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount_balance_gte: Option<i64>,
    /// Largest balance, in the smallest unit
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount_balance_lte: Option<i64>,
    /// The available amount itself, in the smallest unit
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount_available: Option<i64>,
    /// Smallest available amount, in the smallest unit
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount_available_gte: Option<i64>,
    /// Largest available amount, in the smallest unit
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount_available_lte: Option<i64>,
}

impl Filters {
    /// The same as the client has it.
    pub(crate) fn into_filter(self) -> CardFilter {
        let mut filter = CardFilter::new()
            .currencies(self.currency)
            .created_at(TimeRange::new(self.created_at_gte, self.created_at_lte))
            .expires_at(TimeRange::new(self.expires_at_gte, self.expires_at_lte))
            .amount_balance_within(AmountRange::new(
                self.amount_balance_gte,
                self.amount_balance_lte,
            ))
            .amount_available_within(AmountRange::new(
                self.amount_available_gte,
                self.amount_available_lte,
            ));
        if let Some(text) = self.search {
            filter = filter.search(text);
        }
        if let Some(customer) = self.customer {
            filter = filter.customer(customer);
        }
        if let Some(card_type) = self.card_type {
            filter = filter.card_type(card_type);
        }
        if let Some(status) = self.status {
            filter = filter.status(status);
        }
        if let Some(amount) = self.amount_balance {
            filter = filter.amount_balance(amount);
        }
        if let Some(amount) = self.amount_available {
            filter = filter.amount_available(amount);
        }
        filter
    }
}

/// Only the values that the document lists: a slip of the pen is likelier
/// than a value that is newer than this command.
fn listed<T>(values: &'static [&'static str]) -> impl clap::builder::TypedValueParser<Value = T>
where
    T: for<'a> From<&'a str> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(values).map(|value| T::from(value.as_str()))
}

/// A day, or a point in time.
#[derive(Clone, Copy)]
enum Moment {
    Day(NaiveDate),
    Time(Timestamp),
}

impl std::str::FromStr for Moment {
    type Err = dintero_cards::ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Checks the form too, which is stricter than that of chrono's days.
        let time: Timestamp = text.parse()?;
        Ok(text.parse().map_or(Self::Time(time), Self::Day))
    }
}

impl TimeBound for Moment {
    fn first(self) -> Timestamp {
        match self {
            Self::Day(day) => day.first(),
            Self::Time(time) => time,
        }
    }

    fn last(self) -> Timestamp {
        match self {
            Self::Day(day) => day.last(),
            Self::Time(time) => time,
        }
    }
}

//! What counts as liability: the definition, which every report prints.

use clap::builder::PossibleValuesParser;
use dintero_cards::{Card, CardStatus, CardType};

#[derive(clap::Args)]
#[command(next_help_heading = "Definition")]
pub(super) struct Definition {
    /// Statuses that count as outstanding; expired cards are breakage, on lines of their own
    #[arg(long, value_name = "STATUS", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(CardStatus::LISTED),
          default_value = "inactive,unused,partially_used,used")]
    counted_status: Vec<String>,
    /// Types that count
    #[arg(long, value_name = "TYPE", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(CardType::LISTED),
          default_value = "gift_card,credit_note")]
    counted_type: Vec<String>,
    /// Amount that counts
    #[arg(long, value_name = "AMOUNT", default_value = "balance",
          value_parser = PossibleValuesParser::new(["balance", "available"]))]
    counted_amount: String,
}

/// What a card is in the books.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Outstanding,
    Breakage,
    NotCounted,
}

impl Definition {
    pub(super) fn class(&self, card: &Card) -> Class {
        let is_in = |value: Option<&str>, list: &[String]| {
            value.is_some_and(|value| list.iter().any(|listed| listed == value))
        };
        let status = card.status.as_ref().map(CardStatus::as_str);
        let counts = is_in(card.type_.as_ref().map(CardType::as_str), &self.counted_type);
        match status {
            _ if counts && is_in(status, &self.counted_status) => Class::Outstanding,
            Some("expired") if counts => Class::Breakage,
            _ => Class::NotCounted,
        }
    }

    pub(super) fn amount(&self, card: &Card) -> Option<i64> {
        if self.counted_amount == "available" { card.amount_available } else { card.amount_balance }
    }

    pub(super) fn text(&self) -> String {
        let (statuses, types) = (self.counted_status.join(", "), self.counted_type.join(", "));
        let is_counted = self.counted_status.iter().any(|status| status == "expired");
        let breakage = if is_counted { "none" } else { "expired" };
        let amount = &self.counted_amount;
        format!("amount_{amount} of {types} that are {statuses}; breakage: {breakage}")
    }
}

impl Class {
    pub(super) fn name(self) -> &'static str {
        ["outstanding", "breakage", "not counted"][self as usize]
    }
}

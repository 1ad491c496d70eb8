//! `dintero-cards customer`: the cards of one customer, and their sums.

use crate::connection::help_with;
use crate::failure::Failure;
use crate::list;

const EXAMPLES: &str = "\
Examples:
  The cards of a customer, with their sums:
    dintero-cards customer customer-00001
  The same as a workbook, without the cards that are worth nothing:
    dintero-cards customer customer-00001 --balance-from 1 --out customer.xlsx";

/// List the cards of a customer, with their sums
///
/// It lists every card, and has the flags of list.
#[derive(clap::Args)]
#[group(skip)]
#[command(
    mut_arg("customer", |arg| arg.hide(true).conflicts_with("id")),
    mut_arg("max", |arg| arg.help("List no more than this many cards")),
    mut_arg("all", |arg| arg.hide(true)),
    after_long_help = help_with(EXAMPLES)
)]
pub(crate) struct Arguments {
    /// The customer's `customer_id`
    #[arg(value_name = "CUSTOMER_ID", allow_hyphen_values = true)]
    id: String,
    #[command(flatten)]
    list: list::Arguments,
}

pub(crate) async fn run(arguments: Box<Arguments>) -> Result<(), Failure> {
    let Arguments { id, list } = *arguments;
    list::run(Box::new(list.of_customer(id))).await
}

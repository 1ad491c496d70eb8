//! `dintero-cards customer`: the cards of one customer, and their sums.

use crate::failure::Failure;
use crate::list;

/// List the cards of a customer, with their sums
///
/// It lists every card, and has the flags of list.
#[derive(clap::Args)]
#[group(skip)]
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

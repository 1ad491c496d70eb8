//! One flag for each filter that the client defines.

use std::error::Error as _;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use dintero_cards::{CardFilter, CardStatus, CardType, FilterDefinition, FilterKind};

/// Which cards to list; a card must match every flag that is given.
pub(crate) struct Filters(pub(crate) CardFilter);

impl clap::Args for Filters {
    fn augment_args(command: Command) -> Command {
        command.next_help_heading("Filters").args(CardFilter::DEFINITIONS.iter().map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Filters {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut filters = Self(CardFilter::new());
        filters.update_from_arg_matches(matches)?;
        Ok(filters)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for FilterDefinition { name, .. } in CardFilter::DEFINITIONS {
            for value in matches.get_many::<String>(name).into_iter().flatten() {
                let filter = std::mem::take(&mut self.0).set(name, value);
                self.0 = filter.map_err(|error| {
                    clap::Error::raw(clap::error::ErrorKind::ValueValidation, error)
                })?;
            }
        }
        Ok(())
    }
}

/// Returns the flag of a filter: `created_at.gte` is `--created-at-gte`.
fn flag(filter: &FilterDefinition) -> Arg {
    let name = filter.name;
    let arg = Arg::new(name).long(name.replace(['.', '_'], "-")).help(filter.help);
    let arg = arg.value_parser(move |value: &str| check(name, value));
    // A mistyped value is likelier than one that is newer than this command.
    let listed = PossibleValuesParser::new;
    match filter.kind {
        FilterKind::CardType => arg.value_name("TYPE").value_parser(listed(CardType::LISTED)),
        FilterKind::CardStatus => arg.value_name("STATUS").value_parser(listed(CardStatus::LISTED)),
        FilterKind::Text => arg.value_name("TEXT"),
        FilterKind::CustomerId => arg.value_name("CUSTOMER_ID"),
        FilterKind::TimeFrom | FilterKind::TimeTo => arg.value_name("TIME"),
        FilterKind::Amount => arg.value_name("AMOUNT").allow_negative_numbers(true),
        FilterKind::Currencies => {
            arg.value_name("CODE").action(ArgAction::Append).value_delimiter(',')
        }
        _ => arg.value_name("VALUE"),
    }
}

/// Returns a value that the filter accepts, or why it does not.
fn check(name: &str, value: &str) -> Result<String, String> {
    match CardFilter::new().set(name, value) {
        Ok(_) => Ok(value.to_owned()),
        Err(error) => Err(error.source().map_or_else(|| error.to_string(), ToString::to_string)),
    }
}

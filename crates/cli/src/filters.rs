//! The flags that choose cards: one for each filter that the client defines, and a
//! few that stand for several of them.

use std::error::Error as _;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command};
use dintero_cards::{
    CardFilter, CardStatus, CardType, FilterDefinition, FilterKind, Money, ParseMoneyError,
};
use jiff::Span;

use crate::failure::Failure;
use crate::terminal::note;
use crate::zone::{End, Zone, ZoneFlag};

/// Which cards to list; a card must match every flag that is given.
#[derive(Default)]
pub(crate) struct Filters {
    pub(crate) filter: CardFilter,
    /// Whether the client selects the cards, since the server accepts one status only.
    pub(crate) has_several_statuses: bool,
    zone: Option<Zone>,
    /// Whether a day or a month without a zone was given.
    has_days: bool,
    /// The flags for people, without what may name a person.
    given: Vec<String>,
}

const EXPIRES_WITHIN: &str = "expires_within";

impl Filters {
    /// The time zone that was set; None for the default.
    pub(crate) fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// The same cards of one customer only.
    pub(crate) fn of_customer(self, id: String) -> Self {
        Self { filter: self.filter.customer(id), ..self }
    }

    /// Returns the flags that choose cards, without what may name a person.
    pub(crate) fn text(&self) -> String {
        if self.given.is_empty() { "none".to_owned() } else { self.given.join(" ") }
    }

    /// Refuses filters that no card can match; notes that days are not those of this machine.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        self.filter.check()?;
        let system = Zone::system();
        if self.has_days && self.zone.is_none() && system != Zone::utc() {
            let zone = system.name();
            note(&format!("days and months are those of UTC; --time-zone={zone} changes that"));
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), clap::Error> {
        let filter = std::mem::take(&mut self.filter).set(name, value);
        self.filter = filter.map_err(|error| refuse(&reason(&error)))?;
        Ok(())
    }

    fn read(&mut self, definition: &FilterDefinition, value: &str) -> Result<(), clap::Error> {
        match definition.kind {
            FilterKind::TimeFrom | FilterKind::TimeTo => {
                let zone = self.zone.clone().unwrap_or_else(Zone::utc);
                let bound = zone.bound(value, end(definition.kind));
                self.has_days |= bound.is_some() && value.len() <= 10;
                // What the zone does not change goes to the server as it is.
                let is_same = self.zone.is_none() && value.len() != 7;
                let value = bound.filter(|_| !is_same).unwrap_or_else(|| value.to_owned());
                self.set(definition.name, &value)
            }
            FilterKind::Amount => {
                let refuse = |why| refuse(&format!("--{}: {why}", flag_name(definition.name)));
                let (minor, currency) = amount(value).map_err(refuse)?;
                if let Some(currency) = currency {
                    self.set("currency", &currency)?;
                }
                self.set(definition.name, &minor)
            }
            _ => self.set(definition.name, value),
        }
    }
}

impl clap::Args for Filters {
    fn augment_args(command: Command) -> Command {
        let within = Arg::new(EXPIRES_WITHIN)
            .long("expires-within")
            .value_name("SPAN")
            .conflicts_with_all(["expires_at.gte", "expires_at.lte"])
            .value_parser(span)
            .help(
                "Expiring from today to the end of the day that is this far away, as in 30d or 2mo",
            );
        let flags = CardFilter::DEFINITIONS.iter().map(flag);
        ZoneFlag::augment_args(command.next_help_heading("Filters").args(flags).arg(within))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Filters {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut filters = Self::default();
        filters.update_from_arg_matches(matches)?;
        Ok(filters)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.zone = matches.get_one::<Zone>("time_zone").cloned();
        let mut amounts = Vec::new();
        for definition in CardFilter::DEFINITIONS {
            let values = matches.get_many::<String>(definition.name).into_iter().flatten();
            let values: Vec<&str> = values.map(String::as_str).collect();
            if !values.is_empty() {
                let names_people =
                    matches!(definition.kind, FilterKind::Text | FilterKind::CustomerId);
                let text = if names_people { "…".to_owned() } else { values.join(" ") };
                self.given.push(format!("--{} {text}", flag_name(definition.name)));
            }
            self.has_several_statuses |=
                definition.kind == FilterKind::CardStatus && values.len() > 1;
            match definition.kind {
                // The words of an amount, as in 100.50 NOK.
                FilterKind::Amount if !values.is_empty() => {
                    amounts.push((definition, values.join(" ")));
                }
                _ => values.iter().try_for_each(|value| self.read(definition, value))?,
            }
        }
        one_currency(matches, &amounts)?;
        amounts.iter().try_for_each(|(definition, value)| self.read(definition, value))?;
        if let Some(span) = matches.get_one::<Span>(EXPIRES_WITHIN) {
            self.given.push(format!("--expires-within {span}"));
            let zone = self.zone.clone().unwrap_or_else(Zone::utc);
            let last = zone.after(*span);
            let last = last.ok_or_else(|| refuse("--expires-within: it is too far away"))?;
            // The same all day, so that a listing can resume with the same flag.
            let first = zone.bound(&zone.today().to_string(), End::First);
            self.set("expires_at.gte", &first.unwrap_or_default())?;
            self.set("expires_at.lte", &last)?;
        }
        Ok(())
    }
}

/// Refuses amounts of one currency as bounds for cards of another one.
fn one_currency(
    matches: &ArgMatches,
    amounts: &[(&FilterDefinition, String)],
) -> Result<(), clap::Error> {
    let mut codes = amounts.iter().filter_map(|(_, value)| amount(value).ok()?.1);
    let Some(first) = codes.next() else { return Ok(()) };
    let given = matches.get_many::<String>("currency").into_iter().flatten();
    if codes.chain(given.map(|code| code.to_uppercase())).any(|code| code != first) {
        let what = "an amount with its currency is not a bound for cards of another currency";
        return Err(refuse(what));
    }
    Ok(())
}

/// Returns the name of the flag of a filter: `created_at.gte` is `created-from`, and
/// `amount_balance.lte` is `balance-to`.
fn flag_name(wire: &str) -> String {
    let (field, bound) = wire.split_once('.').unwrap_or((wire, ""));
    let field = field.trim_start_matches("amount_");
    match bound {
        "gte" => format!("{}-from", field.trim_end_matches("_at")),
        "lte" => format!("{}-to", field.trim_end_matches("_at")),
        _ => field.replace('_', "-"),
    }
}

/// Returns the flag of a filter; its name on the wire stays an alias that the help
/// does not show.
fn flag(filter: &FilterDefinition) -> Arg {
    let (name, kind) = (filter.name, filter.kind);
    let (flag, alias) = (flag_name(name), name.replace(['.', '_'], "-"));
    let help = filter.help.replace("a day stands", "a day or month stands");
    let arg = Arg::new(name).long(flag.clone()).help(help);
    let arg = if flag == alias { arg } else { arg.alias(alias) };
    let arg = arg.value_parser(move |value: &str| check(name, kind, value));
    // A mistyped value is likelier than one that is newer than this command.
    let listed = PossibleValuesParser::new;
    match kind {
        FilterKind::CardType => arg.value_name("TYPE").value_parser(listed(CardType::LISTED)),
        FilterKind::CardStatus => arg
            .value_name("STATUS")
            .value_parser(listed(CardStatus::LISTED))
            .action(ArgAction::Append)
            .value_delimiter(',')
            .help("Status of the cards; may be given several times"),
        FilterKind::Text => arg.value_name("TEXT").allow_hyphen_values(true),
        FilterKind::CustomerId => arg.value_name("CUSTOMER_ID").allow_hyphen_values(true),
        FilterKind::TimeFrom | FilterKind::TimeTo => arg.value_name("TIME"),
        FilterKind::Amount => arg
            .value_name("AMOUNT")
            .num_args(1..=2)
            .allow_negative_numbers(true)
            .help(format!("{}, or as it is shown: 100.50 NOK", filter.help)),
        FilterKind::Currencies => {
            arg.value_name("CODE").action(ArgAction::Append).value_delimiter(',')
        }
        _ => arg.value_name("VALUE"),
    }
}

/// Returns a value that the filter accepts, or why it does not.
fn check(name: &str, kind: FilterKind, value: &str) -> Result<String, String> {
    let is_time = matches!(kind, FilterKind::TimeFrom | FilterKind::TimeTo);
    let checked = match kind {
        // Its currency may follow in a word of its own.
        FilterKind::Amount => return Ok(value.to_owned()),
        _ if is_time => Zone::utc().bound(value, end(kind)),
        _ => None,
    };
    let set = CardFilter::new().set(name, checked.as_deref().unwrap_or(value));
    let or = if is_time { ", or a month such as 2017-07" } else { "" };
    set.map(|_| value.to_owned()).map_err(|error| reason(&error) + or)
}

fn end(kind: FilterKind) -> End {
    if kind == FilterKind::TimeFrom { End::First } else { End::Last }
}

/// Reads an amount: a whole number in the smallest unit, or as it is shown with its
/// currency. Returns the number in the smallest unit, and the currency.
fn amount(text: &str) -> Result<(String, Option<String>), String> {
    if text.contains(' ') {
        let money: Money = text.parse().map_err(|error: ParseMoneyError| error.to_string())?;
        return Ok((money.minor.to_string(), Some(money.currency.to_string())));
    }
    let minor = text.parse::<i64>().map_err(|_| {
        "not a whole number of 64 bits, in the smallest unit; an amount in the main unit names its \
         currency, as in 100.50 NOK"
    });
    Ok((minor?.to_string(), None))
}

fn span(text: &str) -> Result<Span, String> {
    let wrong = || "not a span of days, weeks, months or years such as 30d, 2w, 3mo, 1y".to_owned();
    let span: Span = text.parse().map_err(|_| wrong())?;
    let has_days = span.signum() >= 0 && span.get_hours() == 0 && span.get_minutes() == 0;
    if has_days { Ok(span) } else { Err(wrong()) }
}

fn reason(error: &dintero_cards::Error) -> String {
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

fn refuse(why: &str) -> clap::Error {
    clap::Error::raw(ErrorKind::ValueValidation, why)
}

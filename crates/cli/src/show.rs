//! `dintero-cards show`: one card, field by field.

use dintero_cards::{Card, CardFilter};
use futures_util::StreamExt as _;

use crate::connection::{Connected, Connection};
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::output::{FIELDS, Field, Fields, Format, Style, Target};
use crate::terminal::Screen;
use crate::zone::{Zone, ZoneFlag};

/// Show one card, field by field
///
/// A card is searched for by its `card_id`. An id is only found by reading every card, since
/// the API has no filter for it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The card's `card_id` or id
    #[arg(value_name = "CARD_ID|ID", allow_hyphen_values = true)]
    card: String,
    /// Format of the output; by default that of the ending of --out, or else a table
    #[arg(short, long, value_name = "FORMAT")]
    output: Option<Format>,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    zone: ZoneFlag,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { card, output, target, zone, connection } = arguments;
    if card.is_empty() {
        return Err(Failure::Usage("an empty text names no card".to_owned()));
    }
    let (format, screen) = (target.format(output)?, target.screen());
    target.check(connection.secret_files())?;
    let mut sink = target.open(false)?;
    let connected = connection.connect().await?;
    let cards = Interruption::listen(true)?.or(find(&connected, &card)).await?;
    let zone = zone.time_zone.unwrap_or_else(Zone::system);
    if format == Format::Table {
        let blocks: Vec<_> = cards.iter().map(|card| fields(card, &zone, screen)).collect();
        sink.write(blocks.join("\n").as_bytes())?;
    } else {
        let fields = Fields::new(Vec::new(), None, &[]);
        let style = Style { dialect: target.csv, screen, ..Style::plain(format, fields, zone) };
        let mut output = style.start();
        sink.page(output.as_mut(), cards)?;
        sink.finish_with(output.as_mut())?;
    }
    sink.finish_and_tell("the card is")
}

/// Returns the cards with this `card_id` or id.
async fn find(connected: &Connected, card: &str) -> Result<Vec<Card>, Failure> {
    let is_id = |own: &Card| own.id.is_some_and(|id| id.to_string().eq_ignore_ascii_case(card));
    let is_meant = |own: &Card| own.card_id.as_deref() == Some(card) || is_id(own);
    let looks_like_id = card.len() == 36 && card.matches('-').count() == 4;
    let filters = [CardFilter::new().search(card), CardFilter::new()];
    for filter in filters.into_iter().take(if looks_like_id { 2 } else { 1 }) {
        let mut found = Vec::new();
        let mut cards = connected.client.list_cards(filter).items();
        while let Some(card) = cards.next().await {
            let card = card?;
            let is_last = is_id(&card);
            if is_meant(&card) {
                found.push(card);
            }
            if is_last {
                break;
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(Failure::Data(
        "no card has this card_id or id; list --search finds parts of a card_id".to_owned(),
    ))
}

fn fields(card: &Card, zone: &Zone, screen: Screen) -> String {
    let shown = |field: &Field| field.of(card).map(|value| value.shown(zone)).unwrap_or_default();
    let fields = FIELDS.iter().map(|field| (field.name, shown(field)));
    let rows: Vec<_> = fields.chain([("times in", zone.name().to_owned())]).collect();
    screen.values(&rows)
}

//! The baseline: what one writes by hand against the same endpoint, without
//! retries, deadlines, bounds or tolerance.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::subject::{Sums, pause};

#[derive(Deserialize)]
pub(crate) struct Page {
    pub(crate) cards: Vec<Card>,
    pub(crate) starting_after: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Card {
    pub(crate) card_id: Option<String>,
    pub(crate) amount: Option<i64>,
    pub(crate) currency: Option<String>,
    pub(crate) originated_by: Option<String>,
    pub(crate) customer_id: Option<String>,
    pub(crate) name: Option<String>,
    #[serde(rename = "type")]
    pub(crate) card_type: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) pin: Option<Pin>,
    pub(crate) id: Option<Uuid>,
    pub(crate) created_at: Option<DateTime<Utc>>,
    pub(crate) created_by: Option<String>,
    pub(crate) metadata: Option<Map<String, Value>>,
    pub(crate) amount_balance: Option<i64>,
    pub(crate) amount_available: Option<i64>,
    pub(crate) amount_funds: Option<i64>,
    pub(crate) amount_drawdown: Option<i64>,
    pub(crate) amount_pending: Option<i64>,
    pub(crate) amount_reserved: Option<i64>,
    pub(crate) active_from: Option<DateTime<Utc>>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Pin {
    pub(crate) format: Option<PinFormat>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct PinFormat {
    pub(crate) length: Option<i64>,
    pub(crate) prefix: Option<String>,
    pub(crate) symbols: Option<bool>,
    pub(crate) numbers: Option<bool>,
    pub(crate) characters: Option<bool>,
    pub(crate) barcode: Option<bool>,
}

/// Lists all cards, one request after the other; returns their number and the sum of
/// their balances. The consumer takes this time for each page.
pub(crate) async fn list(
    http: &reqwest::Client,
    url: &str,
    token: &str,
    consumer: Duration,
) -> reqwest::Result<Sums> {
    let (mut count, mut sum, mut cursor) = (0, 0, None::<String>);
    loop {
        let mut request = http.get(url).bearer_auth(token).query(&[("limit", "100")]);
        if let Some(cursor) = &cursor {
            request = request.query(&[("starting_after", cursor)]);
        }
        let page: Page = request.send().await?.error_for_status()?.json().await?;
        for card in page.cards {
            count += 1;
            sum += card.amount_balance.unwrap_or(0);
        }
        pause(consumer).await;
        match page.starting_after.filter(|cursor| !cursor.is_empty()) {
            Some(next) => cursor = Some(next),
            None => return Ok((count, sum)),
        }
    }
}

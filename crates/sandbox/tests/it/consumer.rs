//! The test in the README.

use dintero_cards_sandbox::{Action, Faults, OperationId, Rule, Sandbox};

#[tokio::test]
async fn our_import_survives_a_bad_gateway() {
    let faults = Faults::new().on(Rule::nth(2), Action::Html(502));
    let sandbox = Sandbox::builder().cards(250).faults(faults).start().await.unwrap();
    let url = format!("{}/accounts/{}/wallets/cards", sandbox.base_url(), sandbox.account_id());
    let client = reqwest::Client::builder().build().unwrap();

    // Replace this loop by your own client.
    let (mut cards, mut cursor) = (0, String::new());
    loop {
        let request = client.get(format!("{url}?limit=100{cursor}"));
        let response = request.bearer_auth(sandbox.access_token()).send().await.unwrap();
        if response.status() == 502 {
            continue;
        }
        let page: serde_json::Value =
            serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        cards += page["cards"].as_array().unwrap().len();
        let Some(next) = page["starting_after"].as_str() else { break };
        cursor = format!("&starting_after={next}");
    }
    assert_eq!(cards, 250);
    assert_eq!(sandbox.log().count(OperationId::GetCards), 4);
}

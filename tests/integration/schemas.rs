//! The JSON Schemas of the generated types.

use dintero_cards_client::{auth, cards};
use schemars::schema_for;

#[test]
fn the_json_schema_of_a_page_is_as_reviewed() {
    insta::assert_json_snapshot!("schema_of_card_page", schema_for!(cards::types::CardPage));
}

#[test]
fn the_json_schemas_of_tokens_are_as_reviewed() {
    insta::assert_json_snapshot!("schema_of_token_request", schema_for!(auth::types::TokenRequest));
    insta::assert_json_snapshot!("schema_of_access_token", schema_for!(auth::types::AccessToken));
}

#[test]
fn the_json_schema_of_an_error_is_as_reviewed() {
    insta::assert_json_snapshot!("schema_of_error_body", schema_for!(cards::types::ErrorBody));
}

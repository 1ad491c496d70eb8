//! The JSON Schemas of the generated types; `cargo xtask regen` writes their
//! snapshots, and sees by the digest in them which are stale.

use dintero_cards_client::{Document, auth, cards};
use schemars::{Schema, schema_for};

/// Sorted by name: the order of a map depends on features of other packages.
fn check(name: &str, schema: &Schema, from: &Document) {
    let from = format!("{} {}", from.file, from.digest);
    insta::with_settings!({ description => from, omit_expression => true, sort_maps => true }, {
        insta::assert_json_snapshot!(name, schema);
    });
}

#[test]
fn the_json_schemas_of_cards_are_as_reviewed() {
    check("schema_of_card_page", &schema_for!(cards::types::CardPage), &cards::DOCUMENT);
    check("schema_of_error_body", &schema_for!(cards::types::ErrorBody), &cards::DOCUMENT);
}

#[test]
fn the_json_schemas_of_tokens_are_as_reviewed() {
    check("schema_of_token_request", &schema_for!(auth::types::TokenRequest), &auth::DOCUMENT);
    check("schema_of_access_token", &schema_for!(auth::types::AccessToken), &auth::DOCUMENT);
}

//! The JSON Schemas of the generated types. `cargo xtask regen` writes their
//! snapshots and recognises stale ones by the digest in them.

use dintero_cards_client::{DOCUMENTS, auth, cards};
use insta::Settings;
use schemars::{Schema, schema_for};

/// Returns the settings of a snapshot that depends on a document: with its digest,
/// and sorted, since the order of a map depends on features of other packages.
pub(crate) fn snapshot(file: &str) -> Settings {
    let document = DOCUMENTS.iter().find(|document| document.file == file).unwrap();
    let mut settings = Settings::clone_current();
    settings.set_description(format!("{file} {}", document.digest));
    settings.set_omit_expression(true);
    settings.set_sort_maps(true);
    settings
}

fn check(name: &str, schema: &Schema, file: &str) {
    snapshot(file).bind(|| insta::assert_json_snapshot!(name, schema));
}

#[test]
fn the_json_schemas_of_cards_are_as_reviewed() {
    let file = cards::DOCUMENT.file;
    check("schema_of_card_page", &schema_for!(cards::types::CardPage), file);
    check("schema_of_error_body", &schema_for!(cards::types::ErrorBody), file);
}

#[test]
fn the_json_schemas_of_tokens_are_as_reviewed() {
    let file = auth::DOCUMENT.file;
    check("schema_of_token_request", &schema_for!(auth::types::TokenRequest), file);
    check("schema_of_access_token", &schema_for!(auth::types::AccessToken), file);
}

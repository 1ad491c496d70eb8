//! The rules of the tolerant reader, each seen in what is generated.

use crate::document::{edited, text_of};

#[test]
fn an_enumeration_that_stands_inline_in_a_response_is_opened_under_a_name_of_its_own() {
    let text = edited(
        "          description: Name to display.\n",
        "          description: Name to display.\n          enum: [one, two]\n",
    );
    let code = text_of(&text).unwrap();
    assert!(code.contains("pub enum CardName {"), "no open enumeration");
    assert!(code.contains("Unlisted(crate::UnlistedValue)"));
}

#[test]
fn lists_and_maps_may_be_null_and_closed_objects_are_opened() {
    let text = edited(
        "        name:\n          type: string\n          description: Name to display.\n",
        "        name:\n          type: array\n          items: {type: string}\n          default: []\n",
    );
    let text = text.replacen(
        "      description: A gift card or a credit note.\n",
        "      description: A gift card or a credit note.\n      additionalProperties: false\n",
        1,
    );
    let code = text_of(&text).unwrap();
    let name = "pub name: ::std::option::Option<::std::vec::Vec<::std::string::String>>";
    assert!(code.contains(name), "{}", &code[code.find("pub name").unwrap()..][..120]);
    assert!(!code.contains("deny_unknown_fields"));
}

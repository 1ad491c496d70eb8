//! Names that Rust cannot have, or that would stand in one place twice.

use crate::document::{edited, line_of, text_of};

/// What is said of a document, and the line it is said of.
fn refused(text: &str) -> (String, usize) {
    let error = text_of(text).expect_err("the document must be refused");
    let line = error.split(':').nth(1).and_then(|line| line.parse().ok());
    (error.clone(), line.unwrap_or_else(|| panic!("no line: {error}")))
}

/// Number of the last line that has `part`.
fn last_line_of(text: &str, part: &str) -> usize {
    text.lines().collect::<Vec<_>>().iter().rposition(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn an_operation_whose_id_gives_no_rust_name_is_refused_at_its_id() {
    for id in ["2fa", "''", "'!!'", "'_'", "'²a'"] {
        let to = format!("operationId: {id}");
        let text = edited("operationId: get_cards", &to);
        let (error, line) = refused(&text);
        assert!(error.contains("gives no Rust name"), "{error}");
        assert_eq!(line, line_of(&text, &to));
    }
}

#[test]
fn an_operation_called_like_a_method_of_every_client_is_refused() {
    for id in ["exec", "baseurl", "newWithClient"] {
        let (error, _) = refused(&edited("operationId: get_cards", &format!("operationId: {id}")));
        assert!(error.contains("of its own"), "{error}");
    }
}

#[test]
fn operations_that_share_an_id_or_its_rust_name_are_refused_with_both_places() {
    for id in ["get_cards", "getCards"] {
        let second = format!(
            "paths:\n  /other:\n    get:\n      operationId: {id}\n      responses: {{'200': {{description: Fine}}}}\n"
        );
        let text = edited("paths:\n", &second);
        let (error, line) = refused(&text);
        assert_eq!(line, last_line_of(&text, "operationId: get_cards"), "{error}");
        let first = line_of(&text, &format!("operationId: {id}"));
        assert!(error.contains(&format!("{first}:7")), "{error}");
    }
}

#[test]
fn parameters_that_share_a_name_or_its_rust_name_are_refused_with_both_places() {
    for (name, words) in [("limit", "a second time, after "), ("lim.it", "both become lim_it")] {
        let text = edited("        - name: search\n", &format!("        - name: {name}\n"));
        let text = text.replacen("- name: customer\n", "- name: lim_it\n", 1);
        let (error, line) = refused(&text);
        assert!(error.contains(words), "{error}");
        let (second, first) = match name {
            "limit" => ("- name: limit", "- name: limit"),
            _ => ("- name: lim_it", "- name: lim.it"),
        };
        assert_eq!(line, last_line_of(&text, second), "{error}");
        assert!(error.contains(&format!("{}:11", line_of(&text, first))), "{error}");
    }
}

#[test]
fn a_name_in_the_path_and_in_the_query_would_be_one_argument() {
    let text = edited("        - name: search\n", "        - name: aid\n");
    let (error, line) = refused(&text);
    assert!(error.contains("the parameter aid stands here a second time, after "), "{error}");
    assert_eq!(line, last_line_of(&text, "- name: aid"));
}

#[test]
fn properties_that_share_a_rust_name_are_refused_with_both_places() {
    let text =
        edited("        card_id:\n", "        na-me: {}\n        na_me: {}\n        card_id:\n");
    let (error, line) = refused(&text);
    assert_eq!(line, line_of(&text, "        na_me: {}"));
    let first = line_of(&text, "        na-me: {}");
    assert!(error.contains(&format!("na-me at {first}:9 both become na_me")), "{error}");
}

/// The document with the schema of a card's type under another name.
fn renamed(name: &str) -> String {
    let text = edited("\n    CardType:\n", &format!("\n    {name}:\n"));
    text.replace(
        "schemas/CardType'",
        &format!("schemas/{}'", dintero_cards_openapi::pointer_token(name)),
    )
}

#[test]
fn an_enumeration_with_a_dot_in_its_name_becomes_a_type_of_rust() {
    let code = text_of(&renamed("card.kind")).unwrap();
    assert!(code.contains("pub enum CardKind {"));
    assert!(code.contains("crate::cards::types::CardKind"));
}

#[test]
fn schemas_that_rust_has_no_name_for_or_has_itself_are_refused_at_their_names() {
    for name in ["a~b/c", "2fa", "String", "Option", "result", "a b"] {
        let text = renamed(name);
        let (error, line) = refused(&text);
        assert_eq!(line, line_of(&text, &format!("    {name}:")), "{error}");
    }
    let text = edited("\n    CardType:\n", "\n    card_type: {type: string}\n    CardType:\n");
    assert!(refused(&text).0.contains("both become CardType"));
}

#[test]
fn an_inline_enumeration_never_takes_the_place_of_a_named_schema() {
    let text = edited(
        "          description: Name to display.\n",
        "          description: Name to display.\n          enum: [one, two]\n",
    );
    let text =
        text.replacen("\n    CardType:\n", "\n    CardName: {type: string}\n\n    CardType:\n", 1);
    let (error, line) = refused(&text);
    assert!(error.contains("the type CardName stands at"), "{error}");
    assert_eq!(line, line_of(&text, "        name:"));
}

#[test]
fn values_that_share_a_rust_name_are_refused_at_their_enumeration() {
    for values in ["[gift_card, gift card]", "[gift_card, gift_card]", "[unlisted]", "[1st]"] {
        let text = edited("[gift_card, credit_note]", values);
        let (error, line) = refused(&text);
        assert!(error.contains("distinct Rust names"), "{error}");
        assert_eq!(line, line_of(&text, values));
    }
}

#[test]
fn a_parameter_called_like_a_part_of_the_generated_method_is_refused_at_its_place() {
    for name in ["send", "new", "header_map", "HeaderMap", "encode-path"] {
        let text = edited("- name: search\n", &format!("- name: {name}\n"));
        let (error, line) = refused(&text);
        assert!(error.contains("of its own"), "{error}");
        assert_eq!(line, line_of(&text, &format!("        - name: {name}")));
    }
}

#[test]
fn an_operation_that_would_become_a_type_which_the_code_needs_is_refused_at_its_id() {
    for id in ["error", "response_value", "result", "String", "option", "clientInfo"] {
        let to = format!("operationId: {id}");
        let text = edited("operationId: get_cards", &to);
        let (error, line) = refused(&text);
        assert!(error.contains("that it needs"), "{error}");
        assert_eq!(line, line_of(&text, &to));
    }
}

#[test]
fn a_clash_that_nobody_foresaw_is_an_error_and_not_broken_code() {
    // The generator's own field for further properties.
    let text = edited(
        "          description: Name to display.\n",
        "          description: Name to display.\n        extra: {type: string}\n",
    );
    let text = text.replacen(
        "      description: A gift card or a credit note.\n",
        "      description: A gift card or a credit note.\n      additionalProperties: {type: string}\n",
        1,
    );
    let error = text_of(&text).unwrap_err();
    assert!(error.contains("field of Card extra twice"), "{error}");
}

#[test]
fn the_name_of_a_file_gives_a_module_of_rust_or_is_refused() {
    let of = |file: &str| {
        let source = dintero_cards_openapi::Source { file, ..dintero_cards_openapi::CARDS };
        dintero_cards_codegen::generate(source).map_err(|error| error.to_string())
    };
    assert!(of("openapi/gift-cards.v1.yaml").unwrap().contains("crate::gift_cards_v1::types::"));
    for file in ["openapi/type.yaml", "1.yaml", ""] {
        assert!(of(file).unwrap_err().contains("no module of Rust can be called"));
    }
}

//! The listing of an API, and what becomes of one.

use dintero_cards_codegen::module_name;
use dintero_cards_openapi::DOCUMENTS;
use dintero_cards_semver::{Api, Step};

use crate::release::api;

#[test]
fn the_api_of_every_document_is_as_reviewed() {
    for document in DOCUMENTS.iter().copied() {
        let name = format!("api_of_{}", module_name(document.file));
        insta::assert_snapshot!(name, api(document), "api(document)");
    }
}

#[test]
fn a_listing_reads_back_as_it_was_written() {
    for document in DOCUMENTS.iter().copied() {
        let api = api(document);
        assert_eq!(Api::parse(&api.to_string()), api);
    }
}

/// The changes between two texts, one line each, with their steps.
fn changes(old: &str, now: &str) -> Vec<String> {
    let api = |text| Api::read("m", text).unwrap();
    let changes = api(old).changes(&api(now));
    changes.iter().map(|change| format!("{} {change}", change.step.as_str())).collect()
}

#[test]
fn what_a_caller_can_name_decides() {
    for (old, now, wanted) in [
        // Nobody sees these.
        ("struct A;", "", &[][..]),
        ("pub const A: u8 = 1;", "pub const A: u8 = 2;", &[]),
        ("pub fn f() {}", "/// Better.\npub fn f() { let _ = 1; }", &[]),
        ("mod m { pub struct A; }", "mod m {}", &[]),
        (
            "pub enum A { B { /// Words.\n c: u8 } }",
            "pub enum A { B { /// Better ones.\n #[serde(rename = \"C\")] c: u8 } }",
            &[],
        ),
        ("pub struct A { b: u8 }", "pub struct A { b: u16, c: u8 }", &[]),
        // These they do.
        ("", "pub struct A { pub b: u8 }", &["minor + m::A: struct"]),
        ("pub struct A { pub b: u8 }", "", &["major - m::A"]),
        (
            "pub fn f(a: u8) {}",
            "pub fn f(a: u16) {}",
            &["major ~ m::f(): fn f(a: u8) -> fn f(a: u16)"],
        ),
        ("pub mod n { pub use a::B; }", "pub mod n {}", &["major - m::n::B"]),
        ("#[derive(Clone)] pub struct A;", "pub struct A;", &["major - impl Clone for m::A"]),
        (
            "pub struct A; impl Clone for A { fn clone(&self) -> A { A } }",
            "#[derive(Clone)] pub struct A;",
            &[],
        ),
        // A part of what can grow, and of what cannot.
        (
            "#[non_exhaustive] pub struct A { pub b: u8 }",
            "#[non_exhaustive] pub struct A { pub b: u8, pub c: u8 }",
            &["minor + m::A.c: u8"],
        ),
        (
            "pub struct A { pub b: u8 }",
            "pub struct A { pub b: u8, pub c: u8 }",
            &["major + m::A.c: u8"],
        ),
        ("pub enum A { B }", "pub enum A { B, C }", &["major + m::A::C: variant"]),
        (
            "#[non_exhaustive] pub enum A { B }",
            "#[non_exhaustive] pub enum A { B, C(u8) }",
            &["minor + m::A::C: variant(u8)"],
        ),
        (
            "pub struct A;",
            "#[non_exhaustive] pub struct A;",
            &["major ~ m::A: struct -> #[non_exhaustive] struct"],
        ),
        (
            "#[non_exhaustive] pub struct A;",
            "pub struct A;",
            &["minor ~ m::A: #[non_exhaustive] struct -> struct"],
        ),
    ] {
        assert_eq!(changes(old, now), wanted, "{old} -> {now}");
    }
}

#[test]
fn a_builder_that_follows_its_type_is_not_listed_twice() {
    let text = |field: &str| {
        format!(
            "pub mod types {{
                #[non_exhaustive] pub struct A {{ {field} }}
                pub mod builder {{ pub struct A {{ x: u8 }} impl A {{ {method} }} }}
            }}",
            method = if field.is_empty() { "" } else { "pub fn b(self) -> Self { self }" },
        )
    };
    assert_eq!(changes(&text(""), &text("pub b: u8")), ["minor + m::types::A.b: u8"]);
}

#[test]
fn what_a_builder_asks_for_is_a_break_though_everything_compiles() {
    let text = |fields: &str| {
        format!(
            "#[non_exhaustive] pub struct A {{ {fields} }} pub struct B;
             impl A {{ pub fn builder() -> B {{ B }} }}"
        )
    };
    let optional = "#[serde(default, skip_serializing_if = \"Vec::is_empty\")] pub c: Vec<u8>";
    for (old, now, wanted) in [
        ("", "pub b: u8", "major + m::A.b: u8"),
        ("", "pub c: Vec<u8>", "major + m::A.c: Vec<u8>"),
        ("", "pub b: Option<u8>", "minor + m::A.b: Option<u8>"),
        ("", optional, "minor + m::A.c: Vec<u8> = default"),
        ("pub c: Vec<u8>", optional, "minor ~ m::A.c: Vec<u8> -> Vec<u8> = default"),
        (optional, "pub c: Vec<u8>", "major ~ m::A.c: Vec<u8> = default -> Vec<u8>"),
    ] {
        assert_eq!(changes(&text(old), &text(now)), [wanted], "{old} -> {now}");
    }
}

#[test]
fn text_that_is_no_rust_is_an_error_and_a_listing_leaves_out_what_is_none() {
    assert!(Api::read("m", "pub struct {").is_err());
    assert_eq!(Api::parse("# note\n\nno arrow\n"), Api::default());
}

#[test]
fn steps_are_in_order() {
    assert!(Step::None < Step::Patch && Step::Patch < Step::Minor && Step::Minor < Step::Major);
}

//! Which generated types are the wrapper's too.

use dintero_cards_semver::Api;
use dintero_cards_semver::Wrapper;

use crate::release::OWN;

#[test]
fn the_wrapper_has_the_types_that_it_re_exports_and_those_that_they_name() {
    let types: Vec<&str> = OWN.types().filter(|ty| !ty.contains("builder")).collect();
    for ty in ["cards::types::AccountId", "cards::types::Card", "cards::types::PinFormat"] {
        assert!(types.contains(&ty), "{ty} in {types:?}");
    }
    for ty in ["cards::types::CardPage", "auth::types::AccessToken", "cards::builder::GetCards"] {
        assert!(!types.contains(&ty), "{ty} in {types:?}");
    }
}

#[test]
fn a_type_that_only_a_field_names_is_re_exported_with_it() {
    let api = Api::parse(
        "m::types::A => struct\nm::types::A.b => Option<Vec<B>>\nm::types::B => struct\nm::types::C => struct\n",
    );
    let wrapper =
        Wrapper::read("pub use dintero_cards_client::m::types::{A};", [&api, &api]).unwrap();
    assert_eq!(wrapper.types().collect::<Vec<_>>(), ["m::types::A", "m::types::B"]);
    let private = Wrapper::read("use dintero_cards_client::m::types::A;", [&api, &api]).unwrap();
    assert_eq!(private.types().count(), 0);
}

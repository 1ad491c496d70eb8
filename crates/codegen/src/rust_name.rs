//! The Rust names that progenitor makes of the names of a document.
//!
//! Kept equal to its own rule, so that two names which would become one are
//! refused before it runs, with the places of both.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};

/// Names that code in the module of types uses without a path.
const TAKEN: [&str; 18] = [
    "Clone", "Copy", "Debug", "Default", "Drop", "Eq", "Err", "From", "Hash", "Into", "None", "Ok",
    "Option", "Result", "Self", "Some", "String", "Vec",
];

/// The name of a type.
pub(crate) fn of_type(name: &str) -> String {
    plain(name).to_upper_camel_case()
}

/// The name of a method, a field or an argument.
pub(crate) fn of_value(name: &str) -> String {
    plain(name).to_snake_case()
}

/// The name of a constant.
pub(crate) fn of_constant(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// Whether Rust can have this name as it is.
pub(crate) fn is_legal(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok()
}

/// Whether a type of this name would stand in the way of one that code means.
pub(crate) fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name)
}

fn plain(name: &str) -> String {
    name.replace('\'', "").replace(|c: char| !(c.is_alphanumeric() || c == '_'), "-")
}

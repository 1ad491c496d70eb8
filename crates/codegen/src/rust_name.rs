//! The Rust names that progenitor derives from the names of a document.
//!
//! The rules equal those of progenitor, so that two names which give the same Rust
//! name are refused before it runs, with both places.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};

/// Names that generated code in the module `types` uses without a path.
const TAKEN: [&str; 18] = [
    "Clone", "Copy", "Debug", "Default", "Drop", "Eq", "Err", "From", "Hash", "Into", "None", "Ok",
    "Option", "Result", "Self", "Some", "String", "Vec",
];

/// Types that the module of builders, one for each operation, imports.
const IMPORTED: [&str; 7] = [
    "ByteStream",
    "ClientHooks",
    "ClientInfo",
    "Error",
    "OperationInfo",
    "RequestBuilderExt",
    "ResponseValue",
];

/// Names of methods and variables around the parameters of an operation.
const TAKEN_PARAMETERS: [&str; 4] = ["encode_path", "header_map", "new", "send"];

pub(crate) fn of_type(name: &str) -> String {
    plain(name).to_upper_camel_case()
}

/// Returns the name of a method, a field or an argument.
pub(crate) fn of_value(name: &str) -> String {
    plain(name).to_snake_case()
}

pub(crate) fn of_constant(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// Returns whether a name is a Rust identifier.
pub(crate) fn is_legal(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok()
}

/// Returns whether a type of this name would hide one that generated code uses.
pub(crate) fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name)
}

/// Whether the builder of an operation would stand in the way of another type.
pub(crate) fn is_taken_operation(name: &str) -> bool {
    IMPORTED.contains(&name) || is_taken(name)
}

/// Whether a parameter of this name would stand in the way of what the method that
/// sends a request has: its methods, its variables, its body.
pub(crate) fn is_taken_parameter(name: &str, has_body: bool) -> bool {
    TAKEN_PARAMETERS.contains(&name) || (has_body && matches!(name, "body" | "body_map"))
}

fn plain(name: &str) -> String {
    name.replace('\'', "").replace(|c: char| !(c.is_alphanumeric() || c == '_'), "-")
}

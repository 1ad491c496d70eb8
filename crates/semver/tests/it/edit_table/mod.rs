//! Edits of the document, each with the verdict of a careful maintainer.

mod operations;
mod parameters;
mod responses;

use dintero_cards_semver::{Step, Wire};

/// An edit, the rules that it falls under, the steps of the generated crate and of
/// the wrapper, and the effect on requests.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) edits: &'static [(&'static str, &'static str)],
    pub(crate) rules: &'static [&'static str],
    pub(crate) client: Step,
    pub(crate) wrapper: Step,
    pub(crate) wire: Wire,
}

const fn row(
    name: &'static str,
    edits: &'static [(&'static str, &'static str)],
    rules: &'static [&'static str],
    (client, wrapper, wire): (Step, Step, Wire),
) -> Row {
    Row { name, edits, rules, client, wrapper, wire }
}

/// Every edit: of parameters, operations and responses.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    parameters::ROWS.iter().chain(&operations::ROWS).chain(&responses::ROWS)
}

/// The edit with this name.
pub(crate) fn named(name: &str) -> &'static Row {
    rows().find(|row| row.name == name).unwrap_or_else(|| panic!("there is no edit {name:?}"))
}

//! The parameters and the body of an operation.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Location, Node, Operation, Parameter};

use super::distinct_names::DistinctNames;
use super::{bounds, content};
use crate::Error;
use crate::rust_name::{self, is_legal, of_constant, of_value};

/// Headers of which OpenAPI says that a parameter shall be ignored.
const IGNORED_HEADERS: [&str; 3] = ["accept", "authorization", "content-type"];
/// Headers that are not the caller's to set.
const CLIENT_HEADERS: [&str; 8] = [
    "api-version",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "host",
    "te",
    "transfer-encoding",
];
const SCALARS: [&str; 4] = ["boolean", "integer", "number", "string"];

pub(super) fn check(operation: &Operation<'_>) -> Result<(), Error> {
    let mut in_path = BTreeSet::new();
    let mut names = DistinctNames::new("parameter");
    for parameter in operation.parameters() {
        let parameter = parameter?;
        let Parameter { node, name, .. } = &parameter;
        check_parameter(&parameter)?;
        let has_body = operation.node.child("requestBody").is_some();
        let taken = rust_name::is_taken_parameter(&of_value(name), has_body);
        if taken {
            let problem = format!("the generated code has a {} of its own", of_value(name));
            let remedy = "rename the parameter, or send it by hand";
            return Err(Error::of_node(node, problem, remedy));
        }
        names.add(node.document, name, of_value(name), &node.pointer)?;
        if parameter.location == Location::Path {
            in_path.insert(*name);
        }
    }
    let wanted: BTreeSet<&str> = operation.placeholders().into_iter().collect();
    if let Some(name) = wanted.symmetric_difference(&in_path).next() {
        let problem = format!("the path and its parameters disagree about {name}");
        let remedy = "declare every name in braces as a parameter in path, and no other";
        return Err(Error::of_node(&operation.node, problem, remedy));
    }
    if let Some(body) = operation.request_body()? {
        let schema = content::check(&body)?;
        if body.flag_of("required")? != Some(true) {
            let problem = "the request body may be left out, and the client always sends one";
            return Err(Error::of_node(&body, problem, "say required: true"));
        }
        schema.iter().try_for_each(bounds::check)?;
    }
    Ok(())
}

fn check_parameter(parameter: &Parameter<'_>) -> Result<(), Error> {
    let Parameter { node, name, location, style, .. } = parameter;
    let unless_all = |rules: &[(bool, &str, &str)]| {
        Error::unless_all((node.document, &node.pointer, &format!("parameter {name}:")), rules)
    };
    // As part of the name of a constant, after the name of the operation.
    let is_name = name.contains(|c: char| c.is_alphanumeric())
        && is_legal(&of_constant(&format!("x {name}")));
    let schema = node.get("schema")?;
    let is_sent = *location != Location::Path || parameter.required;
    unless_all(&[
        (*location != Location::Cookie, "in cookie is not supported", "use path, query or header"),
        (is_name, "it gives no Rust name", "use letters, digits and _"),
        (schema.is_some(), "it has no schema", "give it one"),
        (is_sent, "what stands in the path is never left out", "say required: true"),
    ])?;
    let Some(schema) = schema else { return Ok(()) };
    if *location == Location::Query {
        let problem = "a list is sent as a repeated key, whatever style and explode say";
        let remedy = "use style form with explode true, or send it by hand";
        unless_all(&[(*style == "form" && parameter.explode, problem, remedy)])?;
        let is_list = schema.value["type"] == "array";
        if is_list {
            bounds::check(&schema)?;
        }
        let value = if is_list { schema.get("items")? } else { Some(schema) };
        let is_value = value.is_some_and(|value| is_scalar(&value));
        let problem = "what goes into the query is one value or a list of values";
        return unless_all(&[(is_value, problem, "declare a type that is no object")]);
    }
    let in_header = *location == Location::Header;
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let is_any = |names: &[&str]| in_header && names.iter().any(|it| name.eq_ignore_ascii_case(it));
    let place = if in_header { "header" } else { "path" };
    let is_value = is_scalar(&schema) && schema.value["nullable"] != true;
    let has_name = !in_header || name.chars().all(is_token);
    let ignored = "leave it out: it follows from content, responses and security";
    let nullable = "declare a type that is no list, no object and not nullable";
    unless_all(&[
        (has_name, "no header has such a name", "use letters, digits and -"),
        (!is_any(&IGNORED_HEADERS), "OpenAPI ignores a parameter of this name", ignored),
        (!is_any(&CLIENT_HEADERS), "the HTTP client sets or drops this header", "leave it out"),
        (*style == "simple", &format!("the style {style} is not supported"), "use style simple"),
        (is_value, &format!("what goes into the {place} is one value"), nullable),
    ])
}

fn is_scalar(schema: &Node<'_>) -> bool {
    schema.value["type"].as_str().is_some_and(|kind| SCALARS.contains(&kind))
}

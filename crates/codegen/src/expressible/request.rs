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
    let refuse = |problem: &str, remedy| {
        Err(Error::of_node(node, format!("parameter {name}: {problem}"), remedy))
    };
    let place = match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => {
            return refuse("in cookie is not supported", "use path, query or header");
        }
    };
    // As part of the name of a constant, after the name of the operation.
    if !name.contains(|c: char| c.is_alphanumeric())
        || !is_legal(&of_constant(&format!("x {name}")))
    {
        return refuse("it gives no Rust name", "use letters, digits and _");
    }
    let Some(schema) = node.get("schema")? else {
        return refuse("it has no schema", "give it one");
    };
    if *location == Location::Path && !parameter.required {
        return refuse("what stands in the path is never left out", "say required: true");
    }
    if *location == Location::Query {
        if *style != "form" || !parameter.explode {
            return refuse(
                "a list is sent as a repeated key, whatever style and explode say",
                "use style form with explode true, or send it by hand",
            );
        }
        let is_list = schema.value["type"] == "array";
        let value = if is_list { schema.get("items")? } else { Some(schema) };
        if is_list {
            bounds::check(&node.require("schema")?)?;
        }
        if value.is_none_or(|value| !is_scalar(&value)) {
            let problem = "what goes into the query is one value or a list of values";
            return refuse(problem, "declare a type that is no object");
        }
        return Ok(());
    }
    if *location == Location::Header {
        header(parameter)?;
    }
    if *style != "simple" {
        return refuse(&format!("the style {style} is not supported"), "use style simple");
    }
    if !is_scalar(&schema) || schema.value["nullable"] == true {
        let remedy = "declare a type that is no list, no object and not nullable";
        return refuse(&format!("what goes into the {place} is one value"), remedy);
    }
    Ok(())
}

fn header(parameter: &Parameter<'_>) -> Result<(), Error> {
    let Parameter { node, name, .. } = parameter;
    let refuse = |problem: &str, remedy| {
        Err(Error::of_node(node, format!("parameter {name}: {problem}"), remedy))
    };
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.chars().all(is_token) {
        return refuse("no header has such a name", "use letters, digits and -");
    }
    let is = |other: &&str| name.eq_ignore_ascii_case(other);
    if IGNORED_HEADERS.iter().any(is) {
        let remedy = "leave it out: it follows from content, responses and security";
        return refuse("OpenAPI ignores a parameter of this name", remedy);
    }
    if CLIENT_HEADERS.iter().any(is) {
        return refuse("the HTTP client sets or drops this header", "leave it out");
    }
    Ok(())
}

fn is_scalar(schema: &Node<'_>) -> bool {
    schema.value["type"].as_str().is_some_and(|kind| SCALARS.contains(&kind))
}

//! The parameters and the body of an operation.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Location, Node, Operation, Parameter};

use super::content;
use super::distinct_names::DistinctNames;
use crate::Error;
use crate::rust_name::{is_legal, of_constant, of_value};

const SCALARS: [&str; 4] = ["boolean", "integer", "number", "string"];

pub(super) fn check(operation: &Operation<'_>) -> Result<(), Error> {
    let mut in_path = BTreeSet::new();
    let mut names = DistinctNames::new("parameter");
    for parameter in operation.parameters() {
        let parameter = parameter?;
        let Parameter { node, name, .. } = &parameter;
        check_parameter(&parameter)?;
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
        content::check(&body)?;
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
                "a list goes on the wire as a repeated key, whatever style and explode say",
                "use style form with explode true, or send it by hand",
            );
        }
        let is_list = schema.value["type"] == "array";
        let value = if is_list { schema.get("items")? } else { Some(schema) };
        if value.is_none_or(|value| !is_scalar(&value)) {
            let problem = "what goes into the query is one value or a list of values";
            return refuse(problem, "declare a type that is no object");
        }
        return Ok(());
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

fn is_scalar(schema: &Node<'_>) -> bool {
    schema.value["type"].as_str().is_some_and(|kind| SCALARS.contains(&kind))
}

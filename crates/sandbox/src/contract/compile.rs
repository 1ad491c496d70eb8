//! From the nodes of a document to operations.

use dintero_cards_openapi::Document;
use http::Method;

use super::body::Payload;
use super::node::Node;
use super::operation::{Operation, Security};
use super::parameter::{Location, Parameter};

use super::schema::{Kind, Schema};
use super::template::Template;
use crate::error::Error;
use crate::operation_id::OperationId;

const JSON: &str = "application/json";

/// Every operation of a document.
pub(super) fn operations(document: &Document) -> Result<Vec<Operation>, Error> {
    let root = Node::root(document);
    let server = server_path(&root)?;
    let mut operations = Vec::new();
    for (path, item) in root.required("paths")?.members()? {
        for (key, node) in item.members()? {
            let Some(method) = method(key) else {
                if key == "servers" {
                    return Err(node.fault("servers of a path are not understood by the sandbox"));
                }
                continue;
            };
            let template = Template::parse(&format!("{server}{path}"))
                .ok_or_else(|| node.fault("a path of this form is not understood"))?;
            operations.push(operation(&root, &item, &node, method, template, &server)?);
        }
    }
    Ok(operations)
}

fn operation(
    root: &Node<'_>,
    item: &Node<'_>,
    node: &Node<'_>,
    method: Method,
    path: Template,
    server: &str,
) -> Result<Operation, Error> {
    let id = node.required("operationId")?;
    let name = id.text()?;
    let known = OperationId::ALL.into_iter().find(|known| known.as_str() == name);
    let id = known.ok_or_else(|| id.fault("the sandbox does not know what this operation does"))?;
    let mut parameters = Vec::new();
    // Those of the path come first; an operation may declare one of them anew.
    for owner in [item, node] {
        for node in owner.get("parameters")?.map_or_else(|| Ok(Vec::new()), |list| list.items())? {
            let parameter = parameter(&node)?;
            parameters.retain(|known: &Parameter| {
                known.name != parameter.name || known.location != parameter.location
            });
            parameters.push(parameter);
        }
    }
    let declared =
        |name: &str| parameters.iter().any(|p| p.location == Location::Path && p.name == name);
    if let Some(name) = path.parameters().find(|name| !declared(name)) {
        return Err(node.fault(format!("the parameter {name} of the path is not declared")));
    }
    let payload = node.get("requestBody")?.map(|body| payload(&body)).transpose()?;
    let scopes = match node.get("x-required-scopes")? {
        Some(scopes) => scopes.required("any-of")?.texts()?,
        None => Vec::new(),
    };
    let server = server.to_owned();
    let security = security(root, node)?;
    Ok(Operation { id, server, security, scopes, method, path, parameters, payload })
}

fn parameter(node: &Node<'_>) -> Result<Parameter, Error> {
    let name = node.required("name")?.text()?;
    let place = node.required("in")?;
    let (location, default_style) = match place.text()? {
        "path" => (Location::Path, "simple"),
        "query" => (Location::Query, "form"),
        _ => return Err(place.fault("the sandbox reads path and query parameters only")),
    };
    let schema_node = node.required("schema")?;
    let schema = Schema::compile(&schema_node)?;
    let scalar = |schema: &Schema| !matches!(schema.kind, Some(Kind::Array | Kind::Object));
    let readable = match schema.kind {
        Some(Kind::Array) => schema.items.as_deref().is_none_or(scalar),
        Some(Kind::Object) => false,
        _ => true,
    };
    if !readable {
        return Err(schema_node.fault("the sandbox reads single values and lists of them only"));
    }
    let style_node = node.get("style")?;
    let style = style_node.as_ref().map_or(Ok(default_style), Node::text)?;
    let explode = match node.get("explode")? {
        Some(_) => node.flag("explode")?,
        None => style == "form",
    };
    let separator = match (style, explode) {
        ("form", true) => None,
        ("form" | "simple", _) => Some(','),
        _ => return Err(node.fault(format!("the style {style} is not read by the sandbox"))),
    };
    let required = node.flag("required")?;
    Ok(Parameter { name: name.to_owned(), location, required, separator, schema })
}

fn payload(node: &Node<'_>) -> Result<Payload, Error> {
    let content = node.required("content")?;
    if let Some((_, other)) = content.members()?.into_iter().find(|(key, _)| *key != JSON) {
        return Err(other.fault("the sandbox reads bodies of application/json only"));
    }
    let schema = Schema::compile(&content.required(JSON)?.required("schema")?)?;
    Ok(Payload { required: node.flag("required")?, schema })
}

fn security(root: &Node<'_>, node: &Node<'_>) -> Result<Security, Error> {
    let Some(list) = node.get("security")?.map_or_else(|| root.get("security"), |n| Ok(Some(n)))?
    else {
        return Ok(Security::Open);
    };
    let one = |node: &Node<'_>| node.fault("the sandbox understands one security scheme only");
    let requirements = list.items()?;
    let Some(first) = requirements.first() else { return Ok(Security::Open) };
    let names = first.members()?;
    let [(name, _)] = names.as_slice() else { return Err(one(first)) };
    if requirements.len() > 1 {
        return Err(one(&list));
    }
    let scheme = root.required("components")?.required("securitySchemes")?.required(name)?;
    match (scheme.required("type")?.text()?, scheme.get("scheme")?) {
        ("http", Some(kind)) if kind.text()?.eq_ignore_ascii_case("basic") => Ok(Security::Basic),
        ("http", Some(kind)) if kind.text()?.eq_ignore_ascii_case("bearer") => Ok(Security::Bearer),
        _ => Err(scheme.fault("the sandbox knows HTTP basic and HTTP bearer only")),
    }
}

/// The path of the first server, without an end slash; empty when there is none.
fn server_path(root: &Node<'_>) -> Result<String, Error> {
    let Some(server) = root.get("servers")?.map(|list| list.items()).transpose()? else {
        return Ok(String::new());
    };
    let Some(server) = server.first() else { return Ok(String::new()) };
    let node = server.required("url")?;
    let url = node.text()?;
    if url.contains(['{', '?', '#']) {
        return Err(node.fault("variables, query and fragment of a server are not understood"));
    }
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |start| &rest[start..]),
        None => url,
    };
    Ok(path.trim_end_matches('/').to_owned())
}

fn method(key: &str) -> Option<Method> {
    Some(match key {
        "get" => Method::GET,
        "put" => Method::PUT,
        "post" => Method::POST,
        "delete" => Method::DELETE,
        "options" => Method::OPTIONS,
        "head" => Method::HEAD,
        "patch" => Method::PATCH,
        "trace" => Method::TRACE,
        _ => return None,
    })
}

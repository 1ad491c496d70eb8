//! Compiles the operations of a document. Every rule that the sandbox cannot
//! enforce is an error with its place.

use dintero_cards_openapi::{
    self as openapi, Document, Error, Location, MediaType, Node, OpenApi, Schema as SchemaNode,
};
use http::Method;

use super::body::Payload;
use super::operation::{Operation, Security};
use super::parameter::Parameter;
use super::paths::{is_object, is_write_only, paths};
use super::schema::{Kind, Schema};
use super::template::Template;
use crate::operation_id::OperationId;

const JSON: &str = "application/json";

pub(super) fn operations(document: &Document) -> Result<Vec<Operation>, Error> {
    let operations = OpenApi::new(document).operations();
    operations.into_iter().map(|operation| compile(&operation?)).collect()
}

fn compile(operation: &openapi::Operation<'_>) -> Result<Operation, Error> {
    let node = &operation.node;
    let known = |id: &OperationId| Some(id.as_str()) == operation.id;
    let id = OperationId::ALL.iter().copied().find(known).ok_or_else(|| {
        let id = node.child("operationId");
        let id = id.as_ref().unwrap_or(node);
        id.error("the sandbox has no such operation")
    })?;
    let server = base_path(operation)?;
    let path = Template::parse(&format!("{server}{}", operation.path))
        .ok_or_else(|| node.error("the sandbox does not read paths of this form"))?;
    let parameters =
        operation.parameters().into_iter().map(|parameter| self::parameter(&parameter?));
    let parameters: Vec<_> = parameters.collect::<Result<_, _>>()?;
    let declared = |name: &str| {
        parameters.iter().any(|p: &Parameter| p.location == Location::Path && p.name == name)
    };
    if let Some(name) = path.parameters().find(|name| !declared(name)) {
        return Err(node.error(format!("the parameter {name} of the path is not declared")));
    }
    let payload = operation.request_body()?.map(|body| payload(&body)).transpose()?;
    let scopes = match node.get("x-required-scopes")? {
        Some(scopes) => scopes.require("any-of")?.texts()?,
        None => Vec::new(),
    };
    let scopes = scopes.into_iter().map(str::to_owned).collect();
    let security = security(operation)?;
    let method = Method::from_bytes(operation.method.as_bytes()).expect("a method of OpenAPI");
    let (write_only, objects) = (paths(operation, is_write_only)?, paths(operation, is_object)?);
    Ok(Operation {
        id,
        server,
        security,
        scopes,
        method,
        path,
        parameters,
        payload,
        write_only,
        objects,
    })
}

fn parameter(parameter: &openapi::Parameter<'_>) -> Result<Parameter, Error> {
    let node = &parameter.node;
    if !matches!(parameter.location, Location::Path | Location::Query) {
        let place = node.require("in")?;
        return Err(place.error("the sandbox reads path and query parameters only"));
    }
    let schema = schema(node)?;
    let is_list = schema.kind == Some(Kind::Array);
    let value = if is_list { schema.items.as_deref() } else { Some(&schema) };
    if value.is_some_and(|value| matches!(value.kind, Some(Kind::Array | Kind::Object))) {
        let message = "the sandbox reads single values and lists of them only";
        return Err(node.require("schema")?.error(message));
    }
    let separator = match (parameter.style, parameter.explode) {
        ("form", true) => None,
        ("form" | "simple", _) => Some(','),
        (style, _) => {
            return Err(node.error(format!("the style {style} is not read by the sandbox")));
        }
    };
    let (name, location) = (parameter.name.to_owned(), parameter.location);
    Ok(Parameter { name, location, required: parameter.required, separator, schema })
}

fn payload(body: &Node<'_>) -> Result<Payload, Error> {
    for media_type in MediaType::of(body) {
        let media_type = media_type?;
        if media_type.name != JSON {
            let message = "the sandbox reads bodies of application/json only";
            return Err(media_type.node.error(message));
        }
    }
    let schema = schema(&body.require("content")?.require(JSON)?)?;
    Ok(Payload { required: body.flag_of("required")?.unwrap_or(false), schema })
}

fn schema(owner: &Node<'_>) -> Result<Schema, Error> {
    let schema = SchemaNode::of(owner)?.ok_or_else(|| owner.error("schema is missing here"))?;
    Schema::compile(&schema)
}

fn security(operation: &openapi::Operation<'_>) -> Result<Security, Error> {
    let security = operation.security()?;
    let one = |pointer: &str| {
        let message = "the sandbox reads a single security scheme only";
        operation.node.document.error(pointer, message)
    };
    let requirement = match security.alternatives.as_slice() {
        [] => return Ok(Security::Open),
        [only] => only,
        _ => return Err(one(&security.pointer)),
    };
    let [scheme] = requirement.schemes.as_slice() else { return Err(one(&requirement.pointer)) };
    let scheme = scheme.scheme.clone()?;
    let kind = scheme.text_of("scheme")?.unwrap_or_default().to_ascii_lowercase();
    match (scheme.require("type")?.text()?, kind.as_str()) {
        ("http", "basic") => Ok(Security::Basic),
        ("http", "bearer") => Ok(Security::Bearer),
        _ => Err(scheme.error("the sandbox reads HTTP basic and HTTP bearer only")),
    }
}

/// Returns the path of the first server, without a slash at its end; empty if
/// there is no server.
fn base_path(operation: &openapi::Operation<'_>) -> Result<String, Error> {
    let Some(server) = operation.servers().into_iter().next().transpose()? else {
        return Ok(String::new());
    };
    if server.template.contains(['{', '?', '#']) {
        let message = "the sandbox does not read variables, query and fragment of a server";
        return Err(server.node.require("url")?.error(message));
    }
    Ok(server.base_path().to_owned())
}

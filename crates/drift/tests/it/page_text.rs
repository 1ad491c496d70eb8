//! A page as text, as an extractor would leave it, from a published document.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// The page of the first operation of a document.
pub(crate) fn render(document: &Value) -> String {
    let (path, item) = document["paths"].as_object().unwrap().iter().next().unwrap();
    let (method, operation) = item.as_object().unwrap().iter().next().unwrap();
    let mut out = String::from("Skip to main content\n");
    let server = document["servers"][0]["url"].as_str().unwrap();
    let _ = writeln!(out, "{}\n{server}", method.to_uppercase());
    for segment in path.split('/').skip(1) {
        let _ = writeln!(out, "/\n{segment}");
    }
    let _ = writeln!(out, "{}", operation["summary"].as_str().unwrap());
    let _ = writeln!(out, "curl --request {} \\\n  --url {server}{path} \\", method.to_uppercase());
    let scheme = scheme(document);
    if let Some(scheme) = &scheme {
        let _ = writeln!(out, "  --header '{}'", sample(scheme));
    }
    let response = &operation["responses"]["200"]["content"];
    let schema = response.as_object().unwrap().values().next().unwrap()["schema"].clone();
    let example = example(document, &schema);
    let _ = writeln!(out, "{}\n", serde_json::to_string_pretty(&example).unwrap());
    let _ =
        writeln!(out, "Documentation Index\n\nFetch it at: https://docs.example.com/llms.txt\n");
    if let Some(scheme) = &scheme {
        security(scheme, &mut out);
    }
    for (place, heading) in
        [("header", "Headers"), ("path", "Path Parameters"), ("query", "Query Parameters")]
    {
        let parameters: Vec<&Value> = operation["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["in"] == place)
            .collect();
        if !parameters.is_empty() {
            let _ = writeln!(out, "{heading}\n");
            for parameter in parameters {
                let schema = resolved(document, &parameter["schema"]);
                let required = parameter["required"] == true || place == "path";
                let name = parameter["name"].as_str().unwrap();
                field(document, name, parameter, &schema, required, &mut out);
            }
        }
    }
    if let Some(body) = operation.get("requestBody") {
        let _ = writeln!(out, "Body\n\napplication/json\n");
        table(document, &body["content"]["application/json"]["schema"], &mut out);
    }
    let _ = writeln!(
        out,
        "Response\n\n{}\n",
        operation["responses"]["200"]["description"].as_str().unwrap()
    );
    table(document, &schema, &mut out);
    out.trim_end().to_owned()
}

fn scheme(document: &Value) -> Option<Value> {
    let (name, _) = document["security"].get(0)?.as_object()?.iter().next()?;
    Some(document["components"]["securitySchemes"][name].clone())
}

fn carrier(scheme: &Value) -> &str {
    scheme["name"].as_str().unwrap_or("Authorization")
}

fn sample(scheme: &Value) -> String {
    match scheme["scheme"].as_str() {
        Some("bearer") => "Authorization: Bearer <token>".to_owned(),
        Some("basic") => "Authorization: Basic <encoded-value>".to_owned(),
        _ => format!("{}: <api-key>", carrier(scheme)),
    }
}

fn security(scheme: &Value, out: &mut String) {
    let words = scheme["description"].as_str().unwrap();
    let _ = writeln!(
        out,
        "Authorizations\n\n{}\nstring\nheader\nrequired\n\n{words}\n",
        carrier(scheme)
    );
}

fn table(document: &Value, schema: &Value, out: &mut String) {
    let schema = resolved(document, schema);
    let required: Vec<&Value> =
        schema["required"].as_array().map(|list| list.iter().collect()).unwrap_or_default();
    for (name, field_schema) in schema["properties"].as_object().unwrap() {
        let resolved = resolved(document, field_schema);
        let needed = required.iter().any(|one| *one == name);
        field(document, name, field_schema, &resolved, needed, out);
    }
}

fn resolved(document: &Value, schema: &Value) -> Value {
    match schema["$ref"].as_str() {
        Some(reference) => resolved(document, document.pointer(&reference[1..]).unwrap()),
        None => schema.clone(),
    }
}

/// Name, type, flags; a blank line; words; a blank line; constraints.
fn field(
    document: &Value,
    name: &str,
    node: &Value,
    schema: &Value,
    required: bool,
    out: &mut String,
) {
    let _ = writeln!(out, "{name}\n{}", kind(document, schema));
    if let Some(default) = schema.get("default") {
        let _ = writeln!(out, "default:{}", plain(default));
    }
    if required {
        out.push_str("required\n");
    }
    if node["deprecated"] == true || schema["deprecated"] == true {
        out.push_str("deprecated\n");
    }
    let words = node["description"].as_str().or_else(|| schema["description"].as_str());
    if let Some(words) = words {
        let _ = writeln!(out, "\n{words}\n");
    }
    let limits = limits(schema);
    if limits.is_empty() && words.is_none() {
        return;
    }
    for limit in limits {
        let _ = writeln!(out, "{limit}");
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn kind(document: &Value, schema: &Value) -> String {
    let base = schema["type"].as_str().unwrap_or("any");
    let suffix = if schema["nullable"] == true { " | null" } else { "" };
    let text = if base == "array" {
        format!("{}[]", kind(document, &resolved(document, &schema["items"])))
    } else if schema.get("enum").is_some() {
        format!("enum<{base}>")
    } else if let Some(pattern) = schema["pattern"].as_str() {
        format!("{base}<{pattern}>")
    } else if let Some(format) = schema["format"].as_str() {
        format!("{base}<{format}>")
    } else {
        base.to_owned()
    };
    format!("{text}{suffix}")
}

fn limits(schema: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    match (schema.get("minLength"), schema.get("maxLength")) {
        (Some(low), Some(high)) if low == high => {
            lines.push(format!("Required string length: {low}"))
        }
        (Some(low), Some(high)) => lines.push(format!("Required string length: {low} - {high}")),
        (Some(low), None) => lines.push(format!("Minimum string length: {low}")),
        (None, Some(high)) => lines.push(format!("Maximum string length: {high}")),
        (None, None) => {}
    }
    match (schema.get("minimum"), schema.get("maximum")) {
        (Some(low), Some(high)) => lines.push(format!("Required range: {low} <= x <= {high}")),
        (Some(low), None) => lines.push(format!("Required range: x >= {low}")),
        (None, Some(high)) => lines.push(format!("Required range: x <= {high}")),
        (None, None) => {}
    }
    if let Some(options) = schema["enum"].as_array() {
        lines.push("Available options:".to_owned());
        let options: Vec<String> = options.iter().map(plain).collect();
        lines.push(options.join(",\n"));
    }
    lines
}

/// An example with the site's placeholders.
fn example(document: &Value, schema: &Value) -> Value {
    let schema = resolved(document, schema);
    match schema["type"].as_str().unwrap_or("string") {
        "object" => match schema["properties"].as_object() {
            Some(fields) => {
                let each =
                    fields.iter().map(|(name, field)| (name.clone(), example(document, field)));
                Value::Object(each.collect::<Map<_, _>>())
            }
            None => json!({ "order_id": "xk39592f" }),
        },
        "array" => json!([example(document, &schema["items"])]),
        "integer" => json!(50000),
        "number" => json!(0.5),
        "boolean" => json!(true),
        _ => match (schema["enum"].get(0), schema["format"].as_str()) {
            (Some(first), _) => first.clone(),
            (None, Some("uuid")) => json!("3c90c3cc-0d44-4b50-8888-8dd25736052a"),
            (None, Some("date-time")) => json!("2023-11-07T05:31:56Z"),
            (None, Some("date")) => json!("2023-12-25"),
            _ => json!("<string>"),
        },
    }
}

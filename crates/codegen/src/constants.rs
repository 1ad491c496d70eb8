//! Constants for the facts of a document that progenitor drops.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Document, OpenApi, Operation};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use crate::Error;
use crate::rust_name::of_constant;

/// Returns the constants of a document: its provenance, its operations, and the ranges
/// and defaults of its integer parameters.
pub(crate) fn tokens(document: &Document) -> TokenStream {
    let provenance = |key: &str| text(document, &format!("/x-provenance/{key}"));
    let file = document.file();
    let version = text(document, "/info/version");
    let digest = document.digest();
    let base_url = text(document, "/servers/0/url");
    let (title, url) = (provenance("title"), provenance("url"));
    let (compared, facts) = (provenance("compared"), provenance("facts"));
    let operations = operation_constants(document);
    let mut properties = BTreeSet::new();
    property_names(document.root(), &mut properties);
    let ranges = ranges(document);
    let ranges = (!ranges.is_empty()).then(|| {
        quote! {
            /// Ranges and defaults of parameters, as the document states them.
            pub mod ranges {
                #ranges
            }
        }
    });
    quote! {
        /// The document that this module was generated from.
        pub const DOCUMENT: crate::Document = crate::Document {
            file: #file,
            version: #version,
            digest: #digest,
            base_url: #base_url,
            title: #title,
            url: #url,
            compared: #compared,
            facts: #facts,
        };

        /// The names of all properties of the document, sorted; any other name
        /// in a response is somebody's data.
        pub const PROPERTIES: &[&str] = &[#(#properties),*];

        /// The operations of the document.
        pub mod operations {
            #operations
        }

        #ranges
    }
}

/// Collects the names below every `properties`.
fn property_names<'a>(node: &'a Value, names: &mut BTreeSet<&'a str>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| property_names(item, names)),
        Value::Object(map) => {
            for (key, value) in map {
                if let ("properties", Value::Object(properties)) = (key.as_str(), value) {
                    names.extend(properties.keys().map(String::as_str));
                }
                property_names(value, names);
            }
        }
        _ => {}
    }
}

fn operations(document: &Document) -> impl Iterator<Item = Operation<'_>> {
    OpenApi::new(document).operations().into_iter().flatten()
}

fn operation_constants(document: &Document) -> TokenStream {
    operations(document)
        .filter_map(|operation| {
            let Operation { method, path, id, .. } = operation;
            let id = id?;
            let ident = format_ident!("{}", of_constant(id));
            let doc = format!("`{method} {path}`");
            Some(quote! {
                #[doc = #doc]
                pub const #ident: crate::Operation =
                    crate::Operation { id: #id, method: #method, path: #path };
            })
        })
        .collect()
}

fn ranges(document: &Document) -> TokenStream {
    let mut tokens = TokenStream::new();
    for operation in operations(document) {
        for parameter in operation.parameters().into_iter().flatten() {
            let Ok(Some(schema)) = parameter.node.get("schema") else { continue };
            let name = parameter.name;
            let constant = of_constant(&format!("{} {name}", operation.id.unwrap_or_default()));
            let integer = |key| schema.value.get(key).and_then(Value::as_u64);
            tokens.extend(range(name, &constant, integer("minimum"), integer("maximum")));
            if let Some(default) = integer("default") {
                let ident = format_ident!("{constant}_DEFAULT");
                let doc = format!("What the server takes for `{name}` when it is not given.");
                let default = Literal::u64_unsuffixed(default);
                tokens.extend(quote! {
                    #[doc = #doc]
                    pub const #ident: u64 = #default;
                });
            }
        }
    }
    tokens
}

fn range(name: &str, constant: &str, least: Option<u64>, greatest: Option<u64>) -> TokenStream {
    let ident = format_ident!("{constant}");
    let least = least.map(Literal::u64_unsuffixed);
    let greatest = greatest.map(Literal::u64_unsuffixed);
    let (doc, ty) = match (&least, &greatest) {
        (Some(_), Some(_)) => (format!("Least and greatest `{name}`."), quote!(RangeInclusive)),
        (Some(_), None) => (format!("Least `{name}`."), quote!(RangeFrom)),
        (None, Some(_)) => (format!("Greatest `{name}`."), quote!(RangeToInclusive)),
        (None, None) => return TokenStream::new(),
    };
    let value = match &greatest {
        Some(greatest) => quote!(#least..=#greatest),
        None => quote!(#least..),
    };
    quote! {
        #[doc = #doc]
        pub const #ident: ::std::ops::#ty<u64> = #value;
    }
}

/// Refuses bounds of parameters that the constants cannot express.
pub(crate) fn check(operation: &Operation<'_>) -> Result<(), Error> {
    for parameter in operation.parameters() {
        let Some(schema) = parameter?.node.get("schema")? else { continue };
        let refuse = |key: &str, problem: String, remedy| {
            let pointer = format!("{}/{key}", schema.pointer);
            Err(Error::at(schema.document, &pointer, problem, remedy))
        };
        let value = |key: &str| schema.value.get(key);
        for key in ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
            if value(key).is_some_and(|value| value != &Value::Bool(false)) {
                let problem = format!("{key} of a parameter is not supported");
                return refuse(key, problem, "state minimum and maximum, both included");
            }
        }
        for key in ["minimum", "maximum"] {
            if value(key).is_some_and(|value| !value.is_u64()) {
                let problem = format!("the {key} of a parameter is no whole number from 0");
                return refuse(key, problem, "leave it out, and check the value by hand");
            }
        }
        if schema.value["type"] == "integer" && value("default").is_some_and(|it| !it.is_u64()) {
            let problem = "the default of a parameter is no whole number from 0".to_owned();
            return refuse("default", problem, "leave it out");
        }
        let bound = |key| value(key).and_then(Value::as_u64);
        if let (Some(least), Some(greatest)) = (bound("minimum"), bound("maximum"))
            && least > greatest
        {
            let problem = format!("no value is both {least} at least and {greatest} at most");
            return refuse("minimum", problem, "correct one of the bounds");
        }
    }
    Ok(())
}

/// Returns a text of the document; empty if there is none.
fn text<'a>(document: &'a Document, pointer: &str) -> &'a str {
    document.root().pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

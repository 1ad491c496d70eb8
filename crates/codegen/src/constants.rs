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
        for key in ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
            if let Some(bound) = schema.child(key).filter(|bound| *bound.value != false) {
                let problem = format!("{key} of a parameter is not supported");
                let remedy = "state minimum and maximum, both included";
                return Err(Error::of_node(&bound, problem, remedy));
            }
        }
        let bounds = ["minimum", "maximum"].map(|key| schema.child(key));
        for (bound, key) in bounds.iter().zip(["minimum", "maximum"]) {
            if let Some(bound) = bound.as_ref().filter(|bound| !bound.value.is_u64()) {
                let problem = format!("the {key} of a parameter is no whole number from 0");
                let remedy = "leave it out, and check the value by hand";
                return Err(Error::of_node(bound, problem, remedy));
            }
        }
        let default = schema.child("default").filter(|it| !it.value.is_u64());
        if let Some(default) = default.filter(|_| schema.value["type"] == "integer") {
            let problem = "the default of a parameter is no whole number from 0";
            return Err(Error::of_node(&default, problem, "leave it out"));
        }
        if let [Some(least), Some(greatest)] = &bounds
            && least.value.as_u64() > greatest.value.as_u64()
        {
            let (least_value, most) = (least.value, greatest.value);
            let problem = format!("no value is both {least_value} at least and {most} at most");
            return Err(Error::of_node(least, problem, "correct one of the bounds"));
        }
    }
    Ok(())
}

/// Returns a text of the document; empty if there is none.
fn text<'a>(document: &'a Document, pointer: &str) -> &'a str {
    document.root().pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

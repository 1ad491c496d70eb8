//! Facts of a document that progenitor drops, as constants.

use dintero_cards_openapi::Document;
use heck::ToShoutySnakeCase as _;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use crate::operation::{operations, parameters};

/// Which document it was, its operations, and the ranges and defaults of its integer parameters.
pub(crate) fn tokens(document: &Document) -> TokenStream {
    let provenance = |key: &str| text(document, &format!("/x-provenance/{key}"));
    let file = document.file();
    let version = text(document, "/info/version");
    let digest = document.digest();
    let base_url = text(document, "/servers/0/url");
    let (title, url) = (provenance("title"), provenance("url"));
    let (compared, facts) = (provenance("compared"), provenance("facts"));
    let operations = operation_constants(document);
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

        /// The operations of the document.
        pub mod operations {
            #operations
        }

        #ranges
    }
}

fn operation_constants(document: &Document) -> TokenStream {
    operations(document)
        .iter()
        .filter_map(|operation| {
            let (id, path) = (operation.id()?, operation.path);
            let ident = format_ident!("{}", id.to_shouty_snake_case());
            let method = operation.method().to_ascii_uppercase();
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
        for (pointer, parameter) in parameters(document, &operation) {
            let Some((_, schema)) = document.child(&pointer, "schema") else { continue };
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            let constant = format!("{} {name}", operation.id().unwrap_or_default());
            let constant = constant.to_shouty_snake_case();
            let integer = |key| schema.get(key).and_then(Value::as_u64);
            if let (Some(minimum), Some(maximum)) = (integer("minimum"), integer("maximum")) {
                let ident = format_ident!("{constant}");
                let doc = format!("Least and greatest `{name}`.");
                let minimum = Literal::u64_unsuffixed(minimum);
                let maximum = Literal::u64_unsuffixed(maximum);
                tokens.extend(quote! {
                    #[doc = #doc]
                    pub const #ident: ::std::ops::RangeInclusive<u64> = #minimum..=#maximum;
                });
            }
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

/// A text of the document; empty where it says nothing.
fn text<'a>(document: &'a Document, pointer: &str) -> &'a str {
    document.root().pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

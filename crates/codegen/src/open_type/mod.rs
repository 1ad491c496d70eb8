//! Types that keep values and objects which the document does not list.

mod objects;
mod texts;

use heck::ToUpperCamelCase as _;
use proc_macro2::TokenStream;
use quote::format_ident;

use crate::choice::Tagged;
use crate::rust_name::is_legal;

/// A type that stands in for a schema that can appear in a response.
pub(crate) struct OpenType {
    pub(crate) name: String,
    /// JSON pointer of the schema in the document.
    pub(crate) pointer: String,
    pub(crate) description: Option<String>,
    pub(crate) listed: Listed,
}

/// What the document lists.
pub(crate) enum Listed {
    /// The values of an enumeration, in the order of the document.
    Texts(Vec<String>),
    /// Objects that a property distinguishes.
    Objects(Tagged),
}

impl OpenType {
    /// Returns the names of the variants, or None if two values would share one.
    pub(crate) fn variants(&self) -> Option<Vec<String>> {
        let values = match &self.listed {
            Listed::Texts(values) => values,
            Listed::Objects(tagged) => {
                return Some(tagged.alternatives.iter().map(|it| it.name.clone()).collect());
            }
        };
        let mut variants = Vec::with_capacity(values.len());
        for value in values {
            let variant = value.to_upper_camel_case();
            if !is_legal(&variant) || variant == "Unlisted" || variants.contains(&variant) {
                return None;
            }
            variants.push(variant);
        }
        Some(variants)
    }

    /// Returns the Rust type, for the module `types`.
    pub(crate) fn tokens(&self, variants: &[String]) -> TokenStream {
        let variants: Vec<_> = variants.iter().map(|variant| format_ident!("{variant}")).collect();
        match &self.listed {
            Listed::Texts(values) => texts::tokens(self, values, &variants),
            Listed::Objects(tagged) => objects::tokens(self, tagged, &variants),
        }
    }
}

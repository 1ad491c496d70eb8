//! Enumerations: a value that the document does not list is a variant, too.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::OpenType;

pub(super) fn tokens(open: &OpenType, values: &[String], variants: &[Ident]) -> TokenStream {
    let (name, schema_name) = (format_ident!("{}", open.name), &open.name);
    let docs = values.iter().map(|value| format!("`{value}`"));
    let description = open.description.as_deref().unwrap_or("An open enumeration.");
    let note = "Open: a value that the document does not list is kept as it came, in \
                `Unlisted`, and goes back unchanged.";
    let list_doc = "The values that the document lists, in its order.";
    quote! {
        #[doc = #description]
        #[doc = ""]
        #[doc = #note]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #docs] #variants,)*
            /// A value that the document does not list.
            Unlisted(crate::UnlistedValue),
        }

        impl #name {
            #[doc = #list_doc]
            pub const LISTED: &'static [&'static str] = &[#(#values),*];

            /// The value as it stands on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unlisted(value) => value.as_str(),
                }
            }

            /// Whether the document lists this value.
            #[must_use]
            pub fn is_listed(&self) -> bool {
                !matches!(self, Self::Unlisted(_))
            }
        }

        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unlisted(crate::UnlistedValue::new(value)),
                }
            }
        }

        impl ::std::convert::From<String> for #name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                crate::unlisted::deserialize(deserializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "type": "string",
                    "description": #description,
                    "examples": [#(#values),*],
                })
            }
        }
    }
}

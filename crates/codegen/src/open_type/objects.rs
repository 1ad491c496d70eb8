//! Unions: values that are one of several objects, distinguished by a property.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::OpenType;
use crate::choice::Tagged;

/// The objects are boxed, since each may lead back to the type.
pub(super) fn tokens(open: &OpenType, tagged: &Tagged, variants: &[Ident]) -> TokenStream {
    let (name, schema_name, tag) = (format_ident!("{}", open.name), &open.name, &tagged.tag);
    let values = tagged.alternatives.iter().map(|it| it.values.iter().collect());
    let values: Vec<Vec<&String>> = values.collect();
    let docs = values.iter().map(|values| {
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        format!("`{tag}` is {}.", values.join(" or "))
    });
    let description = open.description.as_deref().unwrap_or("One of several objects.");
    let note = format!(
        "The property `{tag}` says which. Open: an object with a value that the document does \
         not list is kept as it came, in `Unlisted`, and goes back unchanged."
    );
    let no_tag = format!("the property {tag} is missing or no text");
    quote! {
        #[doc = #description]
        #[doc = ""]
        #[doc = #note]
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #docs] #variants(::std::boxed::Box<#variants>),)*
            /// An object that the document does not list.
            Unlisted(::serde_json::Value),
        }

        #(impl ::std::convert::From<#variants> for #name {
            fn from(value: #variants) -> Self {
                Self::#variants(::std::boxed::Box::new(value))
            }
        })*

        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(Self::#variants(value) => ::std::fmt::Debug::fmt(value, f),)*
                    Self::Unlisted(_) => f.write_str("Unlisted"),
                }
            }
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    #(Self::#variants(value) => ::serde::Serialize::serialize(value, serializer),)*
                    Self::Unlisted(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let read = match value.get(#tag).and_then(::serde_json::Value::as_str) {
                    #(::std::option::Option::Some(#(#values)|*) => {
                        ::serde_json::from_value(value).map(Self::#variants)
                    })*
                    ::std::option::Option::Some(_) => ::std::result::Result::Ok(Self::Unlisted(value)),
                    ::std::option::Option::None => {
                        return ::std::result::Result::Err(
                            <D::Error as ::serde::de::Error>::custom(#no_tag),
                        );
                    }
                };
                read.map_err(<D::Error as ::serde::de::Error>::custom)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let alternatives = [#(generator.subschema_for::<#variants>()),*];
                ::schemars::json_schema!({ "anyOf": alternatives })
            }
        }
    }
}

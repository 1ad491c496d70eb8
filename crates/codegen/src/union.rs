//! Types for values that are one of several objects, distinguished by a property.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::choice::Tagged;

/// A union that can appear in a response. Its alternatives are boxed, since each may
/// lead back to it.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// Name of the type.
    pub(crate) name: String,
    /// Where the `oneOf` stands in the document.
    pub(crate) pointer: String,
    /// What the schema says of it.
    pub(crate) description: Option<String>,
    pub(crate) tagged: Tagged,
}

impl Union {
    /// The type as Rust, to stand in the module `types`.
    pub(crate) fn tokens(&self) -> TokenStream {
        let name = format_ident!("{}", self.name);
        let (schema_name, tag) = (&self.name, &self.tagged.tag);
        let alternatives = &self.tagged.alternatives;
        let variants: Vec<_> = alternatives.iter().map(|it| format_ident!("{}", it.name)).collect();
        let values: Vec<Vec<&String>> =
            alternatives.iter().map(|alternative| alternative.values.iter().collect()).collect();
        let docs = values.iter().map(|values| {
            let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            format!("`{tag}` is {}.", values.join(" or "))
        });
        let description = self.description.as_deref().unwrap_or("One of several objects.");
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
}

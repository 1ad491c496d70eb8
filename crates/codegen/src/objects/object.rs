//! One object: its field for further fields, and how it is read and written.

use proc_macro2::Literal;
use quote::{ToTokens as _, format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, Field, Fields, Ident, Item, ItemStruct, LitStr, Meta, Path, Token, Type,
    parse_quote,
};

use crate::items::{derives, last_name, remove_derives};

/// Name of the field; underscores follow where the document has a property of that name.
const EXTRA: &str = "extra";
/// The derives that are replaced.
const REPLACED: [&str; 2] = ["Serialize", "Deserialize"];

/// An object, as far as reading and writing it goes.
pub(super) struct Object {
    pub(super) name: Ident,
    pub(super) extra: Ident,
    properties: Vec<Property>,
}

struct Property {
    field: Ident,
    key: String,
    ty: Type,
    absent: Absent,
    /// The function that says whether the property is left out when it is written.
    skip_if: Option<Path>,
}

/// The value of an absent property.
enum Absent {
    Error,
    Default,
    Made(Path),
}

impl Object {
    /// None if the type is not read and written by the derives of serde, field by field.
    pub(super) fn of(item: &ItemStruct) -> Option<Self> {
        let Fields::Named(fields) = &item.fields else { return None };
        let derives = derives(&item.attrs);
        let has_all = REPLACED.iter().all(|name| derives.contains(*name));
        let is_plain = serde_metas(&item.attrs).is_empty() && item.generics.params.is_empty();
        if !has_all || !is_plain {
            return None;
        }
        let properties: Option<Vec<Property>> = fields.named.iter().map(Property::of).collect();
        let properties = properties?;
        let mut extra = EXTRA.to_owned();
        while properties.iter().any(|property| property.field == extra) {
            extra.push('_');
        }
        Some(Self { name: item.ident.clone(), extra: format_ident!("{extra}"), properties })
    }

    /// Adds the field, and removes the derives that are replaced. The attributes of serde
    /// stay for JSON Schemas.
    pub(super) fn change(&self, item: &mut ItemStruct) {
        remove_derives(&mut item.attrs, &REPLACED);
        let Fields::Named(fields) = &mut item.fields else { return };
        for field in &mut fields.named {
            for attribute in &mut field.attrs {
                if attribute.path().is_ident("serde") {
                    let meta = attribute.meta.clone();
                    *attribute = parse_quote!(#[cfg_attr(feature = "schemars", #meta)]);
                }
            }
        }
        let extra = &self.extra;
        fields.named.push(parse_quote! {
            /// The fields that the document does not name.
            #[cfg_attr(feature = "schemars", serde(default, skip))]
            pub #extra: crate::ExtraFields
        });
    }

    /// How the object is read. The lists of one that is a whole response get memory for a
    /// full page.
    pub(super) fn deserialize(&self, is_returned: bool) -> Item {
        let Self { name, extra, properties } = self;
        let (text, expecting) = (name.to_string(), format!("an object {name}"));
        let keys: Vec<&String> = properties.iter().map(|property| &property.key).collect();
        let fields: Vec<&Ident> = properties.iter().map(|property| &property.field).collect();
        let types = properties.iter().map(|property| &property.ty);
        // No constant of a document can be called so.
        let locals = (0..properties.len()).map(|index| format_ident!("value_{index}"));
        let locals: Vec<Ident> = locals.collect();
        let numbers: Vec<Literal> = (0..properties.len()).map(Literal::usize_unsuffixed).collect();
        let readers = properties.iter().map(|property| {
            let is_list = is_returned && is_standard(&property.ty, "Vec");
            format_ident!("{}", if is_list { "read_list" } else { "read" })
        });
        let values = properties.iter().zip(&locals).map(|(property, local)| {
            let key = &property.key;
            match &property.absent {
                Absent::Error => quote!(crate::extra_fields::required(#local, #key)?),
                Absent::Default => quote!(#local.unwrap_or_default()),
                Absent::Made(path) => quote!(#local.unwrap_or_else(#path)),
            }
        });
        parse_quote! {
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<__D: ::serde::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::std::result::Result<Self, __D::Error> {
                    struct __Object;
                    impl<'de> ::serde::de::Visitor<'de> for __Object {
                        type Value = #name;
                        fn expecting(
                            &self,
                            f: &mut ::std::fmt::Formatter<'_>,
                        ) -> ::std::fmt::Result {
                            f.write_str(#expecting)
                        }
                        fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                            self,
                            mut map: __A,
                        ) -> ::std::result::Result<#name, __A::Error> {
                            #(let mut #locals = ::std::option::Option::None::<#types>;)*
                            let mut extra = crate::ExtraFields::default();
                            let number = |name: &str| {
                                ::std::option::Option::Some(match name {
                                    #(#keys => #numbers,)*
                                    _ => return ::std::option::Option::None,
                                })
                            };
                            let mut name = ::std::boxed::Box::<str>::default();
                            while let ::std::option::Option::Some(number) = map
                                .next_key_seed(crate::extra_fields::Name(number, &mut name))?
                            {
                                match number {
                                    #(#numbers => {
                                        crate::extra_fields::#readers(&mut map, &mut #locals, #keys)?;
                                    })*
                                    _ => {
                                        extra.push(::std::mem::take(&mut name), map.next_value()?);
                                    }
                                }
                            }
                            ::std::result::Result::Ok(#name { #(#fields: #values,)* #extra: extra })
                        }
                    }
                    deserializer.deserialize_struct(#text, &[#(#keys),*], __Object)
                }
            }
        }
    }

    pub(super) fn serialize(&self) -> Item {
        let Self { name, extra, properties } = self;
        let entries = properties.iter().map(|Property { field, key, skip_if, .. }| {
            let entry = quote!(map.serialize_entry(#key, &self.#field)?;);
            match skip_if {
                Some(skip_if) => quote!(if !#skip_if(&self.#field) { #entry }),
                None => entry,
            }
        });
        parse_quote! {
            impl ::serde::Serialize for #name {
                fn serialize<__S: ::serde::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::std::result::Result<__S::Ok, __S::Error> {
                    use ::serde::ser::SerializeMap as _;
                    let mut map = serializer.serialize_map(::std::option::Option::None)?;
                    #(#entries)*
                    for (name, value) in self.#extra.entries() {
                        map.serialize_entry(name, value)?;
                    }
                    map.end()
                }
            }
        }
    }
}

impl Property {
    fn of(field: &Field) -> Option<Self> {
        let ident = field.ident.clone()?;
        let key = ident.to_string();
        let key = key.strip_prefix("r#").unwrap_or(&key).to_owned();
        let is_option = is_standard(&field.ty, "Option");
        let absent = if is_option { Absent::Default } else { Absent::Error };
        let ty = field.ty.clone();
        let mut property = Self { field: ident, key, ty, absent, skip_if: None };
        for meta in serde_metas(&field.attrs) {
            match meta {
                Meta::NameValue(pair) if pair.path.is_ident("rename") => {
                    property.key = text(&pair.value)?.value();
                }
                Meta::NameValue(pair) if pair.path.is_ident("skip_serializing_if") => {
                    property.skip_if = Some(text(&pair.value)?.parse().ok()?);
                }
                Meta::NameValue(pair) if pair.path.is_ident("default") => {
                    property.absent = Absent::Made(text(&pair.value)?.parse().ok()?);
                }
                Meta::Path(path) if path.is_ident("default") => {
                    property.absent = Absent::Default;
                }
                _ => return None,
            }
        }
        Some(property)
    }
}

/// Whether a type is that of the standard library: one of the document may have the same
/// name, and has no path that begins with colons.
fn is_standard(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.leading_colon.is_some())
        && last_name(ty).is_some_and(|last| last == name)
}

/// What the attributes of serde say.
pub(super) fn serde_metas(attributes: &[Attribute]) -> Vec<Meta> {
    let all = Punctuated::<Meta, Token![,]>::parse_terminated;
    let of = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    of.filter_map(|attribute| attribute.parse_args_with(all).ok()).flatten().collect()
}

fn text(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(literal) => syn::parse2(literal.to_token_stream()).ok(),
        _ => None,
    }
}

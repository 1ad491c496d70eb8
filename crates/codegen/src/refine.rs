//! The changes to the output of the generator, and their reasons.
//!
//! - Structs and enumerations are `#[non_exhaustive]`, so that a further field or value
//!   does not break their users.
//! - JSON Schemas are derived behind the feature `schemars`: few consumers need them.
//! - `Debug` is replaced: the derived one would print card ids, customers,
//!   tokens and cursors. It prints the names of the fields that are set, and no value.
//! - `Client::new` is dropped: it panics, follows redirects and reads bodies
//!   without bound.
//! - The URL of a request is that of its operation, whatever the values (`urls`).

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Fields, Generics, Ident, ImplItem, Item, ItemEnum, ItemStruct, parse_quote};

use crate::items::{content, derives, last_name, methods, remove_derives};
use crate::urls;

pub(crate) fn refine(items: &mut Vec<Item>) {
    let mut has_values = false;
    content(items, "types").into_iter().for_each(refine_types);
    if let Some(builders) = content(items, "builder") {
        refine_types(builders);
        for send in methods(builders, "send") {
            has_values |= urls::keep_path(send);
        }
    }
    for item in items.iter_mut() {
        if let Item::Impl(block) = item
            && block.trait_.is_none()
            && last_name(&block.self_ty).is_some_and(|name| name == "Client")
        {
            block.items.retain(|item| !is_constructor(item));
        }
    }
    methods(items, "new_with_client").for_each(urls::without_trailing_slash);
    if has_values {
        items.push(urls::has_path());
    }
}

/// `fn new(baseurl, …)`; an operation of that name has a receiver.
fn is_constructor(item: &ImplItem) -> bool {
    matches!(item, ImplItem::Fn(f) if f.sig.ident == "new" && f.sig.receiver().is_none())
}

fn refine_types(items: &mut Vec<Item>) {
    content(items, "builder").into_iter().for_each(refine_types);
    let mut debugs = Vec::new();
    for item in items.iter_mut() {
        match item {
            Item::Struct(item) => {
                // A tuple struct is an identifier with a pattern: no secret, and wanted in messages.
                let has_names = matches!(item.fields, Fields::Named(_));
                if has_names && remove_derives(&mut item.attrs, &["Debug"]) {
                    debugs.push(debug(item));
                }
                annotate(&mut item.attrs, has_names);
            }
            Item::Enum(item) => {
                // One that holds other types shows which it is, and nothing of the value.
                let holds = item.variants.iter().any(|it| !matches!(it.fields, Fields::Unit));
                if holds && remove_derives(&mut item.attrs, &["Debug"]) {
                    debugs.push(debug_variants(item));
                }
                annotate(&mut item.attrs, true);
            }
            _ => {}
        }
    }
    items.extend(debugs);
}

fn is_data(attributes: &[Attribute]) -> bool {
    derives(attributes).contains("Serialize")
}

/// Adds attributes to data. A builder has private fields and needs none.
fn annotate(attributes: &mut Vec<Attribute>, is_open: bool) {
    if is_data(attributes) {
        attributes.extend(is_open.then(|| parse_quote!(#[non_exhaustive])));
        attributes.push(parse_quote! {
            #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        });
    }
}

fn debug(item: &ItemStruct) -> Item {
    let label = item.ident.to_string();
    let body = if is_data(&item.attrs) {
        let label = format!("{label} ");
        let fields = item.fields.iter().filter_map(|field| {
            let ident = field.ident.as_ref()?;
            let key = ident.to_string();
            let is_option = last_name(&field.ty).is_some_and(|name| name == "Option");
            let is_set = if is_option { quote!(self.#ident.is_some()) } else { quote!(true) };
            Some(quote!(#is_set.then_some(#key)))
        });
        quote! {
            let fields: &[::std::option::Option<&str>] = &[#(#fields),*];
            f.write_str(#label)?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    } else {
        quote!(f.debug_struct(#label).finish_non_exhaustive())
    };
    debug_impl(&item.ident, &item.generics, &body)
}

fn debug_variants(item: &ItemEnum) -> Item {
    let arms = item.variants.iter().map(|variant| {
        let (ident, label) = (&variant.ident, variant.ident.to_string());
        quote!(Self::#ident { .. } => #label,)
    });
    let body = quote!(f.write_str(match self { #(#arms)* }));
    debug_impl(&item.ident, &item.generics, &body)
}

fn debug_impl(name: &Ident, generics: &Generics, body: &TokenStream) -> Item {
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    parse_quote! {
        impl #impl_generics ::std::fmt::Debug for #name #type_generics #where_clause {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #body
            }
        }
    }
}

//! The last check of generated code: no name may occur twice in one scope.
//!
//! `expressible` refuses the clashes that it can foresee, with their places. This
//! module finds the others, so that a document with a clash is an error and not
//! code that does not compile.

use std::collections::BTreeSet;

use syn::{FnArg, ImplItem, Item, Pat, Signature};

use crate::items::last_name;

/// Returns the first name that occurs twice, with its scope.
pub(crate) fn repeated(items: &[Item]) -> Option<String> {
    let mut seen = BTreeSet::new();
    items.iter().find_map(|item| in_item(item, &mut seen))
}

/// Scopes and their names.
type Names = BTreeSet<(String, String)>;

fn in_item(item: &Item, seen: &mut Names) -> Option<String> {
    match item {
        Item::Mod(module) => {
            let items = module.content.as_ref().map(|(_, items)| items.as_slice());
            again(seen, "module or type", &module.ident).or_else(|| repeated(items.unwrap_or(&[])))
        }
        Item::Struct(item) => again(seen, "module or type", &item.ident).or_else(|| {
            let names = item.fields.iter().filter_map(|field| field.ident.as_ref());
            all(names, &format!("field of {}", item.ident))
        }),
        Item::Enum(item) => again(seen, "module or type", &item.ident).or_else(|| {
            let names = item.variants.iter().map(|variant| &variant.ident);
            all(names, &format!("variant of {}", item.ident))
        }),
        Item::Const(item) => again(seen, "constant", &item.ident),
        Item::Impl(block) if block.trait_.is_none() => {
            let place = format!("method of {}", last_name(&block.self_ty)?);
            block.items.iter().find_map(|item| match item {
                ImplItem::Fn(method) => {
                    again(seen, &place, &method.sig.ident).or_else(|| arguments(&method.sig))
                }
                _ => None,
            })
        }
        _ => None,
    }
}

fn arguments(signature: &Signature) -> Option<String> {
    let names = signature.inputs.iter().filter_map(|input| {
        let FnArg::Typed(typed) = input else { return None };
        let Pat::Ident(pattern) = &*typed.pat else { return None };
        Some(&pattern.ident)
    });
    all(names, &format!("argument of {}", signature.ident))
}

fn all<'a>(names: impl Iterator<Item = &'a syn::Ident>, place: &str) -> Option<String> {
    let mut seen = Names::new();
    names.into_iter().find_map(|name| again(&mut seen, place, name))
}

fn again(seen: &mut Names, place: &str, name: &syn::Ident) -> Option<String> {
    let name = name.to_string();
    (!seen.insert((place.to_owned(), name.clone()))).then(|| format!("{place} {name}"))
}

//! Parts of generated code: items of modules, methods, attributes.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, ImplItem, ImplItemFn, Item, Path, Token, Type, parse_quote};

/// The items of a module.
pub(crate) fn content<'a>(items: &'a mut [Item], name: &str) -> Option<&'a mut Vec<Item>> {
    items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => {
            module.content.as_mut().map(|(_, items)| items)
        }
        _ => None,
    })
}

/// The methods of a name, of all types.
pub(crate) fn methods<'a>(
    items: &'a mut [Item],
    name: &'a str,
) -> impl Iterator<Item = &'a mut ImplItemFn> {
    let blocks = items.iter_mut().filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() => Some(&mut block.items),
        _ => None,
    });
    blocks.flatten().filter_map(move |item| match item {
        ImplItem::Fn(method) if method.sig.ident == name => Some(method),
        _ => None,
    })
}

/// The identifiers in the derives of an item.
pub(crate) fn derives(attributes: &[Attribute]) -> BTreeSet<String> {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derives.flat_map(|derive| identifiers(derive.to_token_stream())).collect()
}

/// Removes traits from the derives, and returns whether any of them was there.
pub(crate) fn remove_derives(attributes: &mut [Attribute], names: &[&str]) -> bool {
    let mut removed = false;
    for attribute in attributes.iter_mut().filter(|it| it.path().is_ident("derive")) {
        let all = Punctuated::<Path, Token![,]>::parse_terminated;
        let Ok(paths) = attribute.parse_args_with(all) else { continue };
        let last = |path: &Path| path.segments.last().map(|last| last.ident.to_string());
        let is_named = |path: &Path| last(path).is_some_and(|it| names.contains(&it.as_str()));
        let kept: Vec<&Path> = paths.iter().filter(|path| !is_named(path)).collect();
        if kept.len() < paths.len() {
            removed = true;
            *attribute = parse_quote!(#[derive(#(#kept),*)]);
        }
    }
    removed
}

/// The name of a type, without its path and arguments.
pub(crate) fn last_name(ty: &Type) -> Option<&Ident> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|last| &last.ident)
}

/// All identifiers in a stream of tokens.
pub(crate) fn identifiers(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => found.extend(identifiers(group.stream())),
            _ => {}
        }
    }
    found
}

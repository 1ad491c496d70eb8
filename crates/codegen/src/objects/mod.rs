//! How objects of responses are read and written.
//!
//! An object keeps the fields that the document does not name, in a field `extra`. Its
//! `Deserialize` and `Serialize` are generated here: those of serde would buffer the
//! whole object (`flatten`) to keep them. An array is not read as an object.
//!
//! Types that a request alone sends stay as the generator makes them. So do objects whose
//! document describes the values of further fields, which keep those already, and what
//! stands in a `oneOf` of different JSON types: serde reads that from a buffer, in which
//! no text is left to keep.

mod object;

use std::collections::BTreeSet;

use quote::ToTokens as _;
use syn::{Expr, ExprStruct, Fields, Ident, ImplItem, Item, ReturnType, Stmt, parse_quote};

use crate::items::{content, identifiers, last_name, methods};
use object::{Object, serde_metas};

/// Gives every object of a response its field, and how it is read and written.
pub(crate) fn keep_extra(items: &mut [Item]) {
    let (returned, read) = read(items);
    let Some(types) = content(items, "types") else { return };
    let mut made = Vec::new();
    let mut named = Vec::new();
    for item in types.iter_mut() {
        let Item::Struct(item) = item else { continue };
        if !read.contains(&item.ident.to_string()) {
            continue;
        }
        if let Some(object) = Object::of(item) {
            let is_returned = returned.contains(&object.name.to_string());
            made.extend([object.deserialize(is_returned), object.serialize()]);
            object.change(item);
            named.push((object.name, object.extra));
        }
    }
    add_to_literals(types, &named);
    if let Some(builders) = content(types, "builder") {
        for item in builders.iter_mut() {
            if let Item::Struct(item) = item
                && let Fields::Named(fields) = &mut item.fields
                && let Some((_, extra)) = named.iter().find(|(name, _)| *name == item.ident)
            {
                fields.named.push(parse_quote!(#extra: crate::ExtraFields));
            }
        }
        add_to_literals(builders, &named);
    }
    types.extend(made);
}

/// The names of the types that the methods `send` return, and of all that can appear in a
/// response: these and all that they hold, unless it is read from a buffer.
fn read(items: &mut [Item]) -> (Vec<String>, BTreeSet<String>) {
    let mut returned = Vec::new();
    for send in content(items, "builder").into_iter().flat_map(|items| methods(items, "send")) {
        if let ReturnType::Type(_, ty) = &send.sig.output {
            returned.extend(identifiers(ty.to_token_stream()));
        }
    }
    let Some(types) = content(items, "types") else { return Default::default() };
    let untagged = types.iter().filter_map(|item| match item {
        Item::Enum(item) if !serde_metas(&item.attrs).is_empty() => Some(item.ident.to_string()),
        _ => None,
    });
    let buffered = reached(types, untagged.collect());
    let read = reached(types, returned.clone()).difference(&buffered).cloned().collect();
    (returned, read)
}

/// The types of these names, and all that they hold.
fn reached(types: &[Item], mut waiting: Vec<String>) -> BTreeSet<String> {
    let (mut reached, mut seen) = (BTreeSet::new(), BTreeSet::new());
    while let Some(name) = waiting.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let fields = types.iter().find_map(|item| match item {
            Item::Struct(item) if item.ident == name => Some(item.fields.to_token_stream()),
            Item::Enum(item) if item.ident == name => Some(item.variants.to_token_stream()),
            Item::Type(item) if item.ident == name => Some(item.ty.to_token_stream()),
            _ => None,
        });
        if let Some(fields) = fields {
            reached.insert(name);
            waiting.extend(identifiers(fields));
        }
    }
    reached
}

/// Adds the field to the literals `Self { … }` that some functions end with.
fn add_to_literals(items: &mut [Item], named: &[(Ident, Ident)]) {
    for item in items {
        let Item::Impl(block) = item else { continue };
        let Some(of) = last_name(&block.self_ty) else { continue };
        let Some((_, extra)) = named.iter().find(|(name, _)| name == of) else { continue };
        for item in &mut block.items {
            let ImplItem::Fn(function) = item else { continue };
            let field = match function.sig.ident.to_string().as_str() {
                "default" => parse_quote!(#extra: ::std::default::Default::default()),
                "from" | "try_from" => parse_quote!(#extra: value.#extra),
                _ => continue,
            };
            if let Some(literal) = function.block.stmts.last_mut().and_then(literal) {
                literal.fields.push(field);
            }
        }
    }
}

/// `Self { … }` or `Ok(Self { … })`.
fn literal(stmt: &mut Stmt) -> Option<&mut ExprStruct> {
    match stmt {
        Stmt::Expr(Expr::Struct(literal), None) => Some(literal),
        Stmt::Expr(Expr::Call(call), None) => match call.args.first_mut()? {
            Expr::Struct(literal) => Some(literal),
            _ => None,
        },
        _ => None,
    }
}

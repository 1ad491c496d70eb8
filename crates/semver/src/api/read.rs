//! The walk through the syntax tree.

use std::collections::BTreeMap;

use syn::punctuated::Punctuated;
use syn::{
    Attribute, Fields, GenericArgument, ImplItem, Item as Syntax, ItemImpl, Meta, PathArguments,
    Token, Type, UseTree, Visibility,
};

use super::Item;
use super::signature::text;

/// Signature part for fields that are not public.
const PRIVATE: &str = "private fields";
/// Signature of a trait implementation without associated types.
pub(super) const IMPLEMENTED: &str = "implemented";
/// Signature part of a type that may grow without a breaking change.
pub(super) const OPEN: &str = "#[non_exhaustive]";

/// Signature part of a field with a default.
pub(super) const DEFAULT: &str = " = default";

pub(super) fn items(module: &str, tree: &[Syntax]) -> BTreeMap<Item, String> {
    let mut reader = Reader(BTreeMap::new());
    reader.module(module, tree);
    reader.0
}

/// The items found so far.
struct Reader(BTreeMap<Item, String>);

impl Reader {
    fn add(&mut self, path: impl Into<String>, attributes: &[Attribute], signature: &str) {
        let path = path.into();
        let mut words: Vec<String> = attributes.iter().filter_map(condition).collect();
        words.push(signature.to_owned());
        attributes.iter().for_each(|attribute| self.derived(&path, "", &attribute.meta));
        self.0.insert(Item::new(path), words.join(" ").trim().to_owned());
    }

    fn module(&mut self, path: &str, tree: &[Syntax]) {
        for item in tree {
            self.item(path, item);
        }
    }

    fn item(&mut self, path: &str, item: &Syntax) {
        match item {
            Syntax::Mod(item) if is_public(&item.vis) => {
                if let Some((_, tree)) = &item.content {
                    self.module(&format!("{path}::{}", item.ident), tree);
                }
            }
            Syntax::Struct(item) if is_public(&item.vis) => {
                let ty = format!("{path}::{}", item.ident);
                let is_hidden = item.fields.iter().any(|field| !is_public(&field.vis));
                let generics = text(&item.generics);
                let fields = if is_hidden { format!(", {PRIVATE}") } else { String::new() };
                self.add(
                    &ty,
                    &item.attrs,
                    &format!("{}struct{generics}{fields}", open(&item.attrs)),
                );
                for (index, field) in item.fields.iter().enumerate() {
                    if is_public(&field.vis) {
                        let name = field.ident.as_ref().map_or(index.to_string(), text);
                        let has_default = field.attrs.iter().any(|one| has_default(&one.meta));
                        let default = if has_default { DEFAULT } else { "" };
                        let signature = format!("{}{default}", text(&field.ty));
                        self.add(format!("{ty}.{name}"), &field.attrs, &signature);
                    }
                }
            }
            Syntax::Enum(item) if is_public(&item.vis) => {
                let ty = format!("{path}::{}", item.ident);
                let signature = format!("{}enum{}", open(&item.attrs), text(&item.generics));
                self.add(&ty, &item.attrs, &signature);
                for variant in &item.variants {
                    let fields = format!("variant{}", text(&bare(&variant.fields)));
                    self.add(format!("{ty}::{}", variant.ident), &variant.attrs, &fields);
                }
            }
            Syntax::Fn(item) if is_public(&item.vis) => {
                self.add(format!("{path}::{}()", item.sig.ident), &item.attrs, &text(&item.sig));
            }
            Syntax::Const(item) if is_public(&item.vis) => {
                let signature = format!("const {}", text(&item.ty));
                self.add(format!("{path}::{}", item.ident), &item.attrs, &signature);
            }
            Syntax::Static(item) if is_public(&item.vis) => {
                let signature = format!("static {}", text(&item.ty));
                self.add(format!("{path}::{}", item.ident), &item.attrs, &signature);
            }
            Syntax::Type(item) if is_public(&item.vis) => {
                let signature = format!("type{} {}", text(&item.generics), text(&item.ty));
                self.add(format!("{path}::{}", item.ident), &item.attrs, &signature);
            }
            Syntax::Trait(item) if is_public(&item.vis) => {
                self.add(format!("{path}::{}", item.ident), &item.attrs, &text(&item));
            }
            Syntax::Use(item) if is_public(&item.vis) => {
                let mut names = Vec::new();
                used(&item.tree, "", &mut names);
                for (name, target) in names {
                    self.add(format!("{path}::{name}"), &item.attrs, &format!("use {target}"));
                }
            }
            Syntax::Impl(item) => self.block(path, item),
            _ => {}
        }
    }

    fn block(&mut self, path: &str, block: &ItemImpl) {
        let Type::Path(ty) = &*block.self_ty else { return };
        let Some(name) = ty.path.segments.last() else { return };
        let ty = format!("{path}::{}", name.ident);
        if let Some((of, _)) = &block.trait_ {
            let associated = block.items.iter().filter_map(|item| match item {
                ImplItem::Type(item) => Some(format!("{} = {}", item.ident, text(&item.ty))),
                _ => None,
            });
            let mut associated = associated.collect::<Vec<_>>().join(", ");
            if associated.is_empty() {
                associated.push_str(IMPLEMENTED);
            }
            return self.add(format!("impl {} for {ty}", named(of)), &block.attrs, &associated);
        }
        for item in &block.items {
            match item {
                ImplItem::Fn(item) if is_public(&item.vis) => {
                    self.add(format!("{ty}::{}()", item.sig.ident), &item.attrs, &text(&item.sig));
                }
                ImplItem::Const(item) if is_public(&item.vis) => {
                    let signature = format!("const {}", text(&item.ty));
                    self.add(format!("{ty}::{}", item.ident), &item.attrs, &signature);
                }
                _ => {}
            }
        }
    }

    /// Adds the traits that an attribute of a type derives, also behind a feature.
    fn derived(&mut self, ty: &str, condition: &str, meta: &Meta) {
        for derived in arguments(meta, "derive") {
            let item = Item::new(format!("impl {} for {ty}", named(derived.path())));
            self.0.insert(item, format!("{condition}{IMPLEMENTED}"));
        }
        if let [condition, metas @ ..] = arguments(meta, "cfg_attr").as_slice() {
            let condition = format!("#[cfg({})] ", text(condition));
            metas.iter().for_each(|meta| self.derived(ty, &condition, meta));
        }
    }
}

/// Returns the arguments of an attribute with a name, and none of another one.
fn arguments(meta: &Meta, name: &str) -> Vec<Meta> {
    let all = Punctuated::<Meta, Token![,]>::parse_terminated;
    let list = meta.require_list().ok().filter(|list| list.path.is_ident(name));
    list.and_then(|list| list.parse_args_with(all).ok()).into_iter().flatten().collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Returns fields without descriptions and serde attributes.
fn bare(fields: &Fields) -> Fields {
    let mut fields = fields.clone();
    for field in &mut fields {
        field.attrs.retain(|attribute| attribute.path().is_ident("cfg"));
    }
    fields
}

/// Whether an attribute of serde, conditional or not, gives a field a default.
fn has_default(meta: &Meta) -> bool {
    arguments(meta, "cfg_attr").iter().any(has_default)
        || arguments(meta, "serde").iter().any(|meta| meta.path().is_ident("default"))
}

fn open(attributes: &[Attribute]) -> String {
    let is_open = attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
    if is_open { format!("{OPEN} ") } else { String::new() }
}

/// Returns the condition of an item.
fn condition(attribute: &Attribute) -> Option<String> {
    attribute.path().is_ident("cfg").then(|| text(attribute))
}

/// Returns the last name of a trait with its type arguments. Lifetimes are omitted, so
/// derived and written implementations have the same text.
fn named(path: &syn::Path) -> String {
    let Some(last) = path.segments.last() else { return text(path) };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return last.ident.to_string();
    };
    let types: Vec<String> = arguments
        .args
        .iter()
        .filter(|argument| !matches!(argument, GenericArgument::Lifetime(_)))
        .map(text)
        .collect();
    if types.is_empty() {
        last.ident.to_string()
    } else {
        format!("{}<{}>", last.ident, types.join(", "))
    }
}

/// Collects the names that a `use` declares, with their targets.
pub(crate) fn used(tree: &UseTree, before: &str, names: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(path) => used(&path.tree, &format!("{before}{}::", path.ident), names),
        UseTree::Name(name) => {
            names.push((name.ident.to_string(), format!("{before}{}", name.ident)))
        }
        UseTree::Rename(name) => {
            names.push((name.rename.to_string(), format!("{before}{}", name.ident)));
        }
        UseTree::Glob(_) => names.push(("*".to_owned(), format!("{before}*"))),
        UseTree::Group(group) => group.items.iter().for_each(|tree| used(tree, before, names)),
    }
}

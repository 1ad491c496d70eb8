//! Parts of the generator's output that are replaced, wherever they stand.
//!
//! - Documentation: no text of a document is code of Rust (`doc_text`).
//! - Patterns: read with Unicode, as the sandbox reads them.
//! - Bodies of responses: decoded by `crate::decode`, which checks the text once.
//! - Free-form objects: kept as their text, since a map loses the digits of numbers.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::LitStr;

use crate::doc_text::without_doctests;

/// The type of a free-form object, token by token, and the one that replaces it.
const MAP: &str = ":: serde_json :: Map < :: std :: string :: String , :: serde_json :: Value >";
const MAP_IS_EMPTY: &str = "\"::serde_json::Map::is_empty\"";

pub(crate) fn rewrite(tokens: TokenStream) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    for tree in tokens {
        let TokenTree::Group(group) = tree else {
            out.push(tree);
            replace_end(&mut out);
            continue;
        };
        let inside = match group.delimiter() {
            Delimiter::Bracket => documentation(group.stream()),
            Delimiter::Parenthesis if ends_with_regex_new(&out) => unicode_pattern(&group.stream())
                .inspect(|_| {
                    out.pop();
                    out.extend(quote!(with_flags));
                }),
            _ => None,
        };
        let inside = inside.unwrap_or_else(|| rewrite(group.stream()));
        let mut group_out = Group::new(group.delimiter(), inside);
        group_out.set_span(group.span());
        out.push(TokenTree::Group(group_out));
    }
    out.into_iter().collect()
}

/// Replaces what the last token completes.
fn replace_end(out: &mut Vec<TokenTree>) {
    match out.last() {
        Some(TokenTree::Literal(text)) if text.to_string() == MAP_IS_EMPTY => {
            out.pop();
            out.extend(quote!("crate::JsonObject::is_empty"));
        }
        Some(TokenTree::Ident(name)) if name == "from_response" => replace_decoder(out),
        Some(TokenTree::Punct(end)) if end.as_char() == '>' => replace_map(out),
        _ => {}
    }
}

/// Replaces the function that decodes a body, at the end of the tokens.
fn replace_decoder(out: &mut Vec<TokenTree>) {
    let Some(start) = out.len().checked_sub(4) else { return };
    if out[start].to_string() == "ResponseValue" {
        out.truncate(start);
        out.extend(quote!(crate::decode::response));
    }
}

/// Replaces the type of a free-form object at the end of the tokens.
fn replace_map(out: &mut Vec<TokenTree>) {
    // Most other types end with another name.
    let last = out.len().checked_sub(2).map(|last| &out[last]);
    if !matches!(last, Some(TokenTree::Ident(name)) if name == "Value") {
        return;
    }
    let map: Vec<String> =
        MAP.split(' ').flat_map(|part| part.split_inclusive(':')).map(str::to_owned).collect();
    let Some(start) = out.len().checked_sub(map.len()) else { return };
    if out[start..].iter().map(ToString::to_string).eq(map) {
        out.truncate(start);
        out.extend(quote!(crate::JsonObject));
    }
}

/// The inside of `#[doc = "…"]` with its text made harmless.
fn documentation(inside: TokenStream) -> Option<TokenStream> {
    let trees: Vec<TokenTree> = inside.into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(equals), TokenTree::Literal(text)] = &trees[..]
    else {
        return None;
    };
    if name != "doc" || equals.as_char() != '=' {
        return None;
    }
    let text = syn::parse2::<LitStr>(text.to_token_stream()).ok()?.value();
    let text = without_doctests(&text);
    Some(quote!(doc = #text))
}

/// Whether the tokens end with `Regex::new`.
fn ends_with_regex_new(tokens: &[TokenTree]) -> bool {
    let [.., TokenTree::Ident(ty), TokenTree::Punct(_), TokenTree::Punct(_), TokenTree::Ident(new)] =
        tokens
    else {
        return false;
    };
    ty == "Regex" && new == "new"
}

/// The arguments of `with_flags` for a pattern.
fn unicode_pattern(arguments: &TokenStream) -> Option<TokenStream> {
    let pattern = syn::parse2::<LitStr>(arguments.clone()).ok()?.value();
    let flags = dintero_cards_openapi::pattern_flags(&pattern).ok()?;
    Some(quote!(#pattern, #flags))
}

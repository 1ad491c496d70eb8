//! The URL of a request: the base URL and the path of the operation, and nothing
//! that a value turns them into.
//!
//! The generator writes values into the path as text. An empty value, `.` or `..`
//! asks for another path, since URLs are normalized before they are sent, however
//! the dots are encoded; such a request is refused. A backslash is encoded, because
//! URLs of the web take it for a slash.

use syn::punctuated::Punctuated;
use syn::{Expr, ExprMacro, ImplItemFn, Item, LitStr, Member, Pat, Stmt, Token, parse_quote};

/// Has the client drop slashes at the end of its base URL: every path begins with one.
pub(crate) fn without_trailing_slash(constructor: &mut ImplItemFn) {
    let Some(Stmt::Expr(Expr::Struct(client), None)) = constructor.block.stmts.last_mut() else {
        return;
    };
    for field in &mut client.fields {
        if matches!(&field.member, Member::Named(name) if name == "baseurl") {
            field.expr = parse_quote!(baseurl.trim_end_matches('/').to_string());
        }
    }
}

/// Has a request refused whose values would change its path; whether there was
/// any value to look at.
pub(crate) fn keep_path(send: &mut ImplItemFn) -> bool {
    let found = send.block.stmts.iter_mut().enumerate().find_map(|(index, stmt)| {
        let Stmt::Local(local) = stmt else { return None };
        let Pat::Ident(url) = &local.pat else { return None };
        let Expr::Macro(format) = &mut *local.init.as_mut()?.expr else { return None };
        Some((index, check(&url.ident.clone(), format)?))
    });
    let Some((index, check)) = found else { return false };
    send.block.stmts.insert(index + 1, check);
    true
}

/// The check of a URL that a `format!` makes; encodes backslashes in its values.
fn check(url: &syn::Ident, format: &mut ExprMacro) -> Option<Stmt> {
    let all = Punctuated::<Expr, Token![,]>::parse_terminated;
    let arguments = format.mac.parse_body_with(all).ok()?;
    let mut arguments = arguments.into_iter();
    let template: LitStr = match arguments.next()? {
        Expr::Lit(literal) => parse_quote!(#literal),
        _ => return None,
    };
    let base = arguments.next()?;
    let values: Vec<Expr> = arguments.collect();
    if values.is_empty() {
        return None;
    }
    format.mac.tokens = {
        let values = values.iter().map(|value| quote::quote!(#value.replace('\\', "%5C")));
        quote::quote!(#template, #base, #(#values),*)
    };
    let template = template.value();
    let template = template.strip_prefix("{}")?;
    let problem = format!(
        "a value in the path {template} is empty, \".\" or \"..\", which asks for another path"
    );
    Some(parse_quote! {
        if !super::has_path(&#url[#base.len()..], #template) {
            return Err(Error::InvalidRequest(#problem.to_string()));
        }
    })
}

/// The function that the check calls.
pub(crate) fn has_path() -> Item {
    parse_quote! {
        /// Whether no value of a path makes it another one than its template.
        fn has_path(path: &str, template: &str) -> bool {
            template
                .split('/')
                .zip(path.split('/'))
                .all(|(part, value)| !part.contains("{}") || !matches!(value, "" | "." | ".."))
        }
    }
}

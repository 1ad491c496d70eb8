//! The function `generate` and its steps.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use dintero_cards_openapi::{Document, Source, pointer_token as token};
use proc_macro2::TokenStream;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::items::content;
use crate::open_type::{Listed, OpenType};
use crate::refine::refine;
use crate::rewrite::rewrite;
use crate::tolerant::tolerant;
use crate::{Error, constants, distinct, expressible, generator, objects, quiet, rust_name};

/// Enough stack for as many named schemas as `expressible` accepts. The system
/// provides only the part that is used.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Generates the client of a document, as formatted Rust text.
///
/// The text is the module `crate::<module_name(file)>`, with `_` for all but letters and
/// digits, of a crate that has `Timestamp`, `JsonObject`, `ExtraFields`, `UnlistedValue`,
/// `Document`, `Transport`, `decode`, `extra_fields` and `unlisted` at its root, such as
/// `dintero-cards-client`. The same document always gives the same text.
///
/// # Errors
/// The text is not YAML, is not OpenAPI 3.0, or has something that cannot be
/// expressed; the error has file, line and remedy.
pub fn generate(source: Source<'_>) -> Result<String, Error> {
    // The last resort: what no step foresaw is still a sentence about the document.
    quiet::catch(|| on_deep_stack(|| quiet::catch(|| steps(source))))
        .unwrap_or_else(Err)
        .unwrap_or_else(|problem| {
            let problem = format!("the generator stopped: {problem}");
            Err(Error::of(source.file, problem, "write the document differently, part by part"))
        })
}

/// Runs `work` on a deep stack: progenitor follows references by recursion, and a
/// stack overflow would end the process.
fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let deep = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        let deep = deep.expect("a machine that compiles can start a thread");
        deep.join().expect("the work catches its own panics")
    })
}

fn steps(source: Source<'_>) -> Result<String, Error> {
    let document = Document::parse(source)?;
    expressible::check(&document)?;
    let (root, open_types) = tolerant(&document);
    names(&document, &open_types)?;
    let variants = variants(&document, &open_types)?;
    let openapi = openapi(&document, root)?;
    let module = module_name(source.file);
    let module = module.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    if !rust_name::is_legal(&module) {
        let problem = format!("no module of Rust can be called {module}");
        return Err(Error::of(source.file, problem, "rename the file"));
    }
    let tokens = generator::run(&openapi, &module, &open_types).map_err(|problem| {
        let problem = format!("the generator cannot express it: {problem}");
        Error::of(source.file, problem, "write that part of the document differently")
    })?;
    let mut file = parse(&document, tokens)?;
    refine(&mut file.items);
    let types = content(&mut file.items, "types").ok_or_else(|| {
        let problem = "the generator made no module of types";
        Error::of(source.file, problem, "check which version of progenitor is in use")
    })?;
    for (open_type, variants) in open_types.iter().zip(&variants) {
        types.extend(parse(&document, open_type.tokens(variants))?.items);
    }
    objects::keep_extra(&mut file.items);
    file.items.extend(parse(&document, constants::tokens(&document))?.items);
    if let Some(name) = distinct::repeated(&file.items) {
        let problem = format!("the generated code would have the {name} twice");
        return Err(Error::of(source.file, problem, "rename one of the things that give the name"));
    }
    Ok(format!("{}{}", header(&document), prettyplease::unparse(&file)))
}

/// Returns the name of the module of a document: its file name without folder and
/// extension.
#[must_use]
pub fn module_name(file: &str) -> &str {
    Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(file)
}

fn header(document: &Document) -> String {
    let (file, digest) = (document.file(), document.digest());
    format!(
        "// Generated from {file} by `cargo xtask regen`; do not edit by hand.\n\
         // SHA-256 of the document: {digest}\n\n"
    )
}

/// Refuses names of open types that others have.
fn names(document: &Document, open_types: &[OpenType]) -> Result<(), Error> {
    let schemas = document.root().pointer("/components/schemas").and_then(Value::as_object);
    let named =
        |name: &String| (rust_name::of_type(name), format!("/components/schemas/{}", token(name)));
    let names = schemas.into_iter().flat_map(|schemas| schemas.keys());
    let mut taken: BTreeMap<String, String> = names.map(named).collect();
    for OpenType { name, pointer, .. } in open_types {
        let remedy = "name the schema below components/schemas";
        // The place of a name is its schema, which may be of such a type itself.
        if let Some(other) = taken.insert(name.clone(), pointer.clone())
            && other != *pointer
        {
            let problem =
                format!("the type {name} stands at {} already", document.position(&other));
            return Err(Error::at(document, pointer, problem, remedy));
        }
        if rust_name::is_taken(name) || !rust_name::is_legal(name) {
            let problem = format!("no type can be called {name}");
            return Err(Error::at(document, pointer, problem, remedy));
        }
    }
    for open_type in open_types {
        let Listed::Objects(tagged) = &open_type.listed else { continue };
        if let Some(alternative) = tagged.alternatives.iter().find(|it| it.name == "Unlisted") {
            let problem = "no alternative of oneOf can be called Unlisted";
            return Err(Error::at(document, &alternative.pointer, problem, "rename the schema"));
        }
    }
    Ok(())
}

fn variants(document: &Document, open_types: &[OpenType]) -> Result<Vec<Vec<String>>, Error> {
    let of = |open_type: &OpenType| {
        open_type.variants().ok_or_else(|| {
            let name = &open_type.name;
            let problem = format!("the values of {name} do not give distinct Rust names");
            let pointer = format!("{}/enum", open_type.pointer);
            Error::at(document, &pointer, problem, "make it a plain string")
        })
    };
    open_types.iter().map(of).collect()
}

fn openapi(document: &Document, root: Value) -> Result<openapiv3::OpenAPI, Error> {
    serde_path_to_error::deserialize(root).map_err(|error| {
        let segments = error.path().iter().map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", token(key)),
            _ => String::new(),
        });
        let pointer: String = segments.collect();
        let problem = format!("not as OpenAPI 3.0 has it: {}", error.inner());
        Error::at(document, &pointer, problem, "correct it")
    })
}

fn parse(document: &Document, tokens: TokenStream) -> Result<syn::File, Error> {
    syn::parse2(rewrite(tokens)).map_err(|error| {
        let problem = format!("the generated text is no Rust: {error}");
        Error::of(document.file(), problem, "look for names in the document that Rust cannot have")
    })
}

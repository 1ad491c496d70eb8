//! progenitor and its settings.

use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TypeImpl};
use quote::quote;
use schemars_08::schema::{InstanceType, SchemaObject};

use crate::open_type::{Listed, OpenType};
use crate::quiet;

/// Formats of times, which become a type of the client.
const TIME_FORMATS: [&str; 2] = ["date-time", "isodate"];
/// That type, with a tolerant and fast parser.
const TIMESTAMP: &str = "crate::Timestamp";

/// Runs progenitor; the error is its message, or that of its panic.
pub(crate) fn run(
    document: &openapiv3::OpenAPI,
    module: &str,
    open_types: &[OpenType],
) -> Result<TokenStream, String> {
    let settings = settings(module, open_types);
    quiet::catch(|| Generator::new(&settings).generate_tokens(document))
        .and_then(|outcome| outcome.map_err(|error| error.to_string()))
}

fn settings(module: &str, open_types: &[OpenType]) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    // A new optional parameter must not change the signature of a method.
    settings.with_interface(InterfaceStyle::Builder);
    // All sending passes through one hook; without it nothing compiles.
    settings.with_hooks(HooksMode::Expected);
    settings.with_inner_type(quote!(::std::sync::Arc<dyn crate::Transport>));
    settings.with_derive("PartialEq");
    for format in TIME_FORMATS {
        let schema = SchemaObject {
            instance_type: Some(InstanceType::String.into()),
            format: Some(format.to_owned()),
            ..SchemaObject::default()
        };
        let impls = [TypeImpl::Display, TypeImpl::FromStr];
        settings.with_conversion(schema, TIMESTAMP, impls.into_iter());
    }
    for OpenType { name, listed, .. } in open_types {
        let is_text = matches!(listed, Listed::Texts(_));
        let impls = [TypeImpl::Display, TypeImpl::FromStr].into_iter().filter(|_| is_text);
        settings.with_replacement(name, format!("crate::{module}::types::{name}"), impls);
    }
    settings
}

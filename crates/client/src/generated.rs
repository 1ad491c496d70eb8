//! Written by hand: declares the generated modules, from the text of the build script
//! or from the committed text in `generated/`.

/// Declares a module for each document, with the hook that passes its requests to
/// the transport, and the lists over all documents.
macro_rules! generated {
    ($($(#[$doc:meta])* $module:ident from $file:literal;)+) => {
        $(
            $(#[$doc])*
            #[allow(
                clippy::all,
                clippy::allow_attributes_without_reason,
                clippy::unwrap_used,
                clippy::doc_markdown,
                clippy::str_to_string,
                clippy::wildcard_imports,
                elided_lifetimes_in_paths,
                missing_docs,
                unreachable_patterns,
                unreachable_pub,
                reason = "the text is generated"
            )]
            pub mod $module {
                #[cfg(feature = "generate")]
                include!(concat!(env!("OUT_DIR"), "/", $file));
                #[cfg(not(feature = "generate"))]
                include!(concat!("generated/", $file));
            }

            impl ::progenitor_client::ClientHooks<::std::sync::Arc<dyn $crate::Transport>>
                for $module::Client
            {
                async fn exec(
                    &self,
                    request: ::reqwest::Request,
                    operation: &::progenitor_client::OperationInfo,
                ) -> ::reqwest::Result<::reqwest::Response> {
                    $crate::transport::send(self, request, operation).await
                }
            }
        )+

        /// The document of each generated module.
        pub const DOCUMENTS: &[$crate::Document] = &[$($module::DOCUMENT),+];

        /// Returns whether a property of a document has this name. Any other name in a
        /// response is data of a merchant.
        #[must_use]
        pub fn is_documented(name: &str) -> bool {
            [$($module::PROPERTIES),+].iter().any(|names| names.contains(&name))
        }
    };
}
pub(crate) use generated;

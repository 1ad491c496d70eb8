//! The generated modules: what was just generated, or else the committed text.

/// Declares a module for each document, with the hook that gives its requests
/// to the transport, and the lists over all of them.
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
                reason = "generated text is as its generator makes it"
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
                    $crate::transport::hand_over(self, request, operation).await
                }
            }
        )+

        /// Where every generated module came from.
        pub const DOCUMENTS: &[$crate::Document] = &[$($module::DOCUMENT),+];

        /// Whether a name is that of a property of some document; any other
        /// name in a response is somebody's data.
        #[must_use]
        pub fn is_documented(name: &str) -> bool {
            [$($module::PROPERTIES),+].iter().any(|names| names.contains(&name))
        }
    };
}
pub(crate) use generated;

//! The part of the generated API that belongs to the wrapper too.
//!
//! The wrapper re-exports some generated types by `pub use`. Their changes are changes
//! of its API; the rest of the generated client is private to it.

use std::collections::BTreeSet;

use syn::{Item as Syntax, Visibility};

use crate::Api;
use crate::api::{Item, used};

/// The beginning of the paths that are re-exported.
const CLIENT: &str = "dintero_cards_client::";

/// The generated types that the wrapper re-exports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapper {
    types: BTreeSet<String>,
}

impl Wrapper {
    /// Reads the types that the wrapper's `lib.rs` re-exports, with the types of their
    /// fields and signatures in either API.
    ///
    /// # Errors
    /// The text is no Rust.
    pub fn read(text: &str, apis: [&Api; 2]) -> Result<Self, syn::Error> {
        let mut names = Vec::new();
        for item in &syn::parse_file(text)?.items {
            if let Syntax::Use(item) = item
                && matches!(item.vis, Visibility::Public(_))
            {
                used(&item.tree, "", &mut names);
            }
        }
        let of_client = names.iter().filter_map(|(_, target)| target.strip_prefix(CLIENT));
        let of_client = of_client.filter(|path| !path.ends_with('*'));
        let mut wrapper = Self { types: of_client.map(str::to_owned).collect() };
        while wrapper.grow(apis) {}
        Ok(wrapper)
    }

    /// Returns the re-exported types by path, sorted.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.types.iter().map(String::as_str)
    }

    /// Whether an item of the generated API belongs to the wrapper too.
    pub fn has(&self, item: &Item) -> bool {
        self.types.contains(item.as_str()) || self.types.contains(item.owner().as_str())
    }

    /// Whether the wrapper re-exports the type of a named schema. `pointer` leads to the
    /// schema or below it.
    pub fn has_schema(&self, file: &str, pointer: &str) -> bool {
        let name =
            pointer.strip_prefix("/components/schemas/").and_then(|rest| rest.split('/').next());
        let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml"));
        let (Some(name), Some(module)) = (name, stem) else { return false };
        self.types.contains(&format!("{module}::types::{name}"))
    }

    /// Adds the types that the known ones name. Returns whether there were any.
    fn grow(&mut self, apis: [&Api; 2]) -> bool {
        let mut found = BTreeSet::new();
        for (item, signature) in apis.iter().flat_map(|api| api.items()) {
            let owner = item.owner();
            if item.is_impl() || !self.types.contains(owner.as_str()) {
                continue;
            }
            let Some((module, _)) = owner.as_str().rsplit_once("::") else { continue };
            for word in
                signature.split(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter))
            {
                let name = word.rsplit("::").next().unwrap_or(word);
                let below = if word.contains("builder::") { "builder::" } else { "" };
                let path = format!("{module}::{below}{name}");
                let is_type = |api: &&Api| api.signature(&Item::new(path.as_str())).is_some();
                if apis.iter().any(is_type) && !self.types.contains(&path) {
                    found.insert(path);
                }
            }
        }
        let is_new = !found.is_empty();
        self.types.extend(found);
        is_new
    }
}
